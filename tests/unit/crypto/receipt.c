/* receipt.c - tests parsing, printing and drawing receipts, and their
 * root. */

#include <stdbool.h>
#include <string.h>

#include "rows.h"

#include "dice.h"
#include "receipt.h"
#include "utf8.h"

#define GOOD "012345678901234567890105"

static const struct typed_row {
	const char *name;
	const char *in;
	size_t n;
	enum err want;
} typed[] = {
	{ "plain digits", B(GOOD), OK },
	{ "groups of four", B("0123 4567 8901 2345 6789 0105"), OK },
	{ "dashes", B("0123-4567-8901-2345-6789-0105"), OK },
	{ "dots", B("0123.4567.8901.2345.6789.0105"), OK },
	{ "spaces all over", B("  01 23 4567  890123456789 0105  "), OK },
	{ "U+00A0",
	    B("0123\xc2\xa0"
	      "45678901234567890105"),
	    OK },
	{ "U+202F",
	    B("0123\xe2\x80\xaf"
	      "45678901234567890105"),
	    OK },
	{ "U+2010",
	    B("0123\xe2\x80\x90"
	      "45678901234567890105"),
	    OK },
	{ "U+2013",
	    B("0123\xe2\x80\x93"
	      "45678901234567890105"),
	    OK },
	{ "U+2014",
	    B("0123\xe2\x80\x94"
	      "45678901234567890105"),
	    OK },
	{ "U+200F",
	    B("0123\xe2\x80\x8f"
	      "45678901234567890105"),
	    OK },
	{ "Arabic-Indic digits",
	    B("\xd9\xa0\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4\xd9\xa5\xd9\xa6\xd9\xa7"
	      "\xd9\xa8\xd9\xa9"
	      "01234567890105"),
	    OK },
	{ "extended Arabic-Indic digits",
	    B("\xdb\xb0\xdb\xb1\xdb\xb2\xdb\xb3\xdb\xb4\xdb\xb5\xdb\xb6\xdb\xb7"
	      "\xdb\xb8\xdb\xb9"
	      "01234567890105"),
	    OK },
	{ "the character before the Arabic-Indic digits",
	    B("\xd9\x9f"
	      "12345678901234567890105"),
	    ERR_FORMAT },
	{ "the character after the Arabic-Indic digits",
	    B("\xd9\xaa"
	      "12345678901234567890105"),
	    ERR_FORMAT },
	{ "the character after the extended Arabic-Indic digits",
	    B("\xdb\xba"
	      "12345678901234567890105"),
	    ERR_FORMAT },
	{ "full-width digits",
	    B("\xef\xbc\x90\xef\xbc\x91\xef\xbc\x92\xef\xbc\x93\xef\xbc\x94"
	      "\xef\xbc\x95\xef\xbc\x96\xef\xbc\x97\xef\xbc\x98\xef\xbc\x99"
	      "01234567890105"),
	    OK },
	{ "the character before the full-width digits",
	    B("\xef\xbc\x8f"
	      "12345678901234567890105"),
	    ERR_FORMAT },
	{ "the character after the full-width digits",
	    B("\xef\xbc\x9a"
	      "12345678901234567890105"),
	    ERR_FORMAT },
	{ "a Devanagari digit",
	    B("\xe0\xa5\xa6"
	      "12345678901234567890105"),
	    ERR_FORMAT },
	{ "nothing", B(""), ERR_FORMAT },
	{ "only spaces", B("    "), ERR_FORMAT },
	{ "one digit too few", B("01234567890123456789010"), ERR_FORMAT },
	{ "one digit too many", B(GOOD "0"), ERR_FORMAT },
	{ "a receipt twice", B(GOOD GOOD), ERR_FORMAT },
	{ "a letter for a digit", B("O12345678901234567890105"), ERR_FORMAT },
	{ "a receipt among words", B("code: (" GOOD ")."), OK },
	{ "a TAB", B("0123\t45678901234567890105"), OK },
	{ "two lines", B("012345678901\r\n234567890105\n"), OK },
	{ "a NUL at the end", B(GOOD "\0"), OK },
	{ "a comma", B("0123,45678901234567890105"), OK },
	{ "an underscore", B("0123_45678901234567890105"), OK },
	{ "broken UTF-8", B(GOOD "\xd9"), ERR_FORMAT },
	{ "a digit in overlong UTF-8",
	    B("\xc0\xb0"
	      "12345678901234567890105"),
	    ERR_FORMAT },
	{ "check digits one too high", B("012345678901234567890106"),
	    ERR_CHECK },
	{ "check digits 00 for 97", B("000000000000000000006500"), ERR_CHECK },
	{ "check digits 97", B("000000000000000000006597"), OK },
	{ "check digits 01 for 98", B("000000000000000000000001"), ERR_CHECK },
	{ "check digits 98", B("000000000000000000000098"), OK },
	{ "check digits 99 for 02", B("000000000000000000003299"), ERR_CHECK },
	{ "check digits 02", B("000000000000000000003202"), OK },
};

