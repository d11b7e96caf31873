/* desk_show.c - a text of somebody else cannot pass for ours on a screen. */

#include "say.h"

#include <sys/ioctl.h>

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "questions.h"
#include "rows.h"
#include "screen.h"

static char out[4096];

/* What ${call} writes to standard output. */
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

/* Up to the mark: a terminal hands on what it got in pieces. */
static void
terminal_read(int fd)
{
	size_t n = 0;

	do
		assert_int_equal(read(fd, out + n, 1), 1);
	while (out[n++] != '\4' && n < sizeof(out));
	out[n - 1] = '\0';
}

/* The same on a terminal of ${columns}; 0: one that does not say. */
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
	{ "a line", "een", "  | een\n" },
	{ "two lines", "een\ntwee", "  | een\n  | twee\n" },
	{ "an empty line", "een\n\ntwee", "  | een\n  | \n  | twee\n" },
	{ "ends in LF", "een\n", "  | een\n" },
	{ "nothing", "", "" },
	{ "Arabic", "\xd9\x86\xd8\xb9\xd9\x85",
	    "  | \xd9\x86\xd8\xb9\xd9\x85\n" },
	{ "right to left override",
	    "a\xe2\x80\xae"
	    "b",
	    "  | a<U+202E>b\n" },
	{ "isolate", "\xe2\x81\xa6", "  | <U+2066>\n" },
	{ "Arabic letter mark", "\xd8\x9c", "  | <U+061C>\n" },
	{ "line separator",
	    "a\xe2\x80\xa8"
	    "b",
	    "  | a<U+2028>b\n" },
	{ "zero width",
	    "a\xe2\x80\x8b"
	    "b",
	    "  | a<U+200B>b\n" },
	{ "byte order mark",
	    "\xef\xbb\xbf"
	    "a",
	    "  | <U+FEFF>a\n" },
	{ "escape", "\x1b[2J", "  | <U+001B>[2J\n" },
	{ "C1",
	    "\xc2\x9b"
	    "2J",
	    "  | <U+009B>2J\n" },
	{ "looks like ours", "  | x\nCase 2", "  |   | x\n  | Case 2\n" },
};

static void
text(void **state)
{
	const struct text_row *r = *state;

	CAUGHT(say_text("  | ", span_str(r->in)));
	assert_string_equal(out, r->want);
}

static const struct text_row snippets[] = {
	{ "short", "een", "een" },
	{ "exact", "0123456789", "0123456789" },
	{ "ends in LF", "een\n\n", "een" },
	{ "cut", "0123456789a", "0123456789..." },
	{ "lines", "\neen\ntwee", "een..." },
	{ "characters, not bytes",
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86"
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86",
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86"
	    "\xd9\x86\xd9\x86\xd9\x86\xd9\x86\xd9\x86" },
	{ "escapes", "\xe2\x80\xae", "<U+202E>" },
	{ "escapes are wide", "abc\xe2\x80\xae", "abc..." },
	{ "wide ones", "\u8b66\u8b66\u8b66\u8b66\u8b66\u8b66",
	    "\u8b66\u8b66\u8b66\u8b66\u8b66..." },
};

/* NOLINTEND(misc-misleading-bidirectional) */

static void
snippet(void **state)
{
	const struct text_row *r = *state;

	CAUGHT(say_snippet(span_str(r->in), 10));
	assert_string_equal(out, r->want);
}

/* On a terminal of 14 columns: margin and ten. */
#define TEN "0123456789"
#define WIDE "\u8b66"        /* two columns */
#define ALEF "\u0627"        /* one */
#define ACUTE "e\u0301"      /* one, of two characters */
#define UNKNOWN "\U000e1000" /* not assigned: as two */
#define FIVE(x) x x x x x

static const struct text_row wrapped[] = {
	{ "exact", TEN, "  | " TEN "\n" },
	{ "one more", TEN "0", "  | " TEN "\n  | 0\n" },
	{ "exact, and a line", TEN "\nx", "  | " TEN "\n  | x\n" },
	{ "words", "een twee drie", "  | een twee \n  | drie\n" },
	{ "ours after spaces", "x         Case 2 is open",
	    "  | x         \n  | Case 2 is \n  | open\n" },
	{ "wide", FIVE(WIDE) WIDE, "  | " FIVE(WIDE) "\n  | " WIDE "\n" },
	{ "wide, one column left", "a" FIVE(WIDE),
	    "  | a" WIDE WIDE WIDE WIDE "\n  | " WIDE "\n" },
	{ "Arabic", FIVE(ALEF) FIVE(ALEF) ALEF,
	    "  | " FIVE(ALEF) FIVE(ALEF) "\n  | " ALEF "\n" },
	{ "combining", FIVE(ACUTE) FIVE(ACUTE) ACUTE,
	    "  | " FIVE(ACUTE) FIVE(ACUTE) "\n  | " ACUTE "\n" },
	{ "unknown", FIVE(UNKNOWN) "a", "  | " FIVE(UNKNOWN) "\n  | a\n" },
	{ "spelt out is wide", "abc\u202e", "  | abc\n  | <U+202E>\n" },
	{ "no text", "\xff\n$ x", "  | \n" },
};

static void
wrap(void **state)
{
	const struct text_row *r = *state;

	ON_TERMINAL(14, say_text("  | ", span_str(r->in)));
	assert_string_equal(out, r->want);
}

static void
narrow(void **state)
{
	(void)state;
	ON_TERMINAL(4, say_text("  | ", span_str("ab")));
	assert_string_equal(out, "  | a\n  | b\n");
	ON_TERMINAL(0, say_text("  | ", span_str("ab")));
	assert_string_equal(out, "  | ab\n");
}

/* The ${n}th value, from 0, of "WORD(name, 1, 2)"; 0 if there is none. */
static unsigned long
value_of(const char *line, unsigned n)
{
	const char *p = strchr(line, '(');

	for (unsigned i = 0; p != NULL && i <= n; i++)
		p = strchr(p + 1, ',');
	return p == NULL ? 0 : strtoul(p + 1, NULL, 10);
}

/* The desk has words for each field and choice that the page can ask. */
static void
every_question(void **state)
{
	FILE *f = fopen("web/questions.def", "r");
	char line[256];
	unsigned seen = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		uint8_t field = (uint8_t)value_of(line, 0);
		uint8_t choices = (uint8_t)value_of(line, 1);
		const struct question *q;

		if (strncmp(line, "ONE(", 4) != 0 &&
		    strncmp(line, "MANY(", 5) != 0 &&
		    strncmp(line, "TEXT(", 5) != 0)
			continue;
		seen++;
		q = question_find(field);
		assert_non_null(q);
		for (uint8_t i = 1; i <= choices; i++)
			assert_non_null(question_choice(q, i));
		assert_null(question_choice(q, (uint8_t)(choices + 1)));
	}
	(void)fclose(f);
	assert_in_range(seen, 10, 100);
	assert_null(question_find(255));
}

int
main(void)
{
	static struct rows all;

	screen_begin();
	ROWS(all, text, texts);
	ROWS(all, snippet, snippets);
	ROWS(all, wrap, wrapped);
	ROW(all, narrow);
	ROW(all, every_question);
	return rows_run(&all, "desk_show");
}
