/* fail.h - makes each call of a table fail in turn, each in a new process. */

#ifndef SERVER_FAIL_H
#define SERVER_FAIL_H

#include <sys/syscall.h>

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

#include "server/fail_calls.h"
#include "wrap.h"

#define FAIL_NAME(type, name, ...) FAIL_##name,
#define FAIL_TEXT(type, name, ...) #name,

/* The calls of the table, then those that fail.h defines itself. */
enum {
	FAIL_PLAIN(FAIL_NAME) FAIL_open,
	FAIL_openat,
	FAIL_write,
	FAIL_prctl,
	FAIL_syscall,
	FAIL_seccomp_rule_add,
	FAIL_mdb_txn_commit,
	FAIL_MHD_add_connection,
	FAIL_CALLS,
};

static const char *const fail_names[FAIL_CALLS] = {
	FAIL_PLAIN(FAIL_TEXT) "open", "openat", "write", "prctl", "syscall",
	"seccomp_rule_add", "mdb_txn_commit", "MHD_add_connection"
};

/* Shared with the processes in which calls fail. */
struct fail_plan {
	int call; /* which fails, at its ${at}th time from 1 on; -1: none */
	int at;
	bool stays; /* fails every time after that too */
	atomic_int count[FAIL_CALLS];
};

static struct fail_plan *fail_plan;
static bool fail_on;     /* in this process */
static bool fail_really; /* confine the process for real */

static bool
fails(int call)
{
	int n;

	if (!fail_on)
		return false;
	n = 1 + atomic_fetch_add(&fail_plan->count[call], 1);
	return call == fail_plan->call &&
	    (n == fail_plan->at || (fail_plan->stays && n > fail_plan->at));
}

