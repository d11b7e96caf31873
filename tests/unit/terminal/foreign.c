/* foreign.c - tests that untrusted text cannot pass for a program's. */

#include "terminal/foreign.h"

#include <sys/ioctl.h>

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "rows.h"
#include "terminal/screen.h"

static char out[4096];

/* Run ${call} and put its standard output into out. */
#define CAUGHT(call)                                      \
	do {                                              \
		int pipes[2];                             \
		int shown = dup(1);                       \
		ssize_t n;                                \
		(void)fflush(stdout);                     \
		assert_int_equal(pipe(pipes), 0);         \
		assert_int_equal(dup2(pipes[1], 1), 1);   \
		call;                                     \
		(void)fflush(stdout);                     \
		assert_int_equal(dup2(shown, 1), 1);      \
		close(pipes[1]);                          \
		close(shown);                             \
		n = read(pipes[0], out, sizeof(out) - 1); \
		out[n < 0 ? 0 : n] = '\0';                \
		close(pipes[0]);                          \
	} while (0)

/* Read up to the mark '\4': a terminal passes on its input in pieces. */
static void
terminal_read(int fd)
{
	size_t n = 0;

	do
		assert_int_equal(read(fd, out + n, 1), 1);
	while (out[n++] != '\4' && n < sizeof(out));
	out[n - 1] = '\0';
}

/* The same on a terminal of ${columns}; 0: of unknown width. */
#define ON_TERMINAL(columns, call)                                      \
	do {                                                            \
		struct winsize size = { 0, columns, 0, 0 };             \
		struct termios raw = { 0 };                             \
		int ends[2];                                            \
		int shown = dup(1);                                     \
		cfmakeraw(&raw);                                        \
		assert_int_equal(                                       \
		    openpty(&ends[0], &ends[1], NULL, &raw, &size), 0); \
		(void)fflush(stdout);                                   \
		assert_int_equal(dup2(ends[1], 1), 1);                  \
		call;                                                   \
		screen_put(span_str("\4"));                             \
		assert_int_equal(dup2(shown, 1), 1);                    \
		terminal_read(ends[0]);                                 \
		close(shown);                                           \
		close(ends[0]);                                         \
		close(ends[1]);                                         \
	} while (0)

struct text_row {
	const char *name;
	const char *in;
	const char *want;
};

