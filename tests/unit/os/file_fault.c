/* file_fault.c - tests file.c while each of its calls fails in turn. */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"

#include "os/file.h"
#include "wrap.h"

#define OLD "what was there"
#define NEW "what is to be there, and longer"

static struct {
	bool on;
	int at;      /* the call that fails; 0: none */
	int error;   /* its errno */
	bool short_; /* each read or write moves one byte */
	bool eof;    /* the file ends before its size */
	int calls;
	bool dry;        /* open "it" for any name; rename and unlink nothing */
	char opened[64]; /* the last folder opened to be synced */
	void *block;     /* the last malloc, and its size */
	size_t block_size;
	bool unwiped; /* the block was freed before it was wiped */
} faults;

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(int, openat, int, const char *, int, ...);
WRAPPED(int, fstat, int, struct stat *);
WRAPPED(ssize_t, read, int, void *, size_t);
WRAPPED(ssize_t, write, int, const void *, size_t);
WRAPPED(int, fsync, int);
WRAPPED(int, close, int);
WRAPPED(int, renameat, int, const char *, int, const char *);
WRAPPED(int, unlinkat, int, const char *, int);
WRAPPED(void *, malloc, size_t);
WRAPPED(void, free, void *);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static bool
fails(void)
{
	if (!faults.on || ++faults.calls != faults.at)
		return false;
	errno = faults.error;
	return true;
}

int
WRAP(openat)(int at, const char *name, int flags, ...)
{
	if (fails())
		return -1;
	if (faults.on && (flags & O_DIRECTORY) != 0)
		(void)snprintf(faults.opened, sizeof(faults.opened), "%s",
		    name);
	if (faults.dry)
		return REAL(openat)(at, "it", O_WRONLY);
	return REAL(openat)(at, name, flags, 0600);
}

int
WRAP(fstat)(int fd, struct stat *st)
{
	return fails() ? -1 : REAL(fstat)(fd, st);
}

ssize_t
WRAP(read)(int fd, void *p, size_t n)
{
	if (fails())
		return -1;
	if (faults.on && faults.eof)
		return 0;
	return REAL(read)(fd, p, faults.short_ && n > 1 ? 1 : n);
}

ssize_t
WRAP(write)(int fd, const void *p, size_t n)
{
	if (fails())
		return -1;
	return REAL(write)(fd, p, faults.short_ && n > 1 ? 1 : n);
}

int
WRAP(fsync)(int fd)
{
	return fails() ? -1 : REAL(fsync)(fd);
}

/* A close() that fails has closed the descriptor all the same. */
int
WRAP(close)(int fd)
{
	int rc = REAL(close)(fd);

	return fails() ? -1 : rc;
}

int
WRAP(renameat)(int from_at, const char *from, int to_at, const char *to)
{
	if (fails())
		return -1;
	return faults.dry ? 0 : REAL(renameat)(from_at, from, to_at, to);
}

int
WRAP(unlinkat)(int at, const char *name, int flags)
{
	if (fails())
		return -1;
	return faults.dry ? 0 : REAL(unlinkat)(at, name, flags);
}

void *
WRAP(malloc)(size_t n)
{
	void *p = fails() ? NULL : REAL(malloc)(n);

	if (faults.on) {
		faults.block = p;
		faults.block_size = n;
	}
	return p;
}

void
WRAP(free)(void *p)
{
	if (faults.on && p != NULL && p == faults.block) {
		const uint8_t *b = p;

		/* file.c adds one unused byte, so that no size is 0 */
		for (size_t i = 0; i + 1 < faults.block_size; i++)
			faults.unwiped = faults.unwiped || b[i] != 0;
		faults.block = NULL;
	}
	REAL(free)(p);
}

static char path[64];
static int dir = -1;

static int
begin(void **state)
{
	(void)state;
	memset(&faults, 0, sizeof(faults));
	faults.error = EIO;
	memcpy(path, "/tmp/zegel-fault-XXXXXX",
	    sizeof("/tmp/zegel-fault-XXXXXX"));
	if (mkdtemp(path) == NULL)
		return -1;
	dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return dir < 0 ? -1 : (int)file_write(dir, "it", span_str(OLD));
}

static int
end(void **state)
{
	(void)state;
	faults.on = false;
	faults.dry = false;
	(void)unlinkat(dir, "it.new", 0);
	(void)unlinkat(dir, "it", 0);
	(void)close(dir);
	return rmdir(path);
}

