/* receipt_find.c - tests finding a receipt in a text. */

#include <string.h>

#include "rows.h"

#include "receipt.h"

#define GOOD "012345678901234567890105"
#define GROUPS "0123 4567 8901 2345 6789 0105"

static const struct find_row {
	const char *name;
	const char *in;
	size_t n;
	bool want;
} finds[] = {
	{ "nothing", B(""), false },
	{ "words without digits", B("Elke nacht een witte bus."), false },
	{ "a receipt alone", B(GOOD), true },
	{ "a receipt in groups alone", B(GROUPS), true },
	{ "a receipt in a sentence", B("My code is " GROUPS ", thanks."),
	    true },
	{ "between a colon and a letter", B("code:" GOOD "bye"), true },
	{ "two lines", B("code\n0123 4567 8901\r\n2345 6789 0105\n"), true },
	{ "six lines", B("0123\n4567\n8901\n2345\n6789\n0105"), true },
	{ "dashes", B("0123-4567-8901-2345-6789-0105"), true },
	{ "commas", B("(0123,4567,8901,2345,6789,0105)"), true },
	{ "slashes", B("0123/4567/8901/2345/6789/0105"), true },
	{ "bars and underscores", B("0123_4567|8901_2345|6789_0105"), true },
	{ "groups in a list",
	    B("1234 x * 0123 * 4567 * 8901 * 2345 * 6789 * 0105"), true },
	{ "groups of three", B("012 345 678 901 234 567 890 105"), true },
	{ "groups of six", B("012345 678901 234567 890105"), true },
	{ "marks within a group",
	    B("01\xe2\x80\x8e"
	      "2345678901234567\xe2\x80\xaf"
	      "890105"),
	    true },
	{ "bullets between groups",
	    B("0123\xe2\x80\xa2"
	      "4567\xc2\xb7"
	      "8901\xd8\x8c"
	      "234567890105"),
	    true },
	{ "a full-width digit",
	    B("\xef\xbc\x90"
	      "123 4567 8901 2345 6789 0105"),
	    true },
	{ "after a year and a colon", B("In 2026: " GROUPS), true },
	{ "after a year and a comma", B("2026, " GROUPS), true },
	{ "before a telephone number", B(GROUPS " 06-12345678"), true },
	{ "the same receipt twice", B(GROUPS "\n" GROUPS), true },
	{ "after many other numbers",
	    B("1 22 333 4444 55555 666666 7777777 88888888 " GROUPS), true },
	{ "cut by a word", B("0123 4567 8901 and 2345 6789 0105"), false },
	{ "cut by a letter", B("0123 4567 8901x2345 6789 0105"), false },
	{ "a typing error", B("0123 4567 8901 2345 6789 0106"), false },
	{ "one digit short", B("0123 4567 8901 2345 6789 010"), false },
	{ "the end of a longer number", B("9" GOOD), false },
	{ "the start of a longer number", B(GOOD "9"), false },
	{ "telephone numbers", B("0612345678, 0687654321, 0611223344"), false },
	{ "a Devanagari digit",
	    B("\xe0\xa5\xa7"
	      "23412341234123412341218"),
	    false },
	{ "before broken UTF-8", B(GROUPS "\xff"), true },
	{ "after broken UTF-8", B("\xff" GROUPS), false },
};

static void
finds_receipt(void **state)
{
	const struct find_row *row = *state;
	struct receipt r;

	memset(r.b, 9, sizeof(r.b));
	assert_int_equal(
	    receipt_find(&r, (struct span){ (const uint8_t *)row->in, row->n }),
	    row->want);
	if (row->want)
		assert_memory_equal(r.b, GOOD, sizeof(r.b));
	else
		assert_true(sodium_is_zero(r.b, sizeof(r.b)));
}

/* Every drawn receipt is found in the form that the page prints. */
static void
drawn_receipts_are_found_as_printed(void **state)
{
	char text[RECEIPT_TEXT];
	char in[2 * RECEIPT_TEXT];
	struct receipt r;
	struct receipt got;

	(void)state;
	for (size_t i = 0; i < 500; i++) {
		receipt_draw(&r);
		receipt_print(text, &r);
		(void)snprintf(in, sizeof(in), "Mijn code: %s.", text);
		assert_true(receipt_find(&got, span_str(in)));
		assert_memory_equal(got.b, r.b, sizeof(r.b));
	}
}

int
main(void)
{
	static struct rows all;

	ROWS(all, finds_receipt, finds);
	ROW(all, drawn_receipts_are_found_as_printed);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_receipt_find");
}
