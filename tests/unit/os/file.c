/* file.c - tests reading and writing whole files under all kinds of names. */

#include <sys/resource.h>
#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"

#include "os/file.h"

#define LONG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static char path[64];
static int dir = -1;

/* Create a file without file.c. */
static void
plain_put(const char *name, const char *text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(close(fd), 0);
}

static void
assert_holds(const char *name, const char *text)
{
	struct file f;

	assert_int_equal(file_read(&f, dir, name, 1000), OK);
	assert_true(span_is(file_span(&f), text));
	file_free(&f);
}

static void
assert_absent(const char *name)
{
	struct stat st;

	assert_int_not_equal(fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW), 0);
}

/* An empty folder for each test, removed with all that is in it. */
static int
begin(void **state)
{
	(void)state;
	memcpy(path, "/tmp/zegel-unit-XXXXXX",
	    sizeof("/tmp/zegel-unit-XXXXXX"));
	if (mkdtemp(path) == NULL)
		return -1;
	dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return dir < 0 ? -1 : 0;
}

static void
empty_folder(int at)
{
	DIR *d = fdopendir(dup(at));
	struct dirent *e;

	assert_non_null(d);
	rewinddir(d);
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (unlinkat(at, e->d_name, 0) != 0)
			(void)unlinkat(at, e->d_name, AT_REMOVEDIR);
	}
	(void)closedir(d);
}