/* NOLINTBEGIN: what --wrap asks for */
#define FAIL_DEFINE(type, name, parameters, arguments, value, error) \
	type REAL(name) parameters;                                  \
	type WRAP(name) parameters;                                  \
	type WRAP(name) parameters                                   \
	{                                                            \
		if (fails(FAIL_##name)) {                            \
			errno = error;                               \
			return value;                                \
		}                                                    \
		return REAL(name) arguments;                         \
	}

FAIL_PLAIN(FAIL_DEFINE)

WRAPPED(int, open, const char *, int, ...);
WRAPPED(int, openat, int, const char *, int, ...);
WRAPPED(ssize_t, write, int, const void *, size_t);
WRAPPED(int, prctl, int, long, long, long, long);
WRAPPED(long, syscall, long, long, long, long, long, long, long);
WRAPPED(int, seccomp_rule_add, scmp_filter_ctx, uint32_t, int, unsigned, ...);
WRAPPED(int, mdb_txn_commit, MDB_txn *);
WRAPPED(int, nanosleep, const struct timespec *, struct timespec *);
WRAPPED(enum MHD_Result, MHD_add_connection, struct MHD_Daemon *, int,
    const struct sockaddr *, socklen_t);
WRAPPED(enum err, confine, int *, const struct reach *, bool);

/* Defined only in a build that measures coverage; see tests/cover. */
__attribute__((weak)) void cover_rule(long ruleset);

int
WRAP(open)(const char *path, int flags, ...)
{
	if (!fails(FAIL_open))
		return REAL(open)(path, flags, 0600);
	errno = ENFILE;
	return -1;
}

int
WRAP(openat)(int at, const char *path, int flags, ...)
{
	if (!fails(FAIL_openat))
		return REAL(openat)(at, path, flags, 0600);
	errno = (flags & O_CREAT) != 0 ? ENOSPC : EIO;
	return -1;
}

/* The failure is that of a full disk, so standard error still works. */
ssize_t
WRAP(write)(int fd, const void *p, size_t n)
{
	if (fd == STDERR_FILENO || !fails(FAIL_write))
		return REAL(write)(fd, p, n);
	errno = ENOSPC;
	return -1;
}

int
WRAP(prctl)(int what, long a, long b, long c, long d)
{
	return fails(FAIL_prctl) ? -1 : REAL(prctl)(what, a, b, c, d);
}

long
WRAP(syscall)(long number, long a, long b, long c, long d, long e, long f)
{
	if (number == SYS_landlock_restrict_self && cover_rule != NULL)
		cover_rule(a);
	if (!fails(FAIL_syscall))
		return REAL(syscall)(number, a, b, c, d, e, f);
	errno = EINVAL;
	return -1;
}

int
WRAP(seccomp_rule_add)(scmp_filter_ctx f, uint32_t act, int call, unsigned n,
    ...)
{
	struct scmp_arg_cmp one;
	va_list more;

	if (fails(FAIL_seccomp_rule_add))
		return -ENOMEM;
	if (n == 0)
		return REAL(seccomp_rule_add)(f, act, call, 0);
	va_start(more, n);
	one = va_arg(more, struct scmp_arg_cmp);
	va_end(more);
	return REAL(seccomp_rule_add)(f, act, call, 1, one);
}

/* A commit frees its transaction even if it fails. */
int
WRAP(mdb_txn_commit)(MDB_txn *txn)
{
	if (!fails(FAIL_mdb_txn_commit))
		return REAL(mdb_txn_commit)(txn);
	mdb_txn_abort(txn);
	return ENOSPC;
}

/* libmicrohttpd closes a connection that it does not accept. */
enum MHD_Result
WRAP(MHD_add_connection)(struct MHD_Daemon *d, int fd,
    const struct sockaddr *at, socklen_t n)
{
	if (!fails(FAIL_MHD_add_connection))
		return REAL(MHD_add_connection)(d, fd, at, n);
	(void)close(fd);
	return MHD_NO;
}

/* Do not wait in a process with failing calls. */
int
WRAP(nanosleep)(const struct timespec *t, struct timespec *left)
{
	return fail_on ? 0 : REAL(nanosleep)(t, left);
}

enum err
WRAP(confine)(int *how, const struct reach *reach, bool bare)
{
	if (fail_really)
		return REAL(confine)(how, reach, bare);
	*how = CONFINED_NOT;
	return OK;
}
/* NOLINTEND */

/* ---- processes that fail ---- */
enum {
	FAIL_MOST = 4000, /* calls of one function; more means a loop */
	FAIL_SECONDS = 60,
};

/* A test: ${act} runs in a process of its own, while one call fails. */
struct fail_row {
	const char *name;
	void (*ready)(void);      /* before each try, without failures */
	int (*act)(void);         /* in the child; its exit status */
	bool (*well)(int status); /* afterwards: is all as it must be? */
	bool confined;            /* the child really confines itself */
};

/* The long form tries every time of a call, also with failures that stay. */
static bool fail_long;

/* Zeroed memory shared with children. */
static inline void *
fail_shared(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_true(p != MAP_FAILED);
	return p;
}

static inline void
fail_begin(int argc, char **argv)
{
	fail_long = argc > 1 && strcmp(argv[1], "long") == 0;
	fail_plan = fail_shared(sizeof(*fail_plan));
}

/* The child; its output goes to the file "said". */
static inline int
fail_child(const struct fail_row *r)
{
	int rc;

	if (freopen("said", "w", stdout) == NULL ||
	    dup2(STDOUT_FILENO, STDERR_FILENO) < 0)
		return 99;
	(void)alarm(FAIL_SECONDS); /* end a child that hangs */
	fail_really = r->confined;
	fail_on = true;
	rc = r->act();
	fail_on = false;
	return rc;
}

static inline int
fail_fork(const struct fail_row *r)
{
	int status = -1;
	pid_t pid;

	for (size_t i = 0; i < FAIL_CALLS; i++)
		atomic_store(&fail_plan->count[i], 0);
	(void)fflush(NULL);
	pid = fork();
	if (pid == 0)
		exit(fail_child(r));
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

/* How often the child of the last try made each call. */
static int fail_made[FAIL_CALLS];

/* Try with ${call} failing at its ${at}th time; false if it had fewer. */
static inline bool
fail_once(const struct fail_row *r, int call, int at, bool stays)
{
	int status;

	r->ready();
	*fail_plan =
	    (struct fail_plan){ .call = call, .at = at, .stays = stays };
	status = fail_fork(r);
	for (size_t i = 0; i < FAIL_CALLS; i++)
		fail_made[i] = atomic_load(&fail_plan->count[i]);
	if (call >= 0 && fail_made[call] < at)
		return false;
	if (!r->well(status))
		fail_msg("%s: %s fails at call %d%s: exit status %d", r->name,
		    call < 0 ? "nothing" : fail_names[call], at,
		    stays ? " and after" : "", status);
	return true;
}

/* The short form skips many, as a sanitizer is slow. */
static inline bool
fail_chosen(int at, int most)
{
	const int few = CONFINED_BUILD ? 6 : 3;

	return fail_long || at <= few || at == most || at % (2 * few) == 0;
}

/* Make each call fail at each of its times, once and for good. */
static inline void
fail_each(const struct fail_row *r)
{
	int tried = 0;
	int most[FAIL_CALLS];

	(void)fail_once(r, -1, 0, false);
	memcpy(most, fail_made, sizeof(most));
	for (int call = 0; call < FAIL_CALLS; call++) {
		/* libseccomp calls malloc() too, and that is not our code */
		if (r->confined && call == FAIL_malloc)
			continue;
		assert_in_range(most[call], 0, FAIL_MOST);
		for (int at = 1; at <= most[call]; at++) {
			if (!fail_chosen(at, most[call]))
				continue;
			tried += fail_once(r, call, at, false);
			if (fail_long || at == 1)
				tried += fail_once(r, call, at, true);
		}
	}
	print_message("# %s: %d failing calls\n", r->name, tried);
	assert_true(tried > 0 || !CONFINED_BUILD);
}

#endif
