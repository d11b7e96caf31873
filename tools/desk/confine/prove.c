/* prove.c - this process tries what confine() forbids. */

#include "confine/prove.h"

#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <unistd.h>

/* Each must fail with EPERM; if one does not, its arguments do no harm. */
static const struct {
	long call;
	long arg[3];
} refused[] = {
	{ SYS_bind, { -1, 0, 0 } },
	{ SYS_listen, { -1, 0, 0 } },
	{ SYS_accept4, { -1, 0, 0 } },
	{ SYS_sendto, { -1, 0, 0 } },
	{ SYS_clone, { CLONE_SIGHAND, 0, 0 } }, /* a process; else EINVAL */
	{ SYS_kill, { 0, 0, 0 } },
	{ SYS_tkill, { 1, 0, 0 } },
	{ SYS_tgkill, { 1, 1, 0 } },
	{ SYS_prlimit64, { 1, RLIMIT_CORE, 0 } },
	{ SYS_prlimit64, { 0, RLIMIT_CORE, 1 } }, /* else EFAULT */
	{ SYS_memfd_create, { 0, -1, 0 } },
	{ SYS_ioctl, { -1, TIOCSTI, 0 } },
	{ SYS_setresuid, { -1, -1, -1 } },
	{ SYS_unshare, { 0, 0, 0 } },
	{ SYS_setns, { -1, 0, 0 } },
	{ SYS_bpf, { -1, 0, 0 } },
	{ SYS_io_uring_setup, { 0, 0, 0 } },
	{ SYS_mknodat, { -1, 0, 0 } },
	{ SYS_fchmod, { -1, 0, 0 } },
	{ SYS_getppid, { 0, 0, 0 } },
};

static bool
calls_refused(void)
{
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		const long *a = refused[i].arg;

		errno = 0;
		if (syscall(refused[i].call, a[0], a[1], a[2], 0L, 0L, 0L) !=
			-1 ||
		    errno != EPERM)
			return false;
	}
	return true;
}

static bool
files_refused(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return errno == EACCES;
	(void)close(fd);
	return false;
}

bool
proved(void)
{
	return calls_refused() && files_refused();
}