static bool
there(const char *name)
{
	struct stat st;

	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool
holds(const char *text)
{
	struct file f;
	bool same;

	if (file_read(&f, dir, "it", 1000) != OK)
		return false;
	same = span_is(file_span(&f), text);
	file_free(&f);
	return same;
}

/* file_write() with the ${at}th call failing; 0 if it makes fewer calls. */
static enum err
write_failing(int at, enum err *e)
{
	faults.on = true;
	faults.at = at;
	faults.calls = 0;
	*e = file_write(dir, "it", span_str(NEW));
	faults.on = false;
	return faults.calls >= at;
}

static const struct errno_row {
	const char *name;
	int error;
	enum err want;
} errors[] = {
	{ "EIO", EIO, ERR_IO },
	{ "EACCES", EACCES, ERR_IO },
	{ "EROFS", EROFS, ERR_IO },
	{ "ENOSPC", ENOSPC, ERR_FULL },
	{ "EDQUOT", EDQUOT, ERR_FULL },
	{ "EFBIG", EFBIG, ERR_TOO_LONG },
};

/* Whichever call fails, the file is the old one or the new one. */
static void
failed_write_leaves_the_old_or_the_new_file(void **state)
{
	const struct errno_row *row = *state;
	enum err e;
	int at;

	faults.error = row->error;
	for (at = 1; write_failing(at, &e); at++) {
		bool is_new = holds(NEW);

		assert_true(is_new || holds(OLD));
		assert_true(e == OK ? is_new : e == row->want || e == ERR_IO);
		assert_false(e != OK && at < 5 && is_new);
		assert_false(there("it.new"));
		assert_int_equal(file_write(dir, "it", span_str(OLD)), OK);
	}
	assert_int_equal(e, OK);
	/* unlink open write fsync close rename; open fsync close the folder */
	assert_int_equal(at, 10);
}

static void
failed_read_returns_no_bytes(void **state)
{
	struct file f;
	enum err e = OK;
	int at = 0;

	(void)state;
	do {
		faults.on = true;
		faults.at = ++at;
		faults.calls = 0;
		memset(&f, 9, sizeof(f));
		e = file_read(&f, dir, "it", 100);
		faults.on = false;
		assert_true(e == OK || (f.p == NULL && f.n == 0));
		/* open, stat, malloc, read; a failed close is ignored */
		assert_int_equal(e,
		    at == 3       ? ERR_MEMORY
			: at <= 4 ? ERR_IO
				  : OK);
		file_free(&f);
	} while (faults.calls >= at);
	assert_int_equal(at, 6);
}

/* One call is interrupted, and each call moves one byte. */
static void
goes_on_after_interrupted_and_short_calls(void **state)
{
	struct file f;
	enum err e;

	(void)state;
	faults.error = EINTR;
	faults.short_ = true;
	(void)write_failing(4, &e);
	assert_int_equal(e, OK);
	faults.on = true;
	faults.calls = 0;
	faults.at = 5;
	assert_int_equal(file_read(&f, dir, "it", 100), OK);
	assert_true(span_is(file_span(&f), NEW));
	file_free(&f);
}

/* A file that ends before the size that fstat() gave. */
static void
read_refuses_a_file_shorter_than_its_size(void **state)
{
	struct file f;

	(void)state;
	faults.eof = true;
	faults.on = true;
	assert_int_equal(file_read(&f, dir, "it", 100), ERR_IO);
	assert_null(f.p);
}

static void
file_free_wipes_the_bytes(void **state)
{
	struct file f;

	(void)state;
	faults.on = true;
	assert_int_equal(file_read(&f, dir, "it", 100), OK);
	assert_ptr_equal(faults.block, f.p);
	file_free(&f);
	assert_null(faults.block);
	assert_false(faults.unwiped);
}

static void
failed_remove_is_reported(void **state)
{
	(void)state;
	for (int at = 1; at <= 3; at++) {
		enum err e;

		faults.on = true;
		faults.calls = 0;
		faults.at = at;
		e = file_remove(dir, "it");
		faults.on = false;
		assert_int_equal(e, ERR_IO);
		assert_int_equal(there("it"), at == 1);
		assert_int_equal(file_write(dir, "it", span_str(OLD)), OK);
	}
}

static const struct parent_row {
	const char *name;
	const char *want;
} parents[] = {
	{ "it", "." },
	{ "./it", "." },
	{ "sub/it", "sub" },
	{ "/it", "/" },
	{ "/var/lib/it", "/var/lib" },
	{ "sub//it", "sub/" },
};

/* The folder that is synced is the one that holds the name. */
static void
syncs_the_folder_of(void **state)
{
	const struct parent_row *row = *state;

	faults.dry = true;
	faults.on = true;
	assert_int_equal(file_write(dir, row->name, span_str(NEW)), OK);
	assert_string_equal(faults.opened, row->want);
	faults.opened[0] = '\0';
	assert_int_equal(file_remove(dir, row->name), OK);
	assert_string_equal(faults.opened, row->want);
}

static void
refuses_a_folder_name_that_is_too_long(void **state)
{
	char name[1100];

	(void)state;
	memset(name, 'a', sizeof(name));
	name[sizeof(name) - 3] = '/';
	name[sizeof(name) - 1] = '\0';
	faults.dry = true;
	faults.on = true;
	assert_int_equal(file_remove(dir, name), ERR_IO);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, failed_write_leaves_the_old_or_the_new_file, errors);
	ROWS(all, syncs_the_folder_of, parents);
	ROW(all, failed_read_returns_no_bytes);
	ROW(all, goes_on_after_interrupted_and_short_calls);
	ROW(all, read_refuses_a_file_shorter_than_its_size);
	ROW(all, file_free_wipes_the_bytes);
	ROW(all, failed_remove_is_reported);
	ROW(all, refuses_a_folder_name_that_is_too_long);
	for (size_t i = 0; i < all.n; i++) {
		all.test[i].setup_func = begin;
		all.test[i].teardown_func = end;
	}
	return rows_run(&all, __FILE__);
}
