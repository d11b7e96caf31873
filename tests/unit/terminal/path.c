/* path.c - tests which path a typed, pasted or dragged text means. */

#include "terminal/path.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"

struct path_row {
	const char *name;
	const char *typed;
	const char *meant; /* NULL: refused */
};

static const struct path_row paths[] = {
	{ "bare", "/media/a", "/media/a" },
	{ "a blank behind it", "/media/a ", "/media/a" },
	{ "a line end behind it", " /media/a\r", "/media/a" },
	{ "quotes", "'/media/my stick'", "/media/my stick" },
	{ "other quotes", "\"/media/my stick\" ", "/media/my stick" },
	{ "one quote", "'/media/a", "'/media/a" },
	{ "a backslash", "/media/my\\ stick", "/media/my stick" },
	{ "a backslash in quotes", "'/a\\ b'", "/a\\ b" },
	{ "home", "~/stick", "/home/x/stick" },
	{ "home alone", "~", "/home/x" },
	{ "home in quotes", "'~/my stick'", "/home/x/my stick" },
	{ "home of another", "~y/a", "~y/a" },
	{ "file", "file:///media/my%20stick", "/media/my stick" },
	{ "file in quotes", "'file:///a%2fB%C3%A9'", "/a/B\u00e9" },
	{ "file of this machine", "file://localhost/a", "/a" },
	{ "file of another", "file://server/a", NULL },
	{ "a sign no path has", "file:///a%00b", NULL },
	{ "not a number", "file:///a%2", "/a%2" },
	{ "no hexadecimal", "file:///a%zz", "/a%zz" },
	{ "nothing", "", "" },
	{ "a blank", " ", "" },
	{ "one that is there", "there ", "there " },
	{ "another that is there", "'there", "'there" },
};

static void
path(void **state)
{
	const struct path_row *r = *state;
	char out[64];

	assert_int_equal(path_meant(out, sizeof(out), r->typed),
	    r->meant != NULL);
	assert_string_equal(out, r->meant == NULL ? "" : r->meant);
}

static void
too_long(void **state)
{
	char out[4];

	(void)state;
	assert_true(path_meant(out, sizeof(out), "abc"));
	assert_false(path_meant(out, sizeof(out), "abcd"));
	assert_string_equal(out, "");
}

int
main(void)
{
	static struct rows all;
	char folder[] = "/tmp/zegel-path.XXXXXX";
	int rc;

	if (mkdtemp(folder) == NULL || chdir(folder) != 0 ||
	    symlink(".", "there ") != 0 || symlink(".", "'there") != 0 ||
	    setenv("HOME", "/home/x", 1) != 0)
		return 1;
	ROWS(all, path, paths);
	ROW(all, too_long);
	rc = rows_run(&all, "base_path");
	(void)unlink("there ");
	(void)unlink("'there");
	(void)rmdir(folder);
	return rc;
}
