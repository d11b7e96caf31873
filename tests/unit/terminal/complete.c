/* complete.c - tests what Tab adds to a path, in each form of typing one. */

#include "terminal/complete.h"

#include <sys/stat.h>

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"
#include "terminal/path.h"
#include "terminal/screen.h"

/* Where the test runs; also $HOME. */
static char folder[] = "/tmp/zegel-complete.XXXXXX";

static const char *const names[] = { "stick one", "stick two", "zuid", "a\\b",
	"caf\xc3\xa9", "caf\xc3\xa8", "men%u", ".hidden", "bad\001",
	"bad\xe2\x80\xae", "bad\xff" };

struct tab_row {
	const char *name;
	const char *before; /* "@" is the test's folder */
	const char *add;
	size_t found;
	const char *all; /* NULL: not looked at */
};

static const struct tab_row tabs[] = {
	{ "one folder", "zu", "id/", 1, NULL },
	{ "nothing to add to a folder's name and /", "zuid/", "", 0, "" },
	{ "what two names share", "st", "ick ", 2, "stick one  stick two" },
	{ "two names that go on differently", "stick ", "", 2,
	    "stick one  stick two" },
	{ "a blank in a name", "stick o", "ne/", 1, NULL },
	{ "blanks before the path", "  zu", "id/", 1, NULL },
	{ "no such name", "x", "", 0, "" },
	{ "no such folder", "x/y", "", 0, "" },
	{ "a whole path", "@/zu", "id/", 1, NULL },
	{ "the home folder", "~/zu", "id/", 1, NULL },
	{ "single quotes", "'@/stick o", "ne/", 1, NULL },
	{ "double quotes after ~", "\"~/stick t", "wo/", 1, NULL },
	{ "a file in quotes", "'men", "%u'", 1, NULL },
	{ "a file without", "men", "%u", 1, NULL },
	{ "a file: URL", "file://@/stick%20o", "ne/", 1, NULL },
	{ "a file: URL, names that share a blank", "file://@/st", "ick%20", 2,
	    NULL },
	{ "a file: URL and a percent sign", "file://@/men", "%25u", 1, NULL },
	{ "a file: URL of another machine", "file://server/", "", 0, "" },
	{ "a backslash before a blank", "stick\\ o", "ne/", 1, NULL },
	{ "a backslash in a name", "a", "\\\\b/", 1, NULL },
	{ "no half of a letter", "ca", "f", 2, "caf\xc3\xa8  caf\xc3\xa9" },
	{ "a letter of two bytes", "caf\xc3\xa9", "/", 1, NULL },
	{ "hidden files after a dot", ".h", "idden", 1, NULL },
	{ "names that cannot be shown", "bad", "", 0, "" },
	{ "a closed quote", "'zu'", "", 0, "" },
	{ "nothing typed", "", "", 7, NULL },
};

/* ${row} with the folder in place of "@". */
static void
full(char *out, size_t cap, const char *row)
{
	const char *at = strchr(row, '@');

	if (at == NULL)
		(void)snprintf(out, cap, "%s", row);
	else
		(void)snprintf(out, cap, "%.*s%s%s", (int)(at - row), row,
		    folder, at + 1);
}

static void
adds(void **state)
{
	const struct tab_row *r = *state;
	struct completion c;
	char before[128];

	full(before, sizeof(before), r->before);
	path_complete(&c, span_str(before));
	assert_int_equal(c.found, r->found);
	assert_int_equal(c.add_n, strlen(r->add));
	assert_memory_equal(c.add, r->add, c.add_n);
	if (r->all != NULL)
		assert_string_equal(c.names, r->all);
}

/* What was added makes a path that exists. */
static void
is_the_path_meant(void **state)
{
	const struct tab_row *r = *state;
	static struct completion c;
	static char line[1024];
	char path[256];
	size_t n;

	if (r->found != 1)
		return;
	full(line, sizeof(line), r->before);
	n = strlen(line);
	path_complete(&c, span_str(line));
	(void)snprintf(line + n, sizeof(line) - n, "%.*s%s", (int)c.add_n,
	    c.add,
	    strchr("'\"", line[0]) != NULL && c.add[c.add_n - 1] == '/'
		? (char[]){ line[0], '\0' }
		: "");
	assert_true(path_meant(path, sizeof(path), line));
	if (access(path, F_OK) != 0)
		fail_msg("%s means %s", line, path);
}

static void
names_only_as_many_as_fit(void **state)
{
	struct completion c;
	char name[200];

	(void)state;
	assert_int_equal(mkdir("many", 0700), 0);
	for (int i = 0; i < 9; i++) {
		(void)snprintf(name, sizeof(name), "many/%0150d", i);
		assert_int_equal(mkdir(name, 0700), 0);
	}
	path_complete(&c, span_str("many/0"));
	assert_int_equal(c.found, 9);
	assert_int_equal(strlen(c.names), 5 * 150 + 4 * 2);
	for (int i = 0; i < 9; i++) {
		(void)snprintf(name, sizeof(name), "many/%0150d", i);
		assert_int_equal(rmdir(name), 0);
	}
	assert_int_equal(rmdir("many"), 0);
}

/* Make the files of ${names}, or remove them. */
static bool
files(bool make)
{
	bool done = true;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		bool link = strchr(names[i], 'n') != NULL &&
		    strchr(names[i], ' ') == NULL; /* others: a folder */

		if (!make)
			done &=
			    link ? unlink(names[i]) == 0 : rmdir(names[i]) == 0;
		else
			done &= link ? symlink("/dev/null", names[i]) == 0
				     : mkdir(names[i], 0700) == 0;
	}
	return done;
}

int
main(void)
{
	static struct rows all;
	int rc;

	screen_begin();
	if (mkdtemp(folder) == NULL || chdir(folder) != 0 ||
	    setenv("HOME", folder, 1) != 0 || !files(true))
		return 1;
	ROWS(all, adds, tabs);
	ROWS(all, is_the_path_meant, tabs);
	ROW(all, names_only_as_many_as_fit);
	rc = rows_run(&all, "complete");
	if (!files(false) || rmdir(folder) != 0)
		return 1;
	return rc;
}
