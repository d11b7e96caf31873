/* text.c - tests UTF-8, control and format characters, names. */

#include <string.h>

#include "rows.h"

#include "label.h"
#include "text.h"
#include "utf8.h"

/* Every code point, and every value after them that four bytes hold. */
static void
every_code_point_is_judged(void **state)
{
	uint8_t in[4];

	(void)state;
	for (uint32_t c = 0; c < 0x1fffff; c++) {
		struct reader r = { in, utf8(in, c), false };
		bool good = c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
		bool control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
		struct span s = { r.p, r.n };

		if (text_char(&r) != (good ? c : 0) || r.bad == good ||
		    (good && r.n != 0))
			fail_msg("U+%04X is read wrongly", (unsigned)c);
		if ((text_check(s) == OK) != (good && (!control || c == '\n')))
			fail_msg("U+%04X is judged wrongly", (unsigned)c);
	}
}

/* Of all sequences of three bytes, only shortest forms are read. */
static void
reads_shortest_forms_only(void **state)
{
	uint8_t in[3];
	uint8_t want[4];

	(void)state;
	for (uint32_t v = 0; v < 0x1000000; v++) {
		struct reader r = { in, 3, false };
		uint32_t c;
		size_t n;

		in[0] = (uint8_t)(v >> 16);
		in[1] = (uint8_t)(v >> 8);
		in[2] = (uint8_t)v;
		c = text_char(&r);
		if (r.bad)
			continue;
		n = utf8(want, c);
		if (n != 3 - r.n || memcmp(in, want, n) != 0)
			fail_msg("%06x is read as U+%04X", (unsigned)v,
			    (unsigned)c);
	}
}

static const struct text_row {
	const char *name;
	const char *in;
	size_t n;
	enum err text;
	enum err as_name;
} texts[] = {
	{ "empty", B(""), OK, ERR_FORMAT },
	{ "plain", B("Meldpunt 7"), OK, OK },
	{ "Dutch", B("ge\xc3\xafnd"), OK, OK },
	{ "Arabic", B("\xd8\xa8\xd9\x84\xd8\xa7\xd8\xba"), OK, OK },
	{ "an emoji", B("\xf0\x9f\x98\x80"), OK, OK },
	{ "an LF", B("a\nb"), OK, ERR_FORMAT },
	{ "a CR", B("a\rb"), ERR_FORMAT, ERR_FORMAT },
	{ "a TAB", B("a\tb"), ERR_FORMAT, ERR_FORMAT },
	{ "a NUL", B("a\0b"), ERR_FORMAT, ERR_FORMAT },
	{ "ESC", B("a\033[2Jb"), ERR_FORMAT, ERR_FORMAT },
	{ "DEL", B("a\177"), ERR_FORMAT, ERR_FORMAT },
	{ "a C1 control", B("a\xc2\x9b"), ERR_FORMAT, ERR_FORMAT },
	{ "U+00A0", B("a\xc2\xa0z"), OK, OK },
	{ "U+2028", B("a\xe2\x80\xa8z"), OK, ERR_FORMAT },
	{ "a zero-width space", B("a\xe2\x80\x8bz"), OK, ERR_FORMAT },
	{ "a byte order mark", B("\xef\xbb\xbfz"), OK, ERR_FORMAT },
	{ "a space first", B(" a"), OK, ERR_FORMAT },
	{ "a space last", B("a "), OK, ERR_FORMAT },
	{ "only a space", B(" "), OK, ERR_FORMAT },
	{ "a space between", B("a b"), OK, OK },
	{ "a character cut short", B("a\xe2\x80"), ERR_FORMAT, ERR_FORMAT },
	{ "a continuation byte alone", B("\x80"), ERR_FORMAT, ERR_FORMAT },
	{ "a surrogate", B("\xed\xa0\x80"), ERR_FORMAT, ERR_FORMAT },
	{ "a character of five bytes", B("\xf8\x88\x80\x80\x80"), ERR_FORMAT,
	    ERR_FORMAT },
	{ "Latin-1", B("ge\xefnd"), ERR_FORMAT, ERR_FORMAT },
};

