/* process.c - tests process_begin() and locked memory. */

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "rows.h"

#include "os/process.h"
#include "wrap.h"

/* The call named by failing fails from its fail_at-th time on. */
enum call { NONE, OPEN, CLOSE, SETRLIMIT, PRCTL, SODIUM_INIT, MLOCK };

static enum call failing;
static int fail_at;

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(int, open, const char *, int, ...);
WRAPPED(int, close, int);
WRAPPED(int, setrlimit, int, const struct rlimit *);
WRAPPED(int, prctl, int, ...);
WRAPPED(int, sodium_init, void);
WRAPPED(int, mlock, const void *, size_t);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static bool
fails(enum call call)
{
	return call == failing && --fail_at <= 0;
}

/* Passes no mode on: process.c creates no file. */
int
WRAP(open)(const char *name, int flags, ...)
{
	return fails(OPEN) ? -1 : REAL(open)(name, flags);
}

int
WRAP(close)(int fd)
{
	int rc = REAL(close)(fd);

	return fails(CLOSE) ? -1 : rc;
}

int
WRAP(setrlimit)(int what, const struct rlimit *limit)
{
	return fails(SETRLIMIT) ? -1 : REAL(setrlimit)(what, limit);
}

int
WRAP(prctl)(int what, ...)
{
	va_list ap;
	unsigned long v;

	va_start(ap, what);
	v = va_arg(ap, unsigned long);
	va_end(ap);
	return fails(PRCTL) ? -1 : REAL(prctl)(what, v, 0UL, 0UL, 0UL);
}

int
WRAP(sodium_init)(void)
{
	return fails(SODIUM_INIT) ? -1 : REAL(sodium_init)();
}

int
WRAP(mlock)(const void *p, size_t n)
{
	return fails(MLOCK) ? -1 : REAL(mlock)(p, n);
}

/* Call ${run} in a child and return its result; -1 if a signal killed it. */
static int
child(int (*run)(void))
{
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		(void)signal(SIGSEGV, SIG_DFL);
		_exit(run());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
begin(void)
{
	return (int)process_begin();
}

/* Check the promises of process_begin(): 0, or the first that is broken. */
static int
promised(void)
{
	struct rlimit core;
	struct stat st;
	static const struct rlimit some = { 4096, RLIM_INFINITY };

	if (REAL(setrlimit)(RLIMIT_CORE, &some) != 0 && errno != EPERM)
		return 1;
	umask(0);
	if (process_begin() != OK)
		return 2;
	if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 ||
	    core.rlim_max != 0)
		return 3;
	if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
		return 4;
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return 5;
	if (umask(0) != 077)
		return 6;
	for (int fd = 0; fd <= 2; fd++)
		if (fstat(fd, &st) != 0)
			return 7;
	return fcntl(3, F_GETFD) == -1 ? 0 : 8;
}

static int
promised_without_descriptors(void)
{
	for (int fd = 0; fd < 16; fd++)
		(void)REAL(close)(fd);
	return promised();
}

static int
closed_from_3(void)
{
	for (int fd = 3; fd < 16; fd++)
		(void)REAL(close)(fd);
	return promised();
}

static void
begin_keeps_its_promises(void **state)
{
	(void)state;
	assert_int_equal(child(closed_from_3), 0);
	assert_int_equal(child(promised_without_descriptors), 0);
}

static const struct fault_row {
	const char *name;
	enum call call;
	int at;
} faults[] = {
	{ "opening /dev/null", OPEN, 1 },
	{ "closing /dev/null", CLOSE, 1 },
	{ "setting the core limit", SETRLIMIT, 1 },
	{ "clearing dumpable", PRCTL, 1 },
	{ "setting no new privileges", PRCTL, 2 },
	{ "starting libsodium", SODIUM_INIT, 1 },
};

static void
begin_reports_a_failure_of(void **state)
{
	const struct fault_row *row = *state;

	failing = row->call;
	fail_at = row->at;
	assert_int_equal(child(begin), ERR_IO);
	failing = NONE;
}

/* True if the kernel lists ${flag} for the mapping that holds ${p}. */
static bool
has_flag(const void *p, const char *flag)
{
	FILE *f = fopen("/proc/self/smaps", "r");
	char line[512];
	bool here = false;
	bool found = false;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		char *end;
		uintptr_t from = strtoull(line, &end, 16);

		if (*end == '-')
			here = (uintptr_t)p >= from &&
			    (uintptr_t)p < strtoull(end + 1, NULL, 16);
		if (here && strncmp(line, "VmFlags:", 8) == 0)
			found = strstr(line, flag) != NULL;
	}
	(void)fclose(f);
	return found;
}

static void
locked_memory_is_zeroed_locked_and_not_dumped(void **state)
{
	uint8_t *p = locked_new(5000);

	(void)state;
	assert_non_null(p);
	assert_true(sodium_is_zero(p, 5000));
	p[4999] = 7;
	/* locked; the mlock() of a sanitizer does nothing */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	assert_true(has_flag(p, " lo"));
#endif
	assert_true(has_flag(p, " dd")); /* not in a core dump */
	locked_free(p);
	locked_free(NULL);
}

static int
write_behind(void)
{
	volatile uint8_t *p = locked_new(5000);

	if (p == NULL)
		return 1;
	p[5000] = 1;
	return 0;
}

static void
writing_beyond_locked_memory_kills(void **state)
{
	(void)state;
	assert_int_not_equal(child(write_behind), 0);
}

static void
locked_new_refuses_an_impossible_size(void **state)
{
	(void)state;
	assert_null(locked_new(SIZE_MAX));
}

/* sodium_malloc() ignores a failed mlock(); locked_new() must not. */
static void
locked_new_fails_if_mlock_fails(void **state)
{
	(void)state;
	failing = MLOCK;
	fail_at = 1;
	assert_null(locked_new(100));
	fail_at = 2;
	assert_null(locked_new(100));
	failing = NONE;
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0)
		return 1;
	ROWS(all, begin_reports_a_failure_of, faults);
	ROW(all, begin_keeps_its_promises);
	ROW(all, locked_memory_is_zeroed_locked_and_not_dumped);
	ROW(all, writing_beyond_locked_memory_kills);
	ROW(all, locked_new_refuses_an_impossible_size);
	ROW(all, locked_new_fails_if_mlock_fails);
	return rows_run(&all, __FILE__);
}