static void
parses(void **state)
{
	const struct typed_row *row = *state;
	struct receipt r;

	memset(r.b, 9, sizeof(r.b));
	assert_int_equal(receipt_parse(&r, row->in, row->n), row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero(r.b, sizeof(r.b)));
	else if (strstr(row->in, "000000") == NULL)
		assert_memory_equal(r.b, GOOD, sizeof(r.b));
	else
		assert_memory_equal(r.b, row->in, sizeof(r.b));
}

/* The good receipt with ${c} before its fifth digit, and at both ends. */
static enum err
parse_with(struct receipt *r, uint32_t c)
{
	uint8_t mark[4];
	size_t n = utf8(mark, c);
	char in[3 * sizeof(mark) + RECEIPT_DIGITS + 1];

	(void)snprintf(in, sizeof(in), "%.*s0123%.*s%s%.*s", (int)n,
	    (char *)mark, (int)n, (char *)mark, &GOOD[4], (int)n, (char *)mark);
	return receipt_parse(r, in, strlen(in));
}

static bool
is_digit(uint32_t c)
{
	static const uint32_t zeros[] = { '0', 0x660, 0x6f0, 0xff10 };

	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return true;
	return false;
}

/* Every character but NUL: digits are read, all others are dropped. */
static void
drops_every_character_but_digits(void **state)
{
	struct receipt r;

	(void)state;
	for (uint32_t c = 1; c <= 0x10ffff; c++) {
		bool half = c >= 0xd800 && c <= 0xdfff;

		if ((parse_with(&r, c) == OK) == (half || is_digit(c)))
			fail_msg("U+%04X is read wrongly", (unsigned)c);
		if (!half && !is_digit(c))
			assert_memory_equal(r.b, GOOD, sizeof(r.b));
	}
}

/* MOD 97-10 finds every wrong digit and every swap of two neighbours. */
static void
finds_any_wrong_digit(void **state)
{
	struct receipt r;
	char in[] = GOOD;

	(void)state;
	for (size_t i = 0; i < RECEIPT_DIGITS; i++) {
		const char was = in[i];

		for (int c = '0'; c <= '9'; c++) {
			in[i] = (char)c;
			assert_int_equal(receipt_parse(&r, in, RECEIPT_DIGITS),
			    c == was ? OK : ERR_CHECK);
		}
		in[i] = was;
	}
}

static void
finds_any_two_swapped_digits(void **state)
{
	struct receipt r;
	char in[] = GOOD;

	(void)state;
	for (size_t i = 0; i + 1 < RECEIPT_DIGITS; i++) {
		const char was = in[i];

		in[i] = in[i + 1];
		in[i + 1] = was;
		assert_int_equal(receipt_parse(&r, in, RECEIPT_DIGITS),
		    in[i] == was ? OK : ERR_CHECK);
		in[i + 1] = in[i];
		in[i] = was;
	}
}

