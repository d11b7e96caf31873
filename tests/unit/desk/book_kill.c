/* book_kill.c - kills a program before, in and after each system call of a
 * commit, of opening and of making: the next finds the older or newer state. */

#include <sys/mman.h>
#include <sys/wait.h>

#include <signal.h>

#include "desk/book_state.h"
#include "wrap.h"

enum moment {
	BEFORE,
	WITHIN, /* half of the bytes are written */
	AFTER,
	MOMENTS,
};

/* Shared with the child. */
static struct plan {
	bool on;
	enum moment moment;
	int at; /* the call to die at, from 1 on */
	int count;
	bool done; /* the child's act returned OK */
} * plan;

static struct {
	int kills, older, newer;
} seen;

/* True if this is the call and the moment; the child then ends. */
static bool
dies(enum moment m)
{
	if (!plan->on)
		return false;
	if (m == BEFORE)
		plan->count++;
	if (plan->count != plan->at || plan->moment != m)
		return false;
	(void)kill(getpid(), SIGKILL);
	return true;
}

/* NOLINTBEGIN: what --wrap asks for */
WRAPPED(int, openat, int, const char *, int, ...);
WRAPPED(ssize_t, write, int, const void *, size_t);
WRAPPED(ssize_t, pwrite, int, const void *, size_t, off_t);
WRAPPED(int, fsync, int);
WRAPPED(int, renameat, int, const char *, int, const char *);
WRAPPED(int, unlinkat, int, const char *, int);
WRAPPED(int, close, int);
WRAPPED(int, flock, int, int);

#define KILL(type, name, parameters, arguments) \
	type WRAP(name) parameters              \
	{                                       \
		type rc;                        \
                                                \
		(void)dies(BEFORE);             \
		rc = REAL(name) arguments;      \
		(void)dies(AFTER);              \
		return rc;                      \
	}

KILL(int, renameat, (int a, const char *p, int b, const char *q), (a, p, b, q))
KILL(int, unlinkat, (int dir, const char *p, int how), (dir, p, how))
KILL(int, close, (int fd), (fd))
KILL(int, flock, (int fd, int how), (fd, how))

int
WRAP(openat)(int dir, const char *path, int flags, ...)
{
	int fd;

	(void)dies(BEFORE);
	fd = REAL(openat)(dir, path, flags, 0600);
	(void)dies(AFTER);
	return fd;
}

/* A killed process loses nothing that it wrote. */
int
WRAP(fsync)(int fd)
{
	(void)fd;
	(void)dies(BEFORE);
	return 0;
}

ssize_t
WRAP(write)(int fd, const void *p, size_t n)
{
	ssize_t put;

	(void)dies(BEFORE);
	put = REAL(write)(fd, p, n / 2);
	(void)dies(WITHIN);
	if (put >= 0)
		put += REAL(write)(fd, (const char *)p + put, n - (size_t)put);
	(void)dies(AFTER);
	return put;
}

ssize_t
WRAP(pwrite)(int fd, const void *p, size_t n, off_t at)
{
	ssize_t put;

	(void)dies(BEFORE);
	put = REAL(pwrite)(fd, p, n / 2, at);
	(void)dies(WITHIN);
	put = REAL(pwrite)(fd, p, n, at);
	(void)dies(AFTER);
	return put;
}
/* NOLINTEND */

/* Run ${act} in a child that dies as planned; true if it did. */
static bool
killed(enum err (*act)(void), int at, enum moment moment)
{
	int status;
	pid_t pid;

	*plan = (struct plan){ false, moment, at, 0, false };
	pid = fork();
	if (pid == 0) {
		plan->done = act() == OK;
		plan->on = false;
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	plan->on = false;
	if (WIFSIGNALED(status)) {
		seen.kills++;
		assert_int_equal(WTERMSIG(status), SIGKILL);
		return true;
	}
	assert_true(plan->done);
	return false;
}

/* ---- what the child does ---- */
static enum err
act_commit(void)
{
	struct book *b = NULL;
	enum err e = book_open(&b, kit.dir, 1, &kit.secret[0]);

	if (e != OK)
		return e;
	plan->on = true;
	e = change(b);
	plan->on = false;
	book_close(b);
	return e;
}

static enum err
act_open(void)
{
	struct book *b = NULL;
	enum err e;

	plan->on = true;
	e = book_open(&b, kit.dir, 1, &kit.secret[0]);
	plan->on = false;
	book_close(b);
	return e;
}

static enum err
act_make(void)
{
	struct book *b = NULL;
	enum err e;

	plan->on = true;
	e = book_make(&b, kit.dir, &kit.first);
	plan->on = false;
	book_close(b);
	return e;
}

/* Of many calls alike, which overwrite a file with zeros, take few. */
static int
next(int at)
{
	return at < 45 ? at + 1 : at + 23;
}

/* The state is whole; make it the older one again. */
static void
whole(void)
{
	struct book *b = kit_open();

	folder_is_clean();
	if (is_newer(b)) {
		seen.newer++;
		reset(b);
	} else
		seen.older++;
	book_close(b);
}

static void
commits(void **state)
{
	struct book *b = kit_make();

	(void)state;
	reset(b);
	book_close(b);
	for (int m = BEFORE; m < MOMENTS; m++)
		for (int at = 1, more = true; more && at < 2000;
		     at = next(at)) {
			bool past = killed(act_commit, at, (enum moment)m);

			/* a call may have no such moment */
			more = plan->count >= at;
			assert_true(past || plan->done);
			whole();
		}
}

/* Die in opening, with what a commit that died left. */
static void
openings(void **state)
{
	struct book *b = kit_make();

	(void)state;
	reset(b);
	book_close(b);
	for (int at = 3; at < 45; at += 3)
		for (int in = 1, more = true; more && in < 2000; in += 9) {
			(void)killed(act_commit, at, AFTER);
			(void)killed(act_open, in, BEFORE);
			more = plan->count >= in;
			whole();
		}
}

static void
makings(void **state)
{
	struct book *b = NULL;

	(void)state;
	for (int m = BEFORE; m < MOMENTS; m++)
		for (int at = 1, more = true; more && at < 2000;
		     at = next(at)) {
			kit_folder("book-kill");
			(void)killed(act_make, at, (enum moment)m);
			more = plan->count >= at;
			if (book_look(kit.dir) == ERR_MISSING) {
				assert_int_equal(
				    book_make(&b, kit.dir, &kit.first), OK);
				book_close(b);
			}
			book_close(kit_open());
			folder_is_clean();
			kit_end();
		}
}

static int
begin(void **state)
{
	(void)state;
	kit_folder("book-kill");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	kit_end();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commits, begin, end),
		cmocka_unit_test_setup_teardown(openings, begin, end),
		cmocka_unit_test(makings),
	};
	int rc;

	plan = mmap(NULL, sizeof(*plan), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (plan == MAP_FAILED)
		return 1;
	kit_begin();
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	(void)printf("%d kills: %d left the older state, %d the newer\n",
	    seen.kills, seen.older, seen.newer);
	return rc;
}