static int
end(void **state)
{
	int sub = openat(dir, "sub", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	if (sub >= 0) {
		empty_folder(sub);
		(void)close(sub);
	}
	empty_folder(dir);
	(void)close(dir);
	return rmdir(path);
}

static void
make_text(void)
{
	plain_put("it", "hello");
}

static void
make_empty(void)
{
	plain_put("it", "");
}

static void
make_folder(void)
{
	assert_int_equal(mkdirat(dir, "it", 0700), 0);
}

static void
make_fifo(void)
{
	assert_int_equal(mkfifoat(dir, "it", 0600), 0);
}

static void
make_link(void)
{
	plain_put("there", "hello");
	assert_int_equal(symlinkat("there", dir, "it"), 0);
}

static void
make_dangling(void)
{
	assert_int_equal(symlinkat("nowhere", dir, "it"), 0);
}

static void
make_nothing(void)
{
}

static const struct read_row {
	const char *name;
	void (*make)(void);
	const char *file;
	size_t max;
	enum err want;
} reads[] = {
	{ "a file below the limit", make_text, "it", 100, OK },
	{ "a file at the limit", make_text, "it", 5, OK },
	{ "a file over the limit", make_text, "it", 4, ERR_FORMAT },
	{ "a file over a limit of 0", make_text, "it", 0, ERR_FORMAT },
	{ "an empty file", make_empty, "it", 0, OK },
	{ "a missing file", make_nothing, "it", 9, ERR_MISSING },
	{ "a file in a missing folder", make_nothing, "no/it", 9, ERR_MISSING },
	{ "a file used as a folder", make_text, "it/it", 9, ERR_MISSING },
	{ "an empty name", make_nothing, "", 9, ERR_MISSING },
	{ "a folder", make_folder, "it", 9, ERR_FORMAT },
	{ "a pipe without a writer", make_fifo, "it", 9, ERR_FORMAT },
	{ "a symbolic link", make_link, "it", 9, ERR_IO },
	{ "a dangling symbolic link", make_dangling, "it", 9, ERR_IO },
	{ "a device", make_nothing, "/dev/zero", 9, ERR_FORMAT },
};

static void
reads_file(void **state)
{
	const struct read_row *row = *state;
	struct file f;

	row->make();
	memset(&f, 9, sizeof(f));
	assert_int_equal(file_read(&f, dir, row->file, row->max), row->want);
	if (row->want != OK) {
		assert_null(f.p);
		assert_int_equal(f.n, 0);
	} else {
		assert_true(span_is(file_span(&f), f.n == 0 ? "" : "hello"));
	}
	file_free(&f);
	assert_null(f.p);
	file_free(&f); /* a second call is harmless */
}

static const struct write_row {
	const char *name;
	const char *old; /* NULL: none */
	const char *file;
	enum err want;
} writes[] = {
	{ "a new file", NULL, "it", OK },
	{ "over an old file", "old", "it", OK },
	{ "in a folder", NULL, "sub/it", OK },
	{ "in a missing folder", NULL, "no/it", ERR_IO },
	{ "over a folder", NULL, "sub", ERR_IO },
	{ "an empty name", NULL, "", ERR_IO },
	{ "a name too long for the disk", NULL, LONG LONG LONG LONG, ERR_IO },
	{ "a name too long for file.c", NULL,
	    "./" LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG
		LONG LONG LONG LONG,
	    ERR_TOO_LONG },
};

static void
writes_file(void **state)
{
	const struct write_row *row = *state;
	struct stat st;

	assert_int_equal(mkdirat(dir, "sub", 0700), 0);
	if (row->old != NULL)
		plain_put(row->file, row->old);
	assert_int_equal(file_write(dir, row->file, span_str("new text")),
	    row->want);
	assert_absent("it.new");
	assert_absent("sub/it.new");
	assert_absent("sub.new");
	assert_absent(".new");
	if (row->want != OK)
		return;
	assert_holds(row->file, "new text");
	assert_int_equal(fstatat(dir, row->file, &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
}

/* The umask that process_begin() sets does not restrict the mode. */
static void
file_give_lets_others_read(void **state)
{
	const mode_t mask = umask(077);
	struct stat st;

	(void)state;
	assert_int_equal(file_give(dir, "it", span_str("new")), OK);
	(void)umask(mask);
	assert_holds("it", "new");
	assert_int_equal(fstatat(dir, "it", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
}

static void
writes_and_removes_by_absolute_path(void **state)
{
	char name[96];

	(void)state;
	(void)snprintf(name, sizeof(name), "%s/it", path);
	assert_int_equal(file_write(AT_FDCWD, name, span_str("new")), OK);
	assert_holds("it", "new");
	assert_int_equal(file_remove(AT_FDCWD, name), OK);
	assert_absent("it");
	assert_int_equal(file_remove(AT_FDCWD, "/zegel-unit-none"), OK);
}

static void
write_replaces_a_link_and_not_its_target(void **state)
{
	struct stat st;

	(void)state;
	make_link();
	assert_int_equal(file_write(dir, "it", span_str("new")), OK);
	assert_holds("there", "hello");
	assert_holds("it", "new");
	assert_int_equal(fstatat(dir, "it", &st, AT_SYMLINK_NOFOLLOW), 0);
	assert_true(S_ISREG(st.st_mode));
}

/* A crash or an attacker left something under the temporary file's name. */
static void
write_replaces_a_temporary_file_left_behind(void **state)
{
	(void)state;
	plain_put("it.new", "half of a file that is longer than the new one");
	assert_int_equal(file_write(dir, "it", span_str("new")), OK);
	assert_holds("it", "new");
	plain_put("there", "hello");
	assert_int_equal(symlinkat("there", dir, "it.new"), 0);
	assert_int_equal(file_write(dir, "it", span_str("newer")), OK);
	assert_holds("there", "hello");
	assert_holds("it", "newer");
	assert_int_equal(mkdirat(dir, "it.new", 0700), 0);
	assert_int_equal(file_write(dir, "it", span_str("x")), ERR_IO);
	assert_holds("it", "newer");
}

/* The blocks of the old file are overwritten with zeros. */
static void
replace_overwrites_the_old_bytes(void **state)
{
	static const uint8_t zeros[9000];
	static uint8_t old[sizeof(zeros)];
	struct file f;

	(void)state;
	memset(old, 'k', sizeof(old));
	assert_int_equal(
	    file_replace(dir, "it", (struct span){ old, sizeof(old) }), OK);
	assert_int_equal(linkat(dir, "it", dir, "blocks", 0), 0);
	assert_int_equal(file_replace(dir, "it", span_str("new")), OK);
	assert_holds("it", "new");
	assert_int_equal(file_read(&f, dir, "blocks", sizeof(old)), OK);
	assert_int_equal(f.n, sizeof(zeros));
	assert_memory_equal(f.p, zeros, sizeof(zeros));
	file_free(&f);
	assert_int_equal(mkdirat(dir, "it.new", 0700), 0);
	assert_int_equal(file_replace(dir, "it", span_str("x")), ERR_IO);
	assert_holds("it", "new");
}

/* The target of a link may belong to somebody else. */
static void
replace_leaves_the_target_of_a_link(void **state)
{
	(void)state;
	make_link();
	assert_int_equal(file_replace(dir, "it", span_str("new")), OK);
	assert_holds("there", "hello");
	assert_holds("it", "new");
}

static void
writes_in_pieces_and_publishes_on_commit(void **state)
{
	struct file_out o;

	(void)state;
	assert_int_equal(file_out_open(&o, dir, "it", FILE_OWN), OK);
	assert_int_equal(file_out_put(&o, "hel", 3), OK);
	assert_int_equal(file_out_put(&o, NULL, 0), OK);
	assert_int_equal(file_out_put(&o, "lo", 2), OK);
	assert_absent("it");
	assert_int_equal(file_out_commit(&o), OK);
	file_out_abort(&o);
	assert_holds("it", "hello");
	assert_int_equal(file_out_open(&o, dir, "it", FILE_OWN), OK);
	assert_int_equal(file_out_put(&o, "x", 1), OK);
	file_out_abort(&o);
	file_out_abort(&o);
	assert_holds("it", "hello");
	assert_absent("it.new");
}

/* A limit of 4,096 bytes stands in for the 4 GiB of FAT32. */
static void
write_refuses_a_file_too_long_for_the_disk(void **state)
{
	static const uint8_t big[10000];
	const struct rlimit small = { 4096, RLIM_INFINITY };
	const struct rlimit any = { RLIM_INFINITY, RLIM_INFINITY };

	(void)state;
	plain_put("it", "old");
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(
	    file_write(dir, "it", (struct span){ big, sizeof(big) }),
	    ERR_TOO_LONG);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &any), 0);
	assert_holds("it", "old");
	assert_absent("it.new");
}

static void
remove_accepts_a_missing_file(void **state)
{
	(void)state;
	plain_put("it", "x");
	assert_int_equal(file_remove(dir, "it"), OK);
	assert_absent("it");
	assert_int_equal(file_remove(dir, "it"), OK);
	make_folder();
	assert_int_equal(file_remove(dir, "it"), ERR_IO);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, reads_file, reads);
	ROWS(all, writes_file, writes);
	ROW(all, file_give_lets_others_read);
	ROW(all, writes_and_removes_by_absolute_path);
	ROW(all, write_replaces_a_link_and_not_its_target);
	ROW(all, write_replaces_a_temporary_file_left_behind);
	ROW(all, replace_overwrites_the_old_bytes);
	ROW(all, replace_leaves_the_target_of_a_link);
	ROW(all, writes_in_pieces_and_publishes_on_commit);
	ROW(all, write_refuses_a_file_too_long_for_the_disk);
	ROW(all, remove_accepts_a_missing_file);
	for (size_t i = 0; i < all.n; i++) {
		all.test[i].setup_func = begin;
		all.test[i].teardown_func = end;
	}
	return rows_run(&all, __FILE__);
}