/* NOLINTBEGIN(misc-misleading-bidirectional) */
static const struct text_row texts[] = {
	{ "one line", "een", "  | een\n" },
	{ "two lines", "een\ntwee", "  | een\n  | twee\n" },
	{ "an empty line", "een\n\ntwee", "  | een\n  | \n  | twee\n" },
	{ "a text that ends in LF", "een\n", "  | een\n" },
	{ "an empty text", "", "" },
	{ "Arabic", "\xd9\x86\xd8\xb9\xd9\x85",
	    "  | \xd9\x86\xd8\xb9\xd9\x85\n" },
	{ "a right-to-left override",
	    "a\xe2\x80\xae"
	    "b",
	    "  | a<U+202E>b\n" },
	{ "an isolate", "\xe2\x81\xa6", "  | <U+2066>\n" },
	{ "an Arabic letter mark", "\xd8\x9c", "  | <U+061C>\n" },
	{ "a line separator",
	    "a\xe2\x80\xa8"
	    "b",
	    "  | a<U+2028>b\n" },
	{ "a zero-width space",
	    "a\xe2\x80\x8b"
	    "b",
	    "  | a<U+200B>b\n" },
	{ "a byte order mark",
	    "\xef\xbb\xbf"
	    "a",
	    "  | <U+FEFF>a\n" },
	{ "an escape sequence", "\x1b[2J", "  | <U+001B>[2J\n" },
	{ "a C1 control",
	    "\xc2\x9b"
	    "2J",
	    "  | <U+009B>2J\n" },
	/* Persian: "mi-khaham", "kar-ha"; a joiner at a word's end */
	{ "a joiner between letters of its script",
	    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
	    "  | \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\n" },
	{ "a joiner after a letter that does not join",
	    "\u06a9\u0627\u0631\u200c\u0647\u0627",
	    "  | \u06a9\u0627\u0631\u200c\u0647\u0627\n" },
	{ "a joiner at the end of a word", "\u0647\u200d.",
	    "  | \u0647\u200d.\n" },
	{ "Devanagari", "\u0915\u094d\u200d\u0937",
	    "  | \u0915\u094d\u200d\u0937\n" },
	{ "Mongolian", "\u1820\u180b\u182d\u180e\u1820",
	    "  | \u1820\u180b\u182d\u180e\u1820\n" },
	{ "an emoji joined from two", "\U0001f469\u200d\U0001f467",
	    "  | \U0001f469\u200d\U0001f467\n" },
	{ "emoji with selectors and joiners",
	    "\U0001f3f3\ufe0f\u200d\u26a7\ufe0f "
	    "\U0001f469\U0001f3fd\u200d\U0001f4bb",
	    "  | \U0001f3f3\ufe0f\u200d\u26a7\ufe0f "
	    "\U0001f469\U0001f3fd\u200d\U0001f4bb\n" },
	{ "a heart and a keycap", "\u2764\ufe0f 1\ufe0f\u20e3",
	    "  | \u2764\ufe0f 1\ufe0f\u20e3\n" },
	{ "an ideograph and its variant selector", "\u845b\U000e0100",
	    "  | \u845b\U000e0100\n" },
	{ "joiners between Latin letters", "a\u200db\u200cc",
	    "  | a<U+200D>b<U+200C>c\n" },
	{ "a joiner at the start", "\u200c\u0627", "  | <U+200C>\u0627\n" },
	{ "two joiners in a row", "\u06cc\u200c\u200c\u0627",
	    "  | \u06cc<U+200C><U+200C>\u0627\n" },
	{ "a joiner between two scripts", "\u06cc\u200c\u0915",
	    "  | \u06cc<U+200C>\u0915\n" },
	{ "selectors after a Latin letter", "a\ufe01\ufe0f",
	    "  | a<U+FE01><U+FE0F>\n" },
	{ "two selectors in a row", "\u2764\ufe0f\ufe0f",
	    "  | \u2764\ufe0f<U+FE0F>\n" },
	{ "an override between Persian letters", "\u06cc\u202e\u06cc",
	    "  | \u06cc<U+202E>\u06cc\n" },
	{ "a direction mark", "\u06cc\u200f", "  | \u06cc<U+200F>\n" },
	{ "a text that imitates the program", "  | x\nCase 2",
	    "  |   | x\n  | Case 2\n" },
};

static void
prints_text(void **state)
{
	const struct text_row *r = *state;

	CAUGHT(foreign_text("  | ", span_str(r->in)));
	assert_string_equal(out, r->want);
}

