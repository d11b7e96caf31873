/* wire.c - tests reading untrusted bytes, and writing. */

#include <string.h>

#include "rows.h"

#include "wire.h"

static struct span
span_of(const char *s, size_t n)
{
	return (struct span){ (const uint8_t *)s, n };
}

static const struct decimal_row {
	const char *name;
	const char *in;
	size_t n;
	uint64_t max;
	enum err want;
	uint64_t value;
} decimals[] = {
	{ "zero", B("0"), 9, OK, 0 },
	{ "one digit", B("7"), 9, OK, 7 },
	{ "at the limit", B("4096"), 4096, OK, 4096 },
	{ "over the limit", B("4097"), 4096, ERR_FORMAT, 0 },
	{ "0 with a limit of 0", B("0"), 0, OK, 0 },
	{ "1 with a limit of 0", B("1"), 0, ERR_FORMAT, 0 },
	{ "the largest u32", B("4294967295"), UINT32_MAX, OK, UINT32_MAX },
	{ "one over the largest u32", B("4294967296"), UINT32_MAX, ERR_FORMAT,
	    0 },
	{ "19 digits", B("9999999999999999999"), UINT64_MAX, OK,
	    9999999999999999999U },
	{ "20 digits", B("10000000000000000000"), UINT64_MAX, ERR_FORMAT, 0 },
	{ "a leading zero", B("07"), 9, ERR_FORMAT, 0 },
	{ "two zeros", B("00"), 9, ERR_FORMAT, 0 },
	{ "no bytes", B(""), 9, ERR_FORMAT, 0 },
	{ "a plus sign", B("+7"), 9, ERR_FORMAT, 0 },
	{ "a minus sign", B("-7"), 9, ERR_FORMAT, 0 },
	{ "a space first", B(" 7"), 99, ERR_FORMAT, 0 },
	{ "a space last", B("7 "), 99, ERR_FORMAT, 0 },
	{ "the character before 0", B("/"), 99, ERR_FORMAT, 0 },
	{ "the character after 9", B("1:"), 99, ERR_FORMAT, 0 },
	{ "a NUL", B("1\0"), 99, ERR_FORMAT, 0 },
};

static void
reads_decimal(void **state)
{
	const struct decimal_row *row = *state;
	uint64_t v = 77;

	assert_int_equal(span_decimal(&v, span_of(row->in, row->n), row->max),
	    row->want);
	assert_true(v == row->value);
}

static const struct bytes_row {
	const char *name;
	const char *in;
	size_t n;
	size_t size;
	enum err want;
	const char *value;
} hexes[] = {
	{ "the exact length", B("00ff7a"), 3, OK, "\x00\xff\x7a" },
	{ "capitals", B("00FF7A"), 3, ERR_FORMAT, "\0\0\0" },
	{ "one capital", B("00ff7A"), 3, ERR_FORMAT, "\0\0\0" },
	{ "one digit too few", B("00ff7"), 3, ERR_FORMAT, "\0\0\0" },
	{ "one digit too many", B("00ff7a0"), 3, ERR_FORMAT, "\0\0\0" },
	{ "two digits too many", B("00ff7a00"), 3, ERR_FORMAT, "\0\0\0" },
	{ "no bytes", B(""), 3, ERR_FORMAT, "\0\0\0" },
	{ "a g last", B("00ff7g"), 3, ERR_FORMAT, "\0\0\0" },
	{ "a g first", B("g0ff7a"), 3, ERR_FORMAT, "\0\0\0" },
	{ "a colon", B("00:f7a"), 3, ERR_FORMAT, "\0\0\0" },
	{ "a space", B("00 f7a"), 3, ERR_FORMAT, "\0\0\0" },
	{ "a NUL", B("00f\0007a"), 3, ERR_FORMAT, "\0\0\0" },
};

static void
reads_hex(void **state)
{
	const struct bytes_row *row = *state;
	uint8_t out[4] = { 9, 9, 9, 9 };

	assert_int_equal(span_hex(out, row->size, span_of(row->in, row->n)),
	    row->want);
	assert_memory_equal(out, row->value, row->size);
	assert_int_equal(out[row->size], 9);
}

static const struct bytes_row base64s[] = {
	{ "one byte", B("Zg=="), 1, OK, "f" },
	{ "two bytes", B("Zm8="), 2, OK, "fo" },
	{ "three bytes", B("Zm9v"), 3, OK, "foo" },
	{ "plus and slash", B("+/+/"), 3, OK, "\xfb\xff\xbf" },
	{ "the URL alphabet", B("-_-_"), 3, ERR_FORMAT, "\0\0\0" },
	{ "no padding", B("Zg"), 1, ERR_FORMAT, "\0" },
	{ "half padding", B("Zg="), 1, ERR_FORMAT, "\0" },
	{ "too much padding", B("Zm9v===="), 3, ERR_FORMAT, "\0\0\0" },
	{ "padding first", B("=Zg="), 1, ERR_FORMAT, "\0" },
	{ "all padding", B("===="), 1, ERR_FORMAT, "\0" },
	{ "unused bits set, one byte", B("Zh=="), 1, ERR_FORMAT, "\0" },
	{ "unused bits set, two bytes", B("Zm9="), 2, ERR_FORMAT, "\0\0" },
	{ "one byte too few", B("Zm8="), 3, ERR_FORMAT, "\0\0\0" },
	{ "one byte too many", B("Zm9v"), 2, ERR_FORMAT, "\0\0" },
	{ "a space", B("Zm 9"), 3, ERR_FORMAT, "\0\0\0" },
	{ "an LF", B("Zm9\n"), 3, ERR_FORMAT, "\0\0\0" },
	{ "no bytes", B(""), 3, ERR_FORMAT, "\0\0\0" },
};

