/* plain.c - tests normalising saved text, and naming its fault. */

#include "terminal/plain.h"

#include <string.h>

#include "rows.h"

struct plain_row {
	const char *name;
	const char *in;
	const char *made;  /* as plain_make() returns it */
	const char *lines; /* as plain_lines() returns it */
};

static const struct plain_row plains[] = {
	{ "plain lines", "a\nb\n", "a\nb\n", "a\nb\n" },
	{ "CRLFs", "a\r\nb\r\n", "a\nb\n", "a\nb\n" },
	{ "a CR", "a\rb", "a\nb", "a\nb\n" },
	{ "a TAB", "a\tb", "a b", "a b\n" },
	{ "a byte order mark at the start",
	    "\xef\xbb\xbf"
	    "a\n",
	    "a\n", "a\n" },
	{ "a byte order mark elsewhere", "a\xef\xbb\xbf", "a\xef\xbb\xbf",
	    "a\xef\xbb\xbf\n" },
	{ "blanks at the end of lines", "a  \nb \r\n", "a  \nb \n", "a\nb\n" },
	{ "blanks before and between words", " a  b\n", " a  b\n", " a  b\n" },
	{ "empty lines", "a\n\nb\n\n \n", "a\n\nb\n\n \n", "a\n\nb\n" },
	{ "an empty text", "", "", "" },
	{ "blank lines only", " \n ", " \n ", "" },
};

static void
normalises(void **state)
{
	const struct plain_row *r = *state;
	uint8_t p[64];
	size_t n = strlen(r->in);

	memcpy(p, r->in, n);
	n = plain_make(p, n);
	assert_int_equal(n, strlen(r->made));
	assert_memory_equal(p, r->made, n);
	n = strlen(r->in);
	memcpy(p, r->in, n);
	n = plain_lines(p, n);
	assert_int_equal(n, strlen(r->lines));
	assert_memory_equal(p, r->lines, n);
}

#define BYTES(s) (s), sizeof(s) - 1

static const struct {
	const char *in;
	size_t n;
	const char *fault; /* NULL: none */
} faults[] = {
	{ BYTES("een\n\u06cc\u200c\u202e\n"), NULL },
	{ BYTES(""), NULL },
	{ BYTES("een\ntwee\xe9n\n"), "line 2 is not UTF-8 (byte 0xE9)" },
	{ BYTES("\xc3"), "line 1 is not UTF-8 (byte 0xC3)" },
	{ BYTES("a\n\nb\x1b[D"),
	    "line 3 holds an arrow key, or another key that is no character "
	    "(U+001B)" },
	{ BYTES("a\7"), "line 1 holds a control character (U+0007)" },
	{ BYTES("a\xc2\x85"), "line 1 holds a control character (U+0085)" },
	{ BYTES("ab\0c"), "line 1 holds a control character (U+0000)" },
	{ BYTES("\xff\xfe"
		"a\0"),
	    "it is saved as UTF-16" },
	{ BYTES("\xfe\xff\0"
		"a"),
	    "it is saved as UTF-16" },
	{ BYTES("a\0b\0"), "it is saved as UTF-16" },
	{ BYTES("\0a\0b"), "it is saved as UTF-16" },
};

static void
names_each_fault_and_its_line(void **state)
{
	char out[PLAIN_FAULT];

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct span s = { (const uint8_t *)faults[i].in, faults[i].n };

		assert_int_equal(plain_fault(out, s), faults[i].fault != NULL);
		if (faults[i].fault != NULL)
			assert_string_equal(out, faults[i].fault);
	}
}

static void
trims_blanks_at_both_ends(void **state)
{
	(void)state;
	assert_int_equal(plain_trim(span_str(" \t\r\n")).n, 0);
	assert_int_equal(plain_trim(span_str("")).n, 0);
	assert_memory_equal(plain_trim(span_str(" a b\r\n")).p, "a b", 3);
	assert_int_equal(plain_trim(span_str(" a b\r\n")).n, 3);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, normalises, plains);
	ROW(all, names_each_fault_and_its_line);
	ROW(all, trims_blanks_at_both_ends);
	return rows_run(&all, __FILE__);
}