static const struct text_row snippets[] = {
	{ "shorter than the width", "een", "een" },
	{ "exactly the width", "0123456789", "0123456789" },
	{ "LFs at the end are dropped", "een\n\n", "een" },
	{ "one longer than the width", "0123456789a", "0123456789..." },
	{ "only the first line", "\neen\ntwee", "een..." },
	{ "characters are counted, not bytes",
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86"
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86",
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86"
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86" },
	{ "a control is spelt out", "\xe2\x80\xae", "<U+202E>" },
	{ "a spelt-out control takes its full width", "abc\xe2\x80\xae",
	    "abc..." },
	{ "wide characters count twice", "\u8b66\u8b66\u8b66\u8b66\u8b66\u8b66",
	    "\u8b66\u8b66\u8b66\u8b66\u8b66..." },
};

/* NOLINTEND(misc-misleading-bidirectional) */

static void
prints_snippet(void **state)
{
	const struct text_row *r = *state;

	CAUGHT(foreign_snippet(span_str(r->in), 10));
	assert_string_equal(out, r->want);
}

/* For a terminal of 14 columns: a margin of four, and ten of text. */
#define TEN "0123456789"
#define WIDE "\u8b66"        /* two columns */
#define ALEF "\u0627"        /* one column */
#define ACUTE "e\u0301"      /* one column, two characters */
#define UNKNOWN "\U000e1000" /* not assigned: counts as two columns */
#define FIVE(x) x x x x x

static const struct text_row wrapped[] = {
	{ "a line of exactly the width", TEN, "  | " TEN "\n" },
	{ "a line one longer than the width", TEN "0", "  | " TEN "\n  | 0\n" },
	{ "a line of exactly the width and another line", TEN "\nx",
	    "  | " TEN "\n  | x\n" },
	{ "lines break between words", "een twee drie",
	    "  | een twee \n  | drie\n" },
	{ "a text padded with spaces keeps the margin",
	    "x         Case 2 is open",
	    "  | x         \n  | Case 2 is \n  | open\n" },
	{ "wide characters", FIVE(WIDE) WIDE,
	    "  | " FIVE(WIDE) "\n  | " WIDE "\n" },
	{ "a wide character with one column left", "a" FIVE(WIDE),
	    "  | a" WIDE WIDE WIDE WIDE "\n  | " WIDE "\n" },
	{ "Arabic letters", FIVE(ALEF) FIVE(ALEF) ALEF,
	    "  | " FIVE(ALEF) FIVE(ALEF) "\n  | " ALEF "\n" },
	{ "combining marks take no width", FIVE(ACUTE) FIVE(ACUTE) ACUTE,
	    "  | " FIVE(ACUTE) FIVE(ACUTE) "\n  | " ACUTE "\n" },
	{ "unassigned characters count as wide", FIVE(UNKNOWN) "a",
	    "  | " FIVE(UNKNOWN) "\n  | a\n" },
	{ "a spelt-out control is not split", "abc\u202e",
	    "  | abc\n  | <U+202E>\n" },
	{ "bytes that are not UTF-8", "\xff\n$ x", "  | <0xFF>\n  | $ x\n" },
};

static void
wraps(void **state)
{
	const struct text_row *r = *state;

	ON_TERMINAL(14, foreign_text("  | ", span_str(r->in)));
	assert_string_equal(out, r->want);
}

static void
wraps_by_one_letter_or_not_at_all(void **state)
{
	(void)state;
	ON_TERMINAL(4, foreign_text("  | ", span_str("ab")));
	assert_string_equal(out, "  | a\n  | b\n");
	ON_TERMINAL(0, foreign_text("  | ", span_str("ab")));
	assert_string_equal(out, "  | ab\n");
}

/* Run ${call} and put its standard error into out. */
#define CAUGHT_ERROR(call)                                     \
	do {                                                   \
		int shown_error = dup(2);                      \
		CAUGHT(dup2(1, 2); call; dup2(shown_error, 2); \
		       close(shown_error));                    \
	} while (0)

/* Untrusted names within a line or a message of the program. */
static void
names_are_spelt_out_in_messages(void **state)
{
	(void)state;
	CAUGHT(foreign_words(span_str("a\u202eb\nc")));
	assert_string_equal(out, "a<U+202E>b<U+000A>c");
	CAUGHT_ERROR(foreign_error("zegel: %s is no file.\n", "a\x1b[2J\xe9"));
	assert_string_equal(out, "zegel: a<U+001B>[2J<0xE9> is no file.\n");
	CAUGHT_ERROR(foreign_error("%01500d\n", 7));
	assert_int_equal(strlen(out), 1501);
}

int
main(void)
{
	static struct rows all;

	screen_begin();
	ROWS(all, prints_text, texts);
	ROWS(all, prints_snippet, snippets);
	ROWS(all, wraps, wrapped);
	ROW(all, wraps_by_one_letter_or_not_at_all);
	ROW(all, names_are_spelt_out_in_messages);
	return rows_run(&all, __FILE__);
}
