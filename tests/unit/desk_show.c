/* desk_show.c - a text of somebody else cannot pass for ours on a screen. */

#include "say.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "questions.h"
#include "rows.h"

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
};

/* NOLINTEND(misc-misleading-bidirectional) */

static void
snippet(void **state)
{
	const struct text_row *r = *state;

	CAUGHT(say_snippet(span_str(r->in), 10));
	assert_string_equal(out, r->want);
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

	ROWS(all, text, texts);
	ROWS(all, snippet, snippets);
	ROW(all, every_question);
	return rows_run(&all, "desk_show");
}
