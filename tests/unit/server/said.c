/* said.c - tests which parts of an operator's text are phone numbers. */

#include "rows.h"

#include <string.h>

#include "page/view.h"
#include "template.h"

static const struct row {
	const char *name;
	const char *in;
	const char *want; /* <digits|as it is written> */
} rows[] = {
	{ "nothing", "", "" },
	{ "no number", "Loop binnen.", "Loop binnen." },
	{ "alone", "0800 7000", "<08007000|0800 7000>" },
	{ "in a sentence", "Bel 0800-0188. Gratis.",
	    "Bel <08000188|0800-0188>. Gratis." },
	{ "two", "112 of 0900-8844", "<112|112> of <09008844|0900-8844>" },
	{ "hours behind it", "0800 2000 24 uur",
	    "<08002000|0800 2000> 24 uur" },
	{ "a mobile", "App 06 12 34 56 78!",
	    "App <0612345678|06 12 34 56 78>!" },
	{ "a town", "(020) 123 45 67", "(020) 123 45 67" },
	{ "a town, plain", "020-1234567", "<0201234567|020-1234567>" },
	{ "from abroad", "+31 20 123 4567.",
	    "<+31201234567|+31 20 123 4567>." },
	{ "a short one", "Bel 113.", "Bel <113|113>." },
	{ "of Europe", "116 111, dag en nacht",
	    "<116111|116 111>, dag en nacht" },
	{ "of a town hall", "14 020", "<14020|14 020>" },
	{ "in Arabic", "\u0627\u062a\u0635\u0644 0800-0188",
	    "\u0627\u062a\u0635\u0644 <08000188|0800-0188>" },
	{ "a host", "Chat op 113.nl of www.112.nl",
	    "Chat op 113.nl of www.112.nl" },
	{ "an address", "mail 113@example.org", "mail 113@example.org" },
	{ "a path", "example.org/112", "example.org/112" },
	{ "hours", "van 08:00-22:00, 9-17, 24/7",
	    "van 08:00-22:00, 9-17, 24/7" },
	{ "a year", "sinds 2026, 1999 en 2026-11-29",
	    "sinds 2026, 1999 en 2026-11-29" },
	{ "within a word", "kamer a112 en 112b", "kamer a112 en 112b" },
	{ "too short", "0800 700", "0800 700" },
	{ "too long", "0201234567890", "0201234567890" },
	{ "cut off", "+31 20", "+31 20" },
	{ "a sign at the end", "bel 0800-", "bel 0800-" },
};

static void
said(void **state)
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

	ROWS(set, said, rows);
	return rows_run(&set, __FILE__);
}
