/* confine.c - restricts this process: limits, user, Landlock, system calls. */

#include "confine/confine.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <netinet/in.h>

#include <seccomp.h>

#include "confine/privdrop.h"
#include "os/file.h"

#define CALL(name) SCMP_SYS(name)
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum {
	FILES = 16384, /* open descriptors, if the machine allows so many */
};

/* Allowed with any arguments.  A call that a machine lacks is negative. */
static const int allowed[] = {
#define SYSCALL(name) CALL(name),
#include "os/syscalls.def"
#undef SYSCALL
	/* the folder and the stick */
	CALL(rmdir),
	CALL(utimensat),
	CALL(utimensat_time64),
	/* clients; no call here makes a socket */
	CALL(accept4),
	CALL(getpeername),
	CALL(recvfrom),
	CALL(sendmsg),
	CALL(shutdown),
	CALL(epoll_create1),
	CALL(epoll_ctl),
	CALL(epoll_wait),
	CALL(epoll_pwait),
	CALL(eventfd2),
	CALL(timerfd_create),
	CALL(timerfd_settime),
	CALL(timerfd_settime64),
	/* signals, and what a process used */
	CALL(rt_sigtimedwait),
	CALL(rt_sigtimedwait_time64),
	CALL(getrusage),
};

/* No code calls these by mistake, so they kill the process. */
static const int deadly[] = {
	CALL(execve),
	CALL(execveat),
	CALL(ptrace),
	CALL(process_vm_readv),
	CALL(process_vm_writev),
};

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
	return rc;
}

/* Calls that are allowed with certain arguments. */
static int
rules_arguments(scmp_filter_ctx f)
{
	const uint32_t yes = SCMP_ACT_ALLOW;
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
	/* only its own limits, and signals to itself: abort(3) */
	rc |= seccomp_rule_add(f, yes, CALL(prlimit64), 1,
	    SCMP_A0(SCMP_CMP_EQ, 0, 0));
	rc |= seccomp_rule_add(f, yes, CALL(tgkill), 1,
	    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	/* send only to the connected peer; set only these options */
	rc |= seccomp_rule_add(f, yes, CALL(sendto), 1,
	    SCMP_A4(SCMP_CMP_EQ, 0, 0));
	rc |= seccomp_rule_add(f, yes, CALL(setsockopt), 1,
	    SCMP_A1(SCMP_CMP_EQ, IPPROTO_TCP, 0));
	rc |= seccomp_rule_add(f, yes, CALL(setsockopt), 2,
	    SCMP_A1(SCMP_CMP_EQ, SOL_SOCKET, 0),
	    SCMP_A2(SCMP_CMP_EQ, SO_MAX_PACING_RATE, 0));
	return rc;
}

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

static enum confine_result
filter_enter(void)
{
	scmp_filter_ctx f = filter_new();
	enum confine_result e = CONFINE_OK;

	if (f == NULL)
		return CONFINE_REFUSED;
	for (size_t i = 0; i < COUNT(deadly) && e == CONFINE_OK; i++)
		if (!child_dies(f, deadly[i]))
			e = CONFINE_REFUSED;
	if (e == CONFINE_OK && seccomp_load(f) != 0)
		e = CONFINE_REFUSED;
	seccomp_release(f);
	return e;
}

/* Call it while still root, who may raise the limit of locked memory. */
static enum confine_result
limits_set(void)
{
	struct rlimit files = { 0, 0 };
	const struct rlimit locked = { CONFINE_LOCKED, CONFINE_LOCKED };

	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return CONFINE_REFUSED;
	if (files.rlim_max > FILES)
		files.rlim_max = FILES;
	files.rlim_cur = files.rlim_max;
	if (geteuid() == 0) /* if root may not: locked_new() will notice */
		(void)setrlimit(RLIMIT_MEMLOCK, &locked);
	return setrlimit(RLIMIT_NOFILE, &files) == 0 ? CONFINE_OK
						     : CONFINE_REFUSED;
}

void
confined_print(char out[static CONFINED_TEXT], int how)
{
	if (how == CONFINED_NOT)
		snprintf(out, CONFINED_TEXT, "NOT CONFINED: a build for tests");
	else if (how == CONFINED_FILTER)
		snprintf(out, CONFINED_TEXT, "SECCOMP ONLY: no Landlock here");
	else
		snprintf(out, CONFINED_TEXT, "seccomp and Landlock %d", how);
}

#ifdef ZEGEL_UNCONFINED
enum confine_result
confine(int *how, const struct reach *reach, bool bare)
{
	enum confine_result e = limits_set();

	(void)bare;
	*how = CONFINED_NOT;
	return e == CONFINE_OK ? privdrop(reach->folder, reach->stick >= 0) : e;
}

enum confine_result
confine_threads(void)
{
	return CONFINE_OK;
}
#else
enum confine_result
confine(int *how, const struct reach *reach, bool bare)
{
	enum confine_result e = limits_set();

	if (e == CONFINE_OK)
		e = privdrop(reach->folder, reach->stick >= 0);
	if (e == CONFINE_OK)
		e = reach_enter(how, reach);
	if (e == CONFINE_NO_LANDLOCK && bare) {
		*how = CONFINED_FILTER;
		e = privdrop_rest();
	}
	if (e == CONFINE_OK)
		e = filter_enter();
	if (e != CONFINE_OK)
		return e;
	confined_set(*how);
	return confined_prove();
}

enum confine_result
confine_threads(void)
{
	const struct rlimit none = { 0, 0 };

	return setrlimit(RLIMIT_NPROC, &none) == 0 ? CONFINE_OK
						   : CONFINE_REFUSED;
}
#endif
