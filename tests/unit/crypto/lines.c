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
	{ "no text", "head\nnum 5\nlist 1\n", OK },
	{ "two texts", "head\nnum 5\nlist 1\ntext a\ntext b\n", OK },
	{ "at its least", "head\nnum 2\nlist 1\n", OK },
	{ "at its most", "head\nnum 9\nlist 1\n", OK },
	{ "below", "head\nnum 1\nlist 1\n", ERR_FORMAT },
	{ "above", "head\nnum 10\nlist 1\n", ERR_FORMAT },
	{ "nothing", "", ERR_FORMAT },
	{ "an empty line first", "\nhead\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "an empty line last", "head\nnum 5\nlist 1\n\n", ERR_FORMAT },
	{ "an empty line between", "head\n\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "no last LF", "head\nnum 5\nlist 1", ERR_FORMAT },
	{ "a line too many", "head\nnum 5\nlist 1\nmore\n", ERR_FORMAT },
	{ "a line too few", "head\nlist 1\n", ERR_FORMAT },
	{ "wrong order", "head\nlist 1\nnum 5\n", ERR_FORMAT },
	{ "a value too many", "head\nnum 5 6\nlist 1\n", ERR_FORMAT },
	{ "a value too many, last", "head 1\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "a value too few", "head\nnum\nlist 1\n", ERR_FORMAT },
	{ "a list of none", "head\nnum 5\nlist\n", ERR_FORMAT },
	{ "a space behind a word", "head \nnum 5\nlist 1\n", ERR_FORMAT },
	{ "a space behind a value", "head\nnum 5 \nlist 1\n", ERR_FORMAT },
	{ "a space behind a list", "head\nnum 5\nlist 1 \n", ERR_FORMAT },
	{ "a space behind a text", "head\nnum 5\nlist 1\ntext a \n",
	    ERR_FORMAT },
	{ "a space behind the last word", "head\nnum 5\nlist 1\ntext \n",
	    ERR_FORMAT },
	{ "a text of none", "head\nnum 5\nlist 1\ntext\n", ERR_FORMAT },
	{ "a space first", " head\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "two spaces", "head\nnum  5\nlist 1\n", ERR_FORMAT },
	{ "two spaces in a list", "head\nnum 5\nlist 1  2\n", ERR_FORMAT },
	{ "a prefix of the word", "hea\nnum 5\nlist 1\n", ERR_FORMAT },
	{ "more than the word", "header\nnum 5\nlist 1\n", ERR_FORMAT },
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
grammar(void **state)
{
	const struct lines_row *row = *state;

	assert_int_equal(walk(span_str(row->in)), row->want);
}

static void
nothing(void **state)
{
	(void)state;
	assert_int_equal(walk((struct span){ NULL, 0 }), ERR_FORMAT);
}

/* One line for every kind of value. */
static const char all_kinds[] =
    "hex 0aff\nbase Zm9v\nday 2026-07-31\nweek 2026-W31\nkey desk-1\n"
    "lang nl\ntext Meldpunt Zuid\n";

static void
values(void **state)
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
	{ "hex", "hex 0afg\n" },
	{ "hex, short", "hex 0a\n" },
	{ "hex, none", "hex\n" },
	{ "base", "base Zm9\n" },
	{ "day", "day 2026-02-30\n" },
	{ "week", "week 2025-W53\n" },
	{ "key", "key Desk\n" },
	{ "lang", "lang n\n" },
	{ "lang, four", "lang nlnl\n" },
	{ "lang, low", "lang n`\n" },
	{ "lang, high", "lang n{\n" },
	{ "text", "text\n" },
	{ "text, LRM",
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
bad_value(void **state)
{
	const struct value_row *row = *state;
	struct lines l = lines_begin(span_str(row->in));

	take(&l);
	assert_true(l.bad);
	assert_int_equal(lines_end(&l), ERR_FORMAT);
}

static void
left_over(void **state)
{
	struct lines l = lines_begin(span_str("hex 0aff 1\n"));

	(void)state;
	take(&l);
	assert_false(l.bad);
	assert_true(lines_more(&l));
	assert_int_equal(lines_end(&l), ERR_FORMAT);
}

static void
sticky(void **state)
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
put(void **state)
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

	ROWS(all, grammar, rows);
	ROWS(all, bad_value, bad_values);
	ROW(all, nothing);
	ROW(all, values);
	ROW(all, left_over);
	ROW(all, sticky);
	ROW(all, put);
	return rows_run(&all, "crypto_lines");
}
