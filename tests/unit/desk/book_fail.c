/* book_fail.c - makes each call of a change and its commit, of opening and of
 * making a casebook fail: one whole state is left, older or newer. */

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>

#include "desk/book_state.h"
#include "wrap.h"

/* ---- calls that fail ---- */
static struct {
	bool on;
	const char *call; /* which fails, */
	int at;           /* at its ${at}th time from 1 on */
	bool stays;       /* and every time after that */
	int error;
	int count;
	int tried; /* failures in all */
} plan;

static bool
fails(const char *call)
{
	if (!plan.on || strcmp(call, plan.call) != 0)
		return false;
	plan.count++;
	if (plan.count != plan.at && !(plan.stays && plan.count > plan.at))
		return false;
	plan.tried++;
	errno = plan.error;
	return true;
}

/* NOLINTBEGIN: what --wrap asks for */
#define FAIL(type, name, parameters, arguments, value) \
	type REAL(name) parameters;                    \
	type WRAP(name) parameters;                    \
	type WRAP(name) parameters                     \
	{                                              \
		if (fails(#name))                      \
			return value;                  \
		return REAL(name) arguments;           \
	}

FAIL(void *, malloc, (size_t n), (n), NULL)
FAIL(void *, calloc, (size_t n, size_t size), (n, size), NULL)
FAIL(void *, sodium_malloc, (size_t n), (n), NULL)
FAIL(int, sodium_mlock, (void *p, size_t n), (p, n), -1)
FAIL(ssize_t, read, (int fd, void *p, size_t n), (fd, p, n), -1)
FAIL(ssize_t, pread, (int fd, void *p, size_t n, off_t at), (fd, p, n, at), -1)
FAIL(int, renameat, (int a, const char *p, int b, const char *q), (a, p, b, q),
    -1)
FAIL(int, unlinkat, (int dir, const char *p, int how), (dir, p, how), -1)
FAIL(int, fstat, (int fd, struct stat *st), (fd, st), -1)
FAIL(int, flock, (int fd, int how), (fd, how), -1)
FAIL(DIR *, fdopendir, (int fd), (fd), NULL)
FAIL(struct dirent *, readdir, (DIR * d), (d), NULL)
FAIL(int, sync_file_range, (int fd, off_t at, off_t n, unsigned how),
    (fd, at, n, how), -1)

WRAPPED(int, openat, int, const char *, int, ...);
WRAPPED(ssize_t, write, int, const void *, size_t);
WRAPPED(ssize_t, pwrite, int, const void *, size_t, off_t);
WRAPPED(int, fsync, int);
WRAPPED(int, close, int);

int
WRAP(openat)(int dir, const char *path, int flags, ...)
{
	return fails("openat") ? -1 : REAL(openat)(dir, path, flags, 0600);
}

/* The disk is full: half of the bytes still fit. */
ssize_t
WRAP(write)(int fd, const void *p, size_t n)
{
	if (!fails("write"))
		return REAL(write)(fd, p, n);
	(void)REAL(write)(fd, p, n / 2);
	errno = plan.error;
	return -1;
}

ssize_t
WRAP(pwrite)(int fd, const void *p, size_t n, off_t at)
{
	if (!fails("pwrite"))
		return REAL(pwrite)(fd, p, n, at);
	(void)REAL(pwrite)(fd, p, n / 2, at);
	errno = plan.error;
	return -1;
}

/* No power cut here: a disk that syncs takes most of the time. */
int
WRAP(fsync)(int fd)
{
	(void)fd;
	return fails("fsync") ? -1 : 0;
}

int
WRAP(close)(int fd)
{
	int rc = REAL(close)(fd);

	return fails("close") ? -1 : rc;
}
/* NOLINTEND */

static const struct {
	const char *name;
	int error;
} calls[] = {
	{ "malloc", ENOMEM },
	{ "calloc", ENOMEM },
	{ "sodium_malloc", ENOMEM },
	{ "sodium_mlock", ENOMEM },
	{ "openat", EMFILE },
	{ "read", EIO },
	{ "write", ENOSPC },
	{ "write", EIO },
	{ "pread", EIO },
	{ "pwrite", EIO },
	{ "fsync", EIO },
	{ "renameat", EIO },
	{ "unlinkat", EIO },
	{ "fstat", EIO },
	{ "flock", ENOLCK },
	{ "close", EIO },
	{ "fdopendir", ENOMEM },
	{ "readdir", EIO },
	{ "sync_file_range", EIO },
};

enum {
	CALLS = sizeof(calls) / sizeof(calls[0]),
	MOST = 50000, /* times; more means a loop */
};

static struct {
	int faults, older, newer, dead;
} seen;

/* The long form tries every time of a call; else one in seven of many. */
static bool every;

static int
next(int at)
{
	return every || at < 20 ? at + 1 : at + 7;
}

static void
plan_set(size_t call, int at, bool stays)
{
	plan.call = calls[call].name;
	plan.error = calls[call].error;
	plan.at = at;
	plan.stays = stays;
	plan.count = 0;
}

/* ---- a change and its commit ---- */

/* A failure that undid the change: the same book goes on. */
static void
goes_on(struct book *b)
{
	assert_false(is_newer(b));
	assert_int_equal(change(b), OK);
	assert_true(is_newer(b));
	reset(b);
}

/* Change while a call fails.  Returns false if it was not made so often. */
static bool
commit_once(struct book **b)
{
	int before = plan.tried;
	enum err e;
	bool newer;
	bool dead;

	plan.on = true;
	e = change(*b);
	plan.on = false;
	if (plan.tried == before) {
		assert_int_equal(e, OK);
		reset(*b);
		return false;
	}
	seen.faults++;
	dead = book_dead(*b);
	if (dead) {
		assert_int_not_equal(e, OK);
		assert_int_equal(book_begin(*b), ERR_IO);
		assert_int_equal(query_run(*b, "SELECT 1"), ERR_IO);
	} else
		assert_true(is_newer(*b) == (e == OK));
	book_close(*b);
	*b = kit_open();
	newer = is_newer(*b);
	assert_true(dead || newer == (e == OK));
	folder_is_clean();
	seen.dead += dead;
	*(newer ? &seen.newer : &seen.older) += 1;
	if (newer)
		reset(*b);
	return true;
}

/* The same without opening again. */
static void
commit_again(struct book **b)
{
	enum err e;

	plan.on = true;
	e = change(*b);
	plan.on = false;
	if (book_dead(*b)) {
		book_close(*b);
		*b = kit_open();
		if (is_newer(*b))
			reset(*b);
	} else if (e != OK)
		goes_on(*b);
	else
		reset(*b);
}

static void
commits(void **state)
{
	struct book *b = kit_make();

	(void)state;
	reset(b);
	for (size_t c = 0; c < CALLS; c++)
		for (int at = 1, more = true; more; at = next(at)) {
			assert_true(at < MOST);
			plan_set(c, at, false);
			more = commit_once(&b);
			if (!more || at % 3 != 0)
				continue;
			plan_set(c, at, true);
			(void)commit_once(&b);
			plan_set(c, at, false);
			commit_again(&b);
		}
	book_close(b);
}

/* ---- opening, and ending what a crash left ---- */
static void
leave(const char *file)
{
	int fd = openat(kit.dir, file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	assert_true(fd >= 0 && write(fd, "TIPBOOK1", 8) == 8);
	(void)close(fd);
}

static bool
open_once(void)
{
	struct book *b = NULL;
	int before = plan.tried;
	enum err e;

	leave("casebook-0123456789abcdef");
	leave("casebook-0123456789abcdea.new");
	plan.on = true;
	e = book_open(&b, kit.dir, 1, &kit.secret[0]);
	plan.on = false;
	assert_true((e == OK) == (b != NULL));
	if (e == OK)
		assert_false(is_newer(b));
	book_close(b);
	if (plan.tried == before) {
		assert_int_equal(e, OK);
		return false;
	}
	seen.faults++;
	seen.older++;
	b = kit_open();
	assert_false(is_newer(b));
	folder_is_clean();
	book_close(b);
	return true;
}

static void
openings(void **state)
{
	struct book *b = kit_make();

	(void)state;
	reset(b);
	book_close(b);
	for (size_t c = 0; c < CALLS; c++)
		for (int at = 1, more = true; more; at = next(at)) {
			assert_true(at < MOST);
			plan_set(c, at, false);
			more = open_once();
			plan_set(c, at, true);
			(void)(more && open_once());
		}
}

/* ---- making ---- */
static bool
make_once(void)
{
	struct book *b = NULL;
	int before = plan.tried;
	enum err e;

	kit_folder("book-fail");
	plan.on = true;
	e = book_make(&b, kit.dir, &kit.first);
	plan.on = false;
	assert_true((e == OK) == (b != NULL));
	book_close(b);
	b = NULL;
	/* it is made, or can be */
	if (e != OK && book_look(kit.dir) == ERR_MISSING) {
		seen.older++;
		assert_int_equal(book_make(&b, kit.dir, &kit.first), OK);
		book_close(b);
	} else
		seen.newer++;
	b = kit_open();
	assert_int_equal(book_key(b)->persons, KIT_PERSONS);
	folder_is_clean();
	book_close(b);
	kit_end();
	seen.faults += plan.tried != before;
	return plan.tried != before;
}

static void
makings(void **state)
{
	(void)state;
	for (size_t c = 0; c < CALLS; c++)
		for (int at = 1, more = true; more; at = next(at)) {
			assert_true(at < MOST);
			plan_set(c, at, false);
			more = make_once();
			plan_set(c, at, true);
			(void)(more && make_once());
		}
}

static int
begin(void **state)
{
	(void)state;
	kit_folder("book-fail");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	plan.on = false;
	kit_end();
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commits, begin, end),
		cmocka_unit_test_setup_teardown(openings, begin, end),
		cmocka_unit_test(makings),
	};
	int rc;

	every = argc > 1 && strcmp(argv[1], "long") == 0;
	kit_begin();
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	(void)printf("%d faults: %d left the older state, %d the newer; %d "
		     "ended the book\n",
	    seen.faults, seen.older, seen.newer, seen.dead);
	return rc;
}
