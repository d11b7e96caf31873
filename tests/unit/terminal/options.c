/* options.c - tests that each command line is read in one way or refused. */

#include <string.h>

#include "rows.h"

#include "terminal/options.h"

enum { SEND = 1, CHECK = 2, EACH_MOST = 2 };

struct said {
	bool quiet;
	const char *root;
	const char *desk[EACH_MOST];
	size_t desks;
};

static const char *
desk_add(void *to, const struct option_row *row, const char *value)
{
	struct said *s = to;

	(void)row;
	if (s->desks == EACH_MOST)
		return "is one too many";
	s->desk[s->desks++] = value;
	return NULL;
}

static const struct option_row rows[] = {
	{ 'q', "quiet", NULL, "", SEND | CHECK, OPTION_FLAG,
	    offsetof(struct said, quiet) },
	{ 'r', "root", "KEY", "", SEND | CHECK, OPTION_TEXT,
	    offsetof(struct said, root) },
	{ 0, "desk", "NAME", "", SEND, OPTION_EACH, 0 },
	{ 'S', NULL, NULL, "", CHECK, OPTION_FLAG,
	    offsetof(struct said, quiet) },
};
static const struct option_table table = { rows, sizeof(rows) / sizeof(rows[0]),
	desk_add };

static const struct line_row {
	const char *name; /* the words after the command's name */
	unsigned with;
	int first; /* -1: refused */
	const char *option;
	const char *why;
} lines[] = {
	{ "", SEND, 1, NULL, NULL },
	{ "URL", SEND, 1, NULL, NULL },
	{ "-q URL", SEND, 2, NULL, NULL },
	{ "URL -q", SEND, 2, NULL, NULL },
	{ "--quiet --root=K --desk a --desk b URL", SEND, 7, NULL, NULL },
	{ "-qr K URL", SEND, 3, NULL, NULL },
	{ "-rK URL", SEND, 2, NULL, NULL },
	{ "-- -q", SEND, 2, NULL, NULL },
	{ "-x URL", SEND, -1, "-x", "is not an option of this command" },
	{ "-xq URL", SEND, -1, "-x", "is not an option of this command" },
	{ "--wat URL", SEND, -1, "--wat", "is not an option of this command" },
	{ "URL --root", SEND, -1, "--root", "needs a value" },
	{ "URL -r", SEND, -1, "--root", "needs a value" },
	{ "--quiet=1", SEND, -1, "--quiet", "takes no value" },
	{ "-q -q", SEND, -1, "--quiet", "is given twice" },
	{ "-q --quiet", SEND, -1, "--quiet", "is given twice" },
	{ "-r a -r b", SEND, -1, "--root", "is given twice" },
	{ "--desk a", CHECK, -1, "--desk", "does not go with this command" },
	{ "-S", SEND, -1, "-S", "does not go with this command" },
	{ "-S", CHECK, 2, NULL, NULL },
	{ "--desk a --desk b --desk c", SEND, -1, "--desk", "is one too many" },
};

static void
line_is_read(void **state)
{
	const struct line_row *row = *state;
	struct option_fault fault = { .why = NULL };
	struct said said = { .root = NULL };
	char text[128];
	char name[] = "send";
	char *argv[16] = { name };
	char *save = NULL;
	int argc = 1, first;

	(void)snprintf(text, sizeof(text), "%s", row->name);
	for (char *word = strtok_r(text, " ", &save); word != NULL;
	     word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	first = options_read(&fault, &said, &table, row->with, argc, argv);
	assert_int_equal(first, row->first);
	if (first < 0) {
		assert_string_equal(fault.option, row->option);
		assert_string_equal(fault.why, row->why);
	} else if (strstr(row->name, "K") != NULL) {
		assert_string_equal(said.root, "K");
	}
	if (strcmp(row->name, "--quiet --root=K --desk a --desk b URL") == 0) {
		assert_true(said.quiet);
		assert_int_equal(said.desks, 2);
		assert_string_equal(said.desk[1], "b");
		assert_string_equal(argv[first], "URL");
	}
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, line_is_read, lines);
	return rows_run(&tests, __FILE__);
}
