/* stick.c - tests finding sticks in a list of mounts, and on this machine. */

#include "core/stick.h"

#include <sys/stat.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"

struct mount_row {
	const char *name;
	const char *lines; /* of mountinfo */
	size_t n;
	const char *path; /* of the last */
	const char *as;
	bool readonly;
};

#define LINE(path, options, super)                                           \
	"36 35 98:0 / " path " " options " shared:1 - vfat /dev/sdb1 " super \
	"\n"

static const struct mount_row mounts[] = {
	{ "no mount", "", 0, NULL, NULL, false },
	{ "a stick of a desktop", LINE("/media/anna/KINGSTON", "rw", "rw"), 1,
	    "/media/anna/KINGSTON", "KINGSTON", false },
	{ "a stick below /run/media",
	    LINE("/run/media/anna/A", "rw,nosuid", "rw"), 1,
	    "/run/media/anna/A", "A", false },
	{ "below /mnt", LINE("/mnt/stick", "rw", "rw"), 1, "/mnt/stick",
	    "stick", false },
	{ "on /mnt", LINE("/mnt", "rw", "rw"), 1, "/mnt", "mnt", false },
	{ "the disk", LINE("/", "rw", "rw") LINE("/home", "rw", "rw"), 0, NULL,
	    NULL, false },
	{ "names that only begin so",
	    LINE("/mediathek", "rw", "rw") LINE("/mnt2", "rw", "rw"), 0, NULL,
	    NULL, false },
	{ "a blank in a name", LINE("/media/a/my\\040stick", "rw", "rw"), 1,
	    "/media/a/my stick", "my stick", false },
	{ "a backslash in a name", LINE("/media/a/b\\134040", "rw", "rw"), 1,
	    "/media/a/b\\040", "b\\040", false },
	{ "a line end in a name", LINE("/media/a/b\\012c", "rw", "rw"), 0, NULL,
	    NULL, false },
	{ "a name that is not UTF-8", LINE("/media/a/\xff", "rw", "rw"), 0,
	    NULL, NULL, false },
	{ "mounted to be read", LINE("/media/a/b", "noexec,ro", "rw"), 1,
	    "/media/a/b", "b", true },
	{ "a file system to be read", LINE("/media/a/b", "rw", "ro,uid=7"), 1,
	    "/media/a/b", "b", true },
	{ "options that only hold ro",
	    LINE("/media/a/b", "rw,errors=remount-ro", "rw,rootcontext=ro2"), 1,
	    "/media/a/b", "b", false },
	{ "two", LINE("/media/a/b", "rw", "rw") LINE("/media/a/c", "ro", "rw"),
	    2, "/media/a/c", "c", true },
	{ "two at one place",
	    LINE("/media/a/b", "rw", "rw") LINE("/media/a/b", "ro", "rw"), 1,
	    "/media/a/b", "b", true },
	{ "a line without its fields", "36 35 98:0 /\n\n/media/a\n", 0, NULL,
	    NULL, false },
	{ "a last line without its end",
	    "36 35 98:0 / /media/a/b rw - vfat /dev/sdb1 rw", 1, "/media/a/b",
	    "b", false },
};

static void
reads(void **state)
{
	const struct mount_row *r = *state;
	static struct sticks s;

	sticks_read(&s, r->lines);
	assert_int_equal(s.n, r->n);
	if (s.n == 0)
		return;
	assert_string_equal(s.stick[s.n - 1].path, r->path);
	assert_string_equal(s.stick[s.n - 1].name, r->as);
	assert_int_equal(s.stick[s.n - 1].readonly, r->readonly);
}

static void
holds_no_more_than_it_can(void **state)
{
	static char lines[64 * (STICKS_MAX + 5)];
	static struct sticks s;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < STICKS_MAX + 5; i++)
		n += (size_t)snprintf(lines + n, sizeof(lines) - n,
		    "1 2 3:4 / /mnt/%d rw - vfat x rw\n", i);
	sticks_read(&s, lines);
	assert_int_equal(s.n, STICKS_MAX);
	assert_string_equal(s.stick[STICKS_MAX - 1].path, "/mnt/15");
}

static void
leaves_out_a_path_that_is_too_long(void **state)
{
	static char line[STICK_PATH + 64];
	static struct sticks s;

	(void)state;
	for (int more = 0; more < 2; more++) {
		(void)snprintf(line, sizeof(line),
		    "1 2 3:4 / /mnt/%0*d rw - vfat x rw\n",
		    STICK_PATH - 1 - 5 + more, 7);
		sticks_read(&s, line);
		assert_int_equal(s.n, 1 - more);
	}
}

static void
lists_those_of_this_machine(void **state)
{
	static struct sticks s;

	(void)state;
	assert_int_equal(sticks_list(&s), OK);
	for (size_t i = 0; i < s.n; i++)
		assert_int_equal(access(s.stick[i].path, F_OK), 0);
}

struct kind_row {
	const char *name;
	const char *path;
	const char *beside;
	enum stick_kind want;
};

static const struct kind_row kinds[] = {
	{ "no folder", "/no/such", "/", STICK_MISSING },
	{ "a file", "/proc/self/mountinfo", "/", STICK_MISSING },
	{ "a mount", "/proc", "/", STICK_MOUNTED },
	{ "a folder on another disk", "/proc/self/net", "/", STICK_WITHIN },
	{ "a folder on the same disk", "/proc/self/net", "/proc", STICK_NONE },
	{ "a folder on the disk", "/usr/bin", "/usr", STICK_NONE },
};

static void
tells(void **state)
{
	const struct kind_row *r = *state;

	assert_int_equal(stick_kind(r->path, r->beside), r->want);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, reads, mounts);
	ROW(all, holds_no_more_than_it_can);
	ROW(all, leaves_out_a_path_that_is_too_long);
	ROW(all, lists_those_of_this_machine);
	ROWS(all, tells, kinds);
	return rows_run(&all, "stick");
}