static void
reads_base64(void **state)
{
	const struct bytes_row *row = *state;
	uint8_t out[4] = { 9, 9, 9, 9 };

	assert_int_equal(span_base64(out, row->size, span_of(row->in, row->n)),
	    row->want);
	assert_memory_equal(out, row->value, row->size);
	assert_int_equal(out[row->size], 9);
}

static const struct word_row {
	const char *name;
	const char *in;
	size_t n;
	const char *word;
	const char *rest;
	size_t left;
} words[] = {
	{ "two words", B("seq 7"), "seq", "7", 1 },
	{ "three words", B("ack 5 00"), "ack", "5 00", 4 },
	{ "one word", B("seq"), "seq", "", 0 },
	{ "a space last", B("seq "), "seq", "", 0 },
	{ "a space first", B(" seq"), "", "seq", 3 },
	{ "two spaces between", B("seq  7"), "seq", " 7", 2 },
	{ "only a space", B(" "), "", "", 0 },
	{ "no bytes", B(""), "", "", 0 },
	{ "a TAB does not split", B("seq\t7"), "seq\t7", "", 0 },
};

static void
splits_off_a_word(void **state)
{
	const struct word_row *row = *state;
	struct span rest = span_of(row->in, row->n);
	struct span got = span_word(&rest);

	assert_true(span_is(got, row->word));
	assert_int_equal(rest.n, row->left);
	assert_true(span_is(rest, row->rest));
}

static const struct line_row {
	const char *name;
	const char *in;
	size_t n;
	const char *line; /* NULL: there is none */
	size_t left;
} some_lines[] = {
	{ "one line", B("abc\n"), "abc", 0 },
	{ "two lines", B("abc\nde\n"), "abc", 3 },
	{ "an empty line", B("\nx"), "", 1 },
	{ "no LF at the end", B("abc"), NULL, 0 },
	{ "no bytes", B(""), NULL, 0 },
	{ "a CR stays", B("abc\r\n"), "abc\r", 0 },
};

static void
splits_off_a_line(void **state)
{
	const struct line_row *row = *state;
	struct reader r = { (const uint8_t *)row->in, row->n, false };
	struct span got = wire_line(&r);

	assert_int_equal(r.bad, row->line == NULL);
	assert_int_equal(r.n, row->left);
	assert_true(span_is(got, row->line == NULL ? "" : row->line));
	r.bad = true; /* sticky, whatever is left */
	assert_null(wire_line(&r).p);
}

/* Read a value of each type, 19 bytes in all, from a reader of ${n} bytes. */
static enum err
read_all(size_t n, uint64_t v[static 4], uint8_t tail[static 4])
{
	static const uint8_t in[20] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
		13, 14, 15, 16, 17, 18, 19, 20 };
	struct reader r = { in, n, false };

	v[0] = wire_u8(&r);
	v[1] = wire_u16(&r);
	v[2] = wire_u32(&r);
	v[3] = wire_u64(&r);
	memset(tail, 99, 4);
	wire_copy(&r, tail, 4);
	assert_int_equal(r.bad, n < 19);
	return wire_end(&r);
}

static void
reader_reads_every_type(void **state)
{
	uint64_t v[4];
	uint8_t tail[4];

	(void)state;
	assert_int_equal(read_all(19, v, tail), OK);
	assert_true(v[0] == 1 && v[1] == 0x0203 && v[2] == 0x04050607);
	assert_true(v[3] == 0x08090a0b0c0d0e0f);
	assert_memory_equal(tail, "\x10\x11\x12\x13", 4);
	assert_int_equal(read_all(20, v, tail), ERR_FORMAT);
}

static void
reader_yields_zeros_after_a_short_read(void **state)
{
	static const size_t ends[] = { 1, 3, 7, 15 };
	uint64_t v[4];
	uint8_t tail[4];

	(void)state;
	for (size_t n = 0; n < 19; n++) {
		assert_int_equal(read_all(n, v, tail), ERR_FORMAT);
		for (size_t i = 0; i < 4; i++)
			assert_int_equal(v[i] != 0, n >= ends[i]);
		assert_memory_equal(tail, "\0\0\0\0", 4);
	}
}