static void
prints_in_groups_of_four(void **state)
{
	char out[RECEIPT_TEXT];
	struct receipt r;
	struct receipt again;

	(void)state;
	memcpy(r.b, GOOD, sizeof(r.b));
	receipt_print(out, &r);
	assert_string_equal(out, "0123 4567 8901 2345 6789 0105");
	assert_int_equal(receipt_parse(&again, out, sizeof(out) - 1), OK);
	assert_memory_equal(again.b, r.b, sizeof(r.b));
}

static void
drawn_receipts_are_valid_and_differ(void **state)
{
	struct receipt r;
	struct receipt other;
	struct receipt again;

	(void)state;
	for (size_t i = 0; i < 500; i++) {
		receipt_draw(&r);
		receipt_draw(&other);
		assert_int_equal(
		    receipt_parse(&again, (const char *)r.b, sizeof(r.b)), OK);
		assert_memory_not_equal(r.b, other.b, sizeof(r.b));
	}
}

static void
draw_skips_bytes_over_249(void **state)
{
	uint8_t bytes[6 + RECEIPT_DRAWN];
	struct receipt r;

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(255 - i);
	dice_load(bytes, sizeof(bytes));
	receipt_draw(&r);
	dice_end();
	assert_memory_equal(r.b, "9876543210987654321098", RECEIPT_DRAWN);
}

/* Of the 256 values of a byte, 250 make a digit: each digit 25 times. */
static void
draw_is_uniform(void **state)
{
	unsigned seen[10] = { 0 };
	struct receipt r;

	(void)state;
	for (uint8_t b = 0; b < 250; b++) {
		dice_load(&b, 1);
		receipt_draw(&r);
		dice_end();
		seen[r.b[0] - '0']++;
	}
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(seen[i], 25);
}

static void
root_matches_hashlib_whole_and_in_slices(void **state)
{
	struct service_id service;
	struct receipt r;
	struct root whole;
	struct root sliced;

	(void)state;
	memcpy(r.b, GOOD, sizeof(r.b));
	memset(service.b, 0x11, sizeof(service.b));
	receipt_begin(&sliced, &r, &service);
	assert_hex(sliced.b, sizeof(sliced.b),
	    "db7b06666da2859f315094ccd096a3eb"
	    "4a8fd241f3db7e0869be463d9d001042");
	receipt_root(&whole, &r, &service);
	assert_hex(whole.b, sizeof(whole.b),
	    "5ab76bf5a593a096f8b41b1a8ff0683b"
	    "36df480e4c43829e769458a23c009e4a");
	receipt_stretch(&sliced, 1, 1);
	receipt_stretch(&sliced, 2, 4000);
	receipt_stretch(&sliced, 4001, STRETCH_STEPS);
	assert_memory_equal(sliced.b, whole.b, sizeof(whole.b));
}

static void
root_depends_on_the_service(void **state)
{
	struct service_id service = { { 0 } };
	struct receipt r;
	struct root a;
	struct root b;

	(void)state;
	memcpy(r.b, GOOD, sizeof(r.b));
	receipt_root(&a, &r, &service);
	service.b[31] = 1;
	receipt_root(&b, &r, &service);
	assert_memory_not_equal(a.b, b.b, sizeof(a.b));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, parses, typed);
	ROW(all, drops_every_character_but_digits);
	ROW(all, finds_any_wrong_digit);
	ROW(all, finds_any_two_swapped_digits);
	ROW(all, prints_in_groups_of_four);
	ROW(all, drawn_receipts_are_valid_and_differ);
	ROW(all, draw_skips_bytes_over_249);
	ROW(all, draw_is_uniform);
	ROW(all, root_matches_hashlib_whole_and_in_slices);
	ROW(all, root_depends_on_the_service);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_receipt");
}
