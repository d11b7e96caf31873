/* confine.c - the filter that leaves this program no network. */

#include "confine.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>
#include <unistd.h>

#include <asm/ioctls.h>
#include <linux/seccomp.h>

#include "os/file.h"

#define CALL(name) SCMP_SYS(name)

/* Allowed with any arguments.  A call that a machine lacks is negative. */
static const int allowed[] = {
#define SYSCALL(name) CALL(name),
#include "os/syscalls.def"
#undef SYSCALL
	/* memory */
	CALL(msync),
	/* the terminal, and signals to this process */
	CALL(getpgrp),
	CALL(getpgid),
	CALL(tgkill),
	CALL(sigaltstack),
	/* files of the desk and the stick */
	CALL(umask),
};

/* Nobody reaches these by mistake: death, and a signal that says so. */
static const int deadly[] = { CALL(socket), CALL(connect), CALL(execve),
	CALL(execveat) };

/* Terminals: what turns the echo off and on or drops what was typed, nothing
 * that types. */
static const unsigned long terminal[] = { TCGETS, TCSETS, TCSETSW, TCSETSF,
	TIOCGPGRP, TIOCGWINSZ, TCFLSH, FIONREAD };

static int
rules_lists(scmp_filter_ctx f)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		if (allowed[i] >= 0)
			rc |=
			    seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		rc |= seccomp_rule_add(f, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
	for (size_t i = 0; i < sizeof(terminal) / sizeof(terminal[0]); i++)
		rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(ioctl), 1,
		    SCMP_A1(SCMP_CMP_EQ, terminal[i], 0));
	return rc;
}

/* Those that depend on what is asked. */
static int
rules_arguments(scmp_filter_ctx f)
{
	int rc = 0;

	/* memory, but none that can be run */
	rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(mmap), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(mprotect), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	/* threads, but no process; clone3 hides its flags: use the old one */
	rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(clone), 1,
	    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	rc |= seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), CALL(clone3), 0);
	/* what is handed over may be read by who carries it: see file.h */
	rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(fchmod), 1,
	    SCMP_A1(SCMP_CMP_EQ, FILE_GIVEN, 0));
	/* limits may be read */
	rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(prlimit64), 1,
	    SCMP_A2(SCMP_CMP_EQ, 0, 0));
	return rc;
}

#ifdef ZEGEL_UNCONFINED /* for memcheck, which does not know seccomp(2) */
enum err
confine(void)
{
	return OK;
}
#else
static enum err
filter_load(void)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc;

	if (f == NULL)
		return ERR_MEMORY;
	rc =
	    seccomp_attr_set(f, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	rc |= rules_lists(f);
	rc |= rules_arguments(f);
	if (rc == 0)
		rc = seccomp_load(f);
	seccomp_release(f);
	return rc == 0 ? OK : ERR_IO;
}

/* The child's life: it must not come to its end. */
static void
child_try(void)
{
	if (filter_load() == OK)
		(void)syscall(SYS_socket, 1, 1, 0);
	(void)syscall(SYS_exit_group, 1);
}

static bool
child_dies(void)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		child_try();
	if (pid <= 0 || waitpid(pid, &status, 0) != pid)
		return false;
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

/* The filter did not hold: the kernel has none, or somebody refuses it. */
static enum err
filter_err(void)
{
	uint32_t action = SCMP_ACT_KILL_PROCESS;

	if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0)
		return ERR_IO;
	return errno == ENOSYS || errno == EINVAL || errno == EOPNOTSUPP
	    ? ERR_VERSION
	    : ERR_IO;
}

enum err
confine(void)
{
	if (!child_dies() || filter_load() != OK)
		return filter_err();
	/* the same filter is on this process: what is not listed fails */
	errno = 0;
	if (syscall(SYS_getppid) != -1 || errno != EPERM)
		return ERR_IO;
	return OK;
}
#endif
