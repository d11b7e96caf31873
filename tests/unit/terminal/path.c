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
	{ "a plain path", "/media/a", "/media/a" },
	{ "a path with a blank after it", "/media/a ", "/media/a" },
	{ "a path with a CR after it", " /media/a\r", "/media/a" },
	{ "single quotes", "'/media/my stick'", "/media/my stick" },
	{ "double quotes", "\"/media/my stick\" ", "/media/my stick" },
	{ "a quote that was not closed", "'/media/my stick/",
	    "/media/my stick/" },
	{ "a quote at the end only", "/media/a'", "/media/a'" },
	{ "one quote", "'", "'" },
	{ "a backslash before a blank", "/media/my\\ stick",
	    "/media/my stick" },
	{ "a backslash in quotes", "'/a\\ b'", "/a\\ b" },
	{ "a path in the home folder", "~/stick", "/home/x/stick" },
	{ "the home folder", "~", "/home/x" },
	{ "a quoted path in the home folder", "'~/my stick'",
	    "/home/x/my stick" },
	{ "a path in the home folder of another user", "~y/a", "~y/a" },
	{ "a file: URL", "file:///media/my%20stick", "/media/my stick" },
	{ "a quoted file: URL", "'file:///a%2fB%C3%A9'", "/a/B\u00e9" },
	{ "a file: URL of localhost", "file://localhost/a", "/a" },
	{ "a file: URL of another machine", "file://server/a", NULL },
	{ "a file: URL with a NUL", "file:///a%00b", NULL },
	{ "a percent sign and one digit", "file:///a%2", "/a%2" },
	{ "a percent sign and no hex digits", "file:///a%zz", "/a%zz" },
	{ "an empty text", "", "" },
	{ "a blank only", " ", "" },
	{ "an existing file with a blank in its name", "there ", "there " },
	{ "an existing file with a quote in its name", "'there", "'there" },
};

static void
finds_the_path_meant_by(void **state)
{
	const struct path_row *r = *state;
	char out[64];

	assert_int_equal(path_meant(out, sizeof(out), r->typed),
	    r->meant != NULL);
	assert_string_equal(out, r->meant == NULL ? "" : r->meant);
}

static void
refuses_a_path_that_is_too_long(void **state)
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
	ROWS(all, finds_the_path_meant_by, paths);
	ROW(all, refuses_a_path_that_is_too_long);
	rc = rows_run(&all, "base_path");
	(void)unlink("there ");
	(void)unlink("'there");
	(void)rmdir(folder);
	return rc;
}
