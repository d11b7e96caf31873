/* confine.c - leaves this program no network, no program and few files. */

#include "confine/confine.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>
#include <unistd.h>

#include <asm/ioctls.h>
#include <linux/seccomp.h>

#include <seccomp.h>

#include "confine/prove.h"
#include "confine/reach.h"
#include "os/file.h"

#define CALL(name) SCMP_SYS(name)
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Allowed with any arguments.  A call that a machine lacks is negative. */
static const int allowed[] = {
#define SYSCALL(name) CALL(name),
#include "os/syscalls.def"
#undef SYSCALL
	/* files of the desk and the stick */
	CALL(umask),
	CALL(getcwd),
	CALL(readlink),
	CALL(readlinkat),
	/* memory */
	CALL(msync),
	/* the terminal, and waiting for it */
	CALL(getpgrp),
	CALL(getpgid),
	CALL(pselect6),
	CALL(pselect6_time64),
	CALL(rt_sigsuspend),
	CALL(rt_sigtimedwait),
	CALL(rt_sigtimedwait_time64),
	CALL(sigaltstack),
	/* libraries ask whether the program has more rights than its user */
	CALL(getuid),
	CALL(geteuid),
	CALL(getgid),
	CALL(getegid),
};

/* No code calls these by mistake, so they kill the process. */
static const int deadly[] = {
	CALL(socket),
	CALL(connect),
	CALL(execve),
	CALL(execveat),
	CALL(ptrace),
	CALL(process_vm_readv),
	CALL(process_vm_writev),
};

/* Terminals: what turns the echo off and on or drops what was typed, nothing
 * that types. */
static const unsigned long terminal[] = { TCGETS, TCSETS, TCSETSW, TCSETSF,
	TIOCGPGRP, TIOCGWINSZ, TCFLSH, FIONREAD };

static int
rules_lists(scmp_filter_ctx f)
{
	int rc = 0;

	for (size_t i = 0; i < COUNT(allowed); i++)
		if (allowed[i] >= 0)
			rc |=
			    seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; i < COUNT(deadly); i++)
		rc |= seccomp_rule_add(f, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
	for (size_t i = 0; i < COUNT(terminal); i++)
		rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(ioctl), 1,
		    SCMP_A1(SCMP_CMP_EQ, terminal[i], 0));
	return rc;
}

/* Calls that are allowed with certain arguments. */
static int
rules_arguments(scmp_filter_ctx f)
{
	const uint32_t yes = SCMP_ACT_ALLOW;
	const scmp_datum_t own = (scmp_datum_t)getpid();
	int rc = 0;

	/* memory, but not executable */
	rc |= seccomp_rule_add(f, yes, CALL(mmap), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	rc |= seccomp_rule_add(f, yes, CALL(mprotect), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	/* threads, no process; ENOSYS: clone3 hides its flags, so use clone */
	rc |= seccomp_rule_add(f, yes, CALL(clone), 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	rc |= seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), CALL(clone3), 0);
	/* files to be handed over, readable by another user: see file.h */
	rc |= seccomp_rule_add(f, yes, CALL(fchmod), 1,
	    SCMP_A1(SCMP_CMP_EQ, FILE_GIVEN, 0));
	/* its own limits may be read */
	rc |= seccomp_rule_add(f, yes, CALL(prlimit64), 2,
	    SCMP_A0(SCMP_CMP_EQ, 0, 0), SCMP_A2(SCMP_CMP_EQ, 0, 0));
	/* signals to itself: raise(3) and abort(3) */
	rc |= seccomp_rule_add(f, yes, CALL(kill), 1,
	    SCMP_A0(SCMP_CMP_EQ, own, 0));
	rc |= seccomp_rule_add(f, yes, CALL(tgkill), 1,
	    SCMP_A0(SCMP_CMP_EQ, own, 0));
	return rc;
}

#ifdef ZEGEL_UNCONFINED /* for memcheck, which does not know seccomp(2) */
enum confine_result
confine(const struct confine_paths *paths)
{
	(void)paths;
	return CONFINE_OK;
}
#else
/* Make the filter, but do not load it; NULL if that fails. */
static scmp_filter_ctx
filter_new(void)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc;

	if (f == NULL)
		return NULL;
	rc =
	    seccomp_attr_set(f, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	rc |= rules_lists(f);
	rc |= rules_arguments(f);
	if (rc == 0)
		return f;
	seccomp_release(f);
	return NULL;
}

/* In the child: load the filter, and die of ${call} before the exit. */
static void
child_try(scmp_filter_ctx f, int call)
{
	if (seccomp_load(f) == 0)
		(void)syscall(call, -1L, 0L, 0L, 0L, 0L, -1L);
	(void)syscall(SYS_exit_group, 1);
}

static bool
child_dies(scmp_filter_ctx f, int call)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		child_try(f, call);
	if (pid <= 0 || waitpid(pid, &status, 0) != pid)
		return false;
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

/* The filter did not hold: the kernel has none, or somebody refuses it. */
static enum confine_result
filter_why(void)
{
	uint32_t action = SCMP_ACT_KILL_PROCESS;

	if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0)
		return CONFINE_REFUSED;
	return errno == ENOSYS || errno == EINVAL || errno == EOPNOTSUPP
	    ? CONFINE_NO_SECCOMP
	    : CONFINE_REFUSED;
}

static enum confine_result
filter_enter(void)
{
	scmp_filter_ctx f = filter_new();
	bool ok = f != NULL;

	for (size_t i = 0; i < COUNT(deadly) && ok; i++)
		ok = child_dies(f, deadly[i]);
	ok = ok && seccomp_load(f) == 0;
	if (f != NULL)
		seccomp_release(f);
	return ok ? CONFINE_OK : filter_why();
}

enum confine_result
confine(const struct confine_paths *paths)
{
	enum confine_result e = reach_enter(paths);

	if (e == CONFINE_OK && close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		e = CONFINE_REFUSED;
	if (e == CONFINE_OK)
		e = filter_enter();
	if (e != CONFINE_OK)
		return e;
	return proved() ? CONFINE_OK : CONFINE_REFUSED;
}
#endif