static void
reader_stays_failed(void **state)
{
	static const uint8_t in[4] = { 1, 2, 3, 4 };
	struct reader r = { in, 4, false };
	struct span s;

	(void)state;
	assert_null(wire_bytes(&r, 5));
	assert_null(wire_bytes(&r, 1)); /* four were left before */
	assert_null(wire_bytes(&r, 0));
	s = wire_span(&r, 2);
	assert_true(s.p == NULL && s.n == 0);
	assert_int_equal(wire_u8(&r), 0);
	assert_int_equal(wire_end(&r), ERR_FORMAT);
}

/* A bad reader becomes empty, so that a loop while bytes are left ends. */
static void
failed_reader_is_empty(void **state)
{
	static const uint8_t in[4] = { 1, 2, 3, 4 };
	struct reader r = { in, 4, true }; /* the caller set bad */

	(void)state;
	assert_int_equal(wire_u8(&r), 0);
	assert_int_equal(r.n, 0);
	r = (struct reader){ in, 4, false };
	assert_int_equal(wire_u64(&r), 0);
	assert_int_equal(r.n, 0);
	r = (struct reader){ in, 4, false };
	assert_null(wire_line(&r).p);
	assert_int_equal(r.n, 0);
	assert_int_equal(wire_end(&r), ERR_FORMAT);
}

static void
empty_reader_reads_nothing(void **state)
{
	struct reader r = { NULL, 0, false };

	(void)state;
	assert_null(wire_bytes(&r, 0));
	assert_int_equal(wire_end(&r), OK);
	assert_int_equal(wire_span(&r, 0).n, 0);
	assert_null(wire_bytes(&r, SIZE_MAX));
	assert_int_equal(wire_end(&r), ERR_FORMAT);
}

/* Put a value of each type. */
static void
write_all(struct writer *w)
{
	wire_put_u8(w, 1);
	wire_put_u16(w, 0x0203);
	wire_put_u32(w, 0x04050607);
	wire_put_u64(w, 0x08090a0b0c0d0e0f);
	wire_put(w, NULL, 0);
	wire_put_str(w, "word");
	wire_put_hex(w, (const uint8_t *)"\x0f\xa0", 2);
	wire_put_base64(w, (const uint8_t *)"foob", 4);
	wire_put_decimal(w, 90);
}

static void
writer_stays_within_its_capacity(void **state)
{
	static const char want[] = "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a"
				   "\x0b\x0c\x0d\x0e\x0fword0fa0Zm9vYg==90";
	const size_t n = sizeof(want) - 1;
	uint8_t out[64] = { 0 };

	(void)state;
	for (size_t cap = 0; cap <= n + 1; cap++) {
		struct writer w = { out, cap, 0, false };

		write_all(&w);
		assert_int_equal(w.bad, cap < n);
		assert_true(w.n <= cap);
		assert_memory_equal(out, want, w.n);
		assert_int_equal(out[cap], 0); /* nothing beyond ${cap} */
		memset(out, 0, sizeof(out));
	}
}

static void
writer_stays_failed(void **state)
{
	uint8_t out[2] = { 0 };
	struct writer w = { out, 2, 0, false };

	(void)state;
	wire_put_u32(&w, 1);
	wire_put_u8(&w, 1); /* fits, but the writer is bad */
	assert_true(w.bad);
	assert_int_equal(w.n, 0);
	assert_int_equal(out[0], 0);
}

static const struct number_row {
	const char *name;
	uint64_t v;
} numbers[] = {
	{ "0", 0 },
	{ "9", 9 },
	{ "10", 10 },
	{ "4294967296", 4294967296 },
	{ "18446744073709551615", UINT64_MAX },
};

static void
prints_decimal(void **state)
{
	const struct number_row *row = *state;
	uint8_t out[20];
	struct writer w = { out, sizeof(out), 0, false };

	wire_put_decimal(&w, row->v);
	assert_false(w.bad);
	assert_true(span_is((struct span){ out, w.n }, row->name));
}

static void
span_is_compares_whole_texts(void **state)
{
	(void)state;
	assert_true(span_is(span_str("abc"), "abc"));
	assert_false(span_is(span_str("abc"), "abd"));
	assert_false(span_is(span_str("abc"), "ab"));
	assert_false(span_is(span_str("abc"), "abcd"));
	assert_true(span_is((struct span){ NULL, 0 }, ""));
	assert_false(span_is((struct span){ NULL, 0 }, "a"));
	assert_int_equal(span_str("").n, 0);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, reads_decimal, decimals);
	ROWS(all, reads_hex, hexes);
	ROWS(all, reads_base64, base64s);
	ROWS(all, splits_off_a_word, words);
	ROWS(all, splits_off_a_line, some_lines);
	ROWS(all, prints_decimal, numbers);
	ROW(all, reader_reads_every_type);
	ROW(all, reader_yields_zeros_after_a_short_read);
	ROW(all, reader_stays_failed);
	ROW(all, failed_reader_is_empty);
	ROW(all, empty_reader_reads_nothing);
	ROW(all, writer_stays_within_its_capacity);
	ROW(all, writer_stays_failed);
	ROW(all, span_is_compares_whole_texts);
	return rows_run(&all, __FILE__);
}
