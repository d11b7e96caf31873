/* phone_numbers.c - tests which parts of a text are phone numbers. */

#include "rows.h"

#include <string.h>

#include "page/view.h"
#include "template.h"

static const struct row {
	const char *name;
	const char *in;
	const char *want; /* <digits|as it is written> */
} rows[] = {
	{ "an empty text", "", "" },
	{ "a text without digits", "Loop binnen.", "Loop binnen." },
	{ "a number alone", "0800 7000", "<08007000|0800 7000>" },
	{ "a sentence with a number", "Bel 0800-0188. Gratis.",
	    "Bel <08000188|0800-0188>. Gratis." },
	{ "a text with two numbers", "112 of 0900-8844",
	    "<112|112> of <09008844|0900-8844>" },
	{ "a number followed by hours", "0800 2000 24 uur",
	    "<08002000|0800 2000> 24 uur" },
	{ "a mobile number", "App 06 12 34 56 78!",
	    "App <0612345678|06 12 34 56 78>!" },
	{ "an area code in brackets", "(020) 123 45 67", "(020) 123 45 67" },
	{ "a number with an area code", "020-1234567",
	    "<0201234567|020-1234567>" },
	{ "an international number", "+31 20 123 4567.",
	    "<+31201234567|+31 20 123 4567>." },
	{ "a short number", "Bel 113.", "Bel <113|113>." },
	{ "a European short number", "116 111, dag en nacht",
	    "<116111|116 111>, dag en nacht" },
	{ "a town hall's short number", "14 020", "<14020|14 020>" },
	{ "an Arabic sentence", "\u0627\u062a\u0635\u0644 0800-0188",
	    "\u0627\u062a\u0635\u0644 <08000188|0800-0188>" },
	{ "a host name with digits", "Chat op 113.nl of www.112.nl",
	    "Chat op 113.nl of www.112.nl" },
	{ "a mail address with digits", "mail 113@example.org",
	    "mail 113@example.org" },
	{ "a path with digits", "example.org/112", "example.org/112" },
	{ "opening hours", "van 08:00-22:00, 9-17, 24/7",
	    "van 08:00-22:00, 9-17, 24/7" },
	{ "years and dates", "sinds 2026, 1999 en 2026-11-29",
	    "sinds 2026, 1999 en 2026-11-29" },
	{ "digits within a word", "kamer a112 en 112b", "kamer a112 en 112b" },
	{ "a number that is too short", "0800 700", "0800 700" },
	{ "a number that is too long", "0201234567890", "0201234567890" },
	{ "an international number cut short", "+31 20", "+31 20" },
	{ "a number that ends in a hyphen", "bel 0800-", "bel 0800-" },
};

static void
finds_phone_numbers_in(void **state)
{
	const struct row *r = *state;
	static char got[200];
	static struct lang dutch = { .dir = "ltr" };
	static struct directory d;
	struct view v = { .lang = &dutch, .directory = &d };
	struct at a = { .v = &v };
	struct writer w = { (uint8_t *)got, sizeof(got) - 1, 0, false };

	d.phone = span_str(r->in);
	for (enum turn t = each_phone_words(&a, true); t == TURN_ITEM;
	     t = each_phone_words(&a, false)) {
		struct span digits = attr_said_number(&a);

		if (is_said_number(&a)) {
			wire_put_str(&w, "<");
			wire_put(&w, digits.p, digits.n);
			wire_put_str(&w, "|");
		}
		part_said(&w, &a);
		if (is_said_number(&a))
			wire_put_str(&w, ">");
	}
	assert_false(w.bad);
	got[w.n] = '\0';
	assert_string_equal(got, r->want);
}

int
main(void)
{
	static struct rows set;

	ROWS(set, finds_phone_numbers_in, rows);
	return rows_run(&set, __FILE__);
}
