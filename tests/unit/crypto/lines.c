/* lines.c - tests parsing and printing lines of words and values. */

#include <string.h>

#include "rows.h"

#include "lines.h"

static const struct lines_row {
	const char *name;
	const char *in;
	enum err want;
} rows[] = {
	{ "good", "head\nnum 5\nlist 1 2 3\ntext a b\n", OK },
	{ "a list of one", "head\nnum 5\nlist 1\ntext a b\n", OK },
	{ "no text lines", "head\nnum 5\nlist 1\n", OK },
	{ "two text lines", "head\nnum 5\nlist 1\ntext a\ntext b\n", OK },
	{ "the smallest number", "head\nnum 2\nlist 1\n", OK },
	{ "the largest number", "head\nnum 9\nlist 1\n", OK },
	{ "a number too small", "head\nnum 1\nlist 1\n", ERR_FORMAT },
	{ "a number too large", "head\nnum 10\nlist 1\n", ERR_FORMAT },
	{ "an empty text", "", ERR_FORMAT },
	{ "an empty line at the start", "\nhead\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "an empty line at the end", "head\nnum 5\nlist 1\n\n", ERR_FORMAT },
	{ "an empty line in the middle", "head\n\nnum 5\nlist 1\n",
	    ERR_FORMAT },
	{ "no LF at the end", "head\nnum 5\nlist 1", ERR_FORMAT },
	{ "one line too many", "head\nnum 5\nlist 1\nmore\n", ERR_FORMAT },
	{ "one line too few", "head\nlist 1\n", ERR_FORMAT },
	{ "lines in the wrong order", "head\nlist 1\nnum 5\n", ERR_FORMAT },
	{ "one value too many", "head\nnum 5 6\nlist 1\n", ERR_FORMAT },
	{ "a value after a word that takes none", "head 1\nnum 5\nlist 1\n",
	    ERR_FORMAT },
	{ "a missing value", "head\nnum\nlist 1\n", ERR_FORMAT },
	{ "an empty list", "head\nnum 5\nlist\n", ERR_FORMAT },
	{ "a space after a word", "head \nnum 5\nlist 1\n", ERR_FORMAT },
	{ "a space after a value", "head\nnum 5 \nlist 1\n", ERR_FORMAT },
	{ "a space after a list", "head\nnum 5\nlist 1 \n", ERR_FORMAT },
	{ "a space after a text", "head\nnum 5\nlist 1\ntext a \n",
	    ERR_FORMAT },
	{ "a space after the last word", "head\nnum 5\nlist 1\ntext \n",
	    ERR_FORMAT },
	{ "a text line without text", "head\nnum 5\nlist 1\ntext\n",
	    ERR_FORMAT },
	{ "a space at the start", " head\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "two spaces between word and value", "head\nnum  5\nlist 1\n",
	    ERR_FORMAT },
	{ "two spaces in a list", "head\nnum 5\nlist 1  2\n", ERR_FORMAT },
	{ "a word cut short", "hea\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "a longer word", "header\nnum 5\nlist 1\n", ERR_FORMAT },
};

static enum err
walk(struct span s)
{
	struct lines l = lines_begin(s);

	lines_need(&l, "head");
	lines_need(&l, "num");
	(void)lines_decimal(&l, 2, 9);
	lines_need(&l, "list");
	do
		(void)lines_decimal(&l, 0, 9);
	while (lines_more(&l));
	while (lines_next(&l, "text"))
		(void)lines_rest(&l);
	return lines_end(&l);
}

static void
reads(void **state)
{
	const struct lines_row *row = *state;

	assert_int_equal(walk(span_str(row->in)), row->want);
}

static void
refuses_no_bytes(void **state)
{
	(void)state;
	assert_int_equal(walk((struct span){ NULL, 0 }), ERR_FORMAT);
}

/* One line for every kind of value. */
static const char all_kinds[] =
    "hex 0aff\nbase Zm9v\nday 2026-07-31\nweek 2026-W31\nkey desk-1\n"
    "lang nl\ntext Meldpunt Zuid\n";

static void
reads_every_kind_of_value(void **state)
{
	struct lines l = lines_begin(span_str(all_kinds));
	uint8_t b[3];

	(void)state;
	lines_need(&l, "hex");
	lines_hex(&l, b, 2);
	assert_memory_equal(b, "\x0a\xff", 2);
	lines_need(&l, "base");
	lines_base64(&l, b, 3);
	assert_memory_equal(b, "foo", 3);
	lines_need(&l, "day");
	assert_int_equal(lines_date(&l), 20665);
	lines_need(&l, "week");
	assert_int_equal(lines_week(&l), 134);
	lines_need(&l, "key");
	assert_true(span_is(lines_key_name(&l), "desk-1"));
	lines_need(&l, "lang");
	assert_true(span_is(lines_lang(&l), "nl"));
	lines_need(&l, "text");
	assert_true(span_is(lines_rest(&l), "Meldpunt Zuid"));
	assert_int_equal(lines_end(&l), OK);
}

static const struct value_row {
	const char *name;
	const char *in;
} bad_values[] = {
	{ "hex with a letter beyond f", "hex 0afg\n" },
	{ "hex too short", "hex 0a\n" },
	{ "hex without a value", "hex\n" },
	{ "base64 without padding", "base Zm9\n" },
	{ "day that does not exist", "day 2026-02-30\n" },
	{ "week that does not exist", "week 2025-W53\n" },
	{ "key name with a capital", "key Desk\n" },
	{ "language of one letter", "lang n\n" },
	{ "language of four letters", "lang nlnl\n" },
	{ "language with the character before a", "lang n`\n" },
	{ "language with the character after z", "lang n{\n" },
	{ "text line without text", "text\n" },
	{ "text with a left-to-right mark",
	    "text a\xe2\x80\x8e"
	    "b\n" },
};

static void
take(struct lines *l)
{
	uint8_t b[3];

	if (lines_next(l, "hex"))
		lines_hex(l, b, 2);
	else if (lines_next(l, "base"))
		lines_base64(l, b, 3);
	else if (lines_next(l, "day"))
		assert_int_equal(lines_date(l), 0);
	else if (lines_next(l, "week"))
		assert_int_equal(lines_week(l), 0);
	else if (lines_next(l, "key"))
		(void)lines_key_name(l);
	else if (lines_next(l, "lang"))
		(void)lines_lang(l);
	else if (lines_next(l, "text"))
		(void)lines_rest(l);
}

static void
refuses_bad(void **state)
{
	const struct value_row *row = *state;
	struct lines l = lines_begin(span_str(row->in));

	take(&l);
	assert_true(l.bad);
	assert_int_equal(lines_end(&l), ERR_FORMAT);
}

static void
refuses_a_value_left_over(void **state)
{
	struct lines l = lines_begin(span_str("hex 0aff 1\n"));

	(void)state;
	take(&l);
	assert_false(l.bad);
	assert_true(lines_more(&l));
	assert_int_equal(lines_end(&l), ERR_FORMAT);
}

static void
reads_only_zeros_after_a_failure(void **state)
{
	struct lines l = lines_begin(span_str(all_kinds));
	uint8_t b[2] = { 9, 9 };

	(void)state;
	lines_need(&l, "other");
	assert_false(lines_next(&l, "hex"));
	assert_false(lines_more(&l));
	lines_hex(&l, b, 2);
	assert_memory_equal(b, "\0\0", 2);
	assert_int_equal(lines_decimal(&l, 0, 9), 0);
	assert_int_equal(lines_date(&l), 0);
	assert_int_equal(lines_week(&l), 0);
	assert_int_equal(lines_end(&l), ERR_FORMAT);
}

static void
prints_every_kind_of_line(void **state)
{
	static const char want[] =
	    "name demo\nfile 0aff\nseq 4294967296\nissued 2026-07-31\n";
	uint8_t out[80];
	struct writer w = { out, sizeof(out), 0, false };

	(void)state;
	lines_put_str(&w, "name", "demo");
	lines_put_hex(&w, "file", (const uint8_t *)"\x0a\xff", 2);
	lines_put_decimal(&w, "seq", 4294967296);
	lines_put_date(&w, "issued", 20665);
	assert_true(span_is((struct span){ out, w.n }, want));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, reads, rows);
	ROWS(all, refuses_bad, bad_values);
	ROW(all, refuses_no_bytes);
	ROW(all, reads_every_kind_of_value);
	ROW(all, refuses_a_value_left_over);
	ROW(all, reads_only_zeros_after_a_failure);
	ROW(all, prints_every_kind_of_line);
	return rows_run(&all, __FILE__);
}