static void
checks_text_and_name(void **state)
{
	const struct text_row *row = *state;
	struct span s = { (const uint8_t *)row->in, row->n };

	assert_int_equal(text_check(s), row->text);
	assert_int_equal(name_check(s), row->as_name);
}

static void
name_length_is_limited(void **state)
{
	uint8_t in[NAME_MAX_BYTES + 1];

	(void)state;
	memset(in, 'a', sizeof(in));
	assert_int_equal(name_check((struct span){ in, NAME_MAX_BYTES }), OK);
	assert_int_equal(name_check((struct span){ in, NAME_MAX_BYTES + 1 }),
	    ERR_FORMAT);
	assert_int_equal(name_check((struct span){ NULL, 0 }), ERR_FORMAT);
	assert_int_equal(text_check((struct span){ NULL, 0 }), OK);
}

static const struct range_row {
	const char *name;
	uint32_t from;
	uint32_t to;
} formats[] = {
	{ "soft hyphen", 0xad, 0xad },
	{ "grapheme joiner", 0x34f, 0x34f },
	{ "Arabic letter mark", 0x61c, 0x61c },
	{ "Mongolian separator", 0x180e, 0x180e },
	{ "zero width and marks", 0x200b, 0x200f },
	{ "separators and overrides", 0x2028, 0x202e },
	{ "joiner and isolates", 0x2060, 0x206f },
	{ "a byte order mark", 0xfeff, 0xfeff },
	{ "annotations", 0xfff9, 0xfffb },
	{ "musical scopes", 0x1d173, 0x1d17a },
	{ "tags and variation selectors", 0xe0000, 0xe0fff },
};

static void
knows_format_characters(void **state)
{
	const struct range_row *row = *state;

	assert_false(text_is_format(row->from - 1));
	for (uint32_t c = row->from; c <= row->to; c++)
		assert_true(text_is_format(c));
	assert_false(text_is_format(row->to + 1));
}

static const struct normal_row {
	const char *name;
	const char *in;
	size_t n;
	const char *want;
} normals[] = {
	{ "nothing to do", B("a b\nc"), "a b\nc" },
	{ "a CRLF", B("a\r\nb"), "a\nb" },
	{ "a CR", B("a\rb"), "a\nb" },
	{ "a CR at the end", B("a\r"), "a\n" },
	{ "a CRLF at the end", B("a\r\n"), "a\n" },
	{ "a CR before a CRLF", B("a\r\r\nb"), "a\n\nb" },
	{ "an LF before a CR", B("a\n\rb"), "a\n\nb" },
	{ "TABs", B("a\tb\t"), "a b " },
	{ "empty", B(""), "" },
	{ "other controls stay", B("a\033\177"), "a\033\177" },
};

static void
normalises(void **state)
{
	const struct normal_row *row = *state;
	uint8_t p[16];
	size_t n;

	memcpy(p, row->in, row->n);
	n = text_normalise(p, row->n);
	assert_true(span_is((struct span){ p, n }, row->want));
	assert_int_equal(text_normalise(p, n), n); /* no further change */
}

static const struct key_name_row {
	const char *name;
	bool good;
} key_names[] = {
	{ "a", true },
	{ "politie", true },
	{ "desk-2.noord", true },
	{ "abcdefghijklmnopqrstuvwxyz012345", true },
	{ "abcdefghijklmnopqrstuvwxyz0123456", false },
	{ "", false },
	{ "Desk", false },
	{ "desk2+", false },
	{ "2desk", false },
	{ "-desk", false },
	{ ".desk", false },
	{ "de sk", false },
	{ "de/sk", false },
	{ "desk{", false },
	{ "{desk", false },
	{ "desk`", false },
	{ "desk:", false },
	{ "desk_2", false },
	{ "d\xc3\xa9sk", false },
};

static void
key_name(void **state)
{
	const struct key_name_row *row = *state;

	assert_int_equal(key_name_ok(span_str(row->name)), row->good);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, checks_text_and_name, texts);
	ROWS(all, knows_format_characters, formats);
	ROWS(all, normalises, normals);
	ROWS(all, key_name, key_names);
	ROW(all, every_code_point_is_judged);
	ROW(all, reads_shortest_forms_only);
	ROW(all, name_length_is_limited);
	return rows_run(&all, __FILE__);
}
