/* landlock.c - limits this thread to a few folders and files, for good. */

#include "os/landlock.h"

#include <sys/syscall.h>

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

/* Constants of the kernel: the headers of Debian 12 end before ABI 3. */
enum {
	ABI_LEAST = 2,
	ABI_CUT = 3,    /* knows truncation */
	ABI_TCP = 4,    /* knows TCP ports */
	ABI_DEVICE = 5, /* knows ioctl(2) of devices */
	ABI_SCOPE = 6,  /* knows signals and abstract sockets */
	ASK_ABI = 1,
	BENEATH = 1, /* a rule for a file, or for what is beneath a folder */
};

enum {
	FS_ALL = (1 << 14) - 1, /* all of ABI 2 */
	TCP_ALL = 3,            /* bind and connect */
	SCOPE_ALL = 3,          /* abstract sockets and signals */
};

/* What is refused unless a rule allows it; older kernels read fewer members. */
struct ruleset {
	uint64_t fs;
	uint64_t tcp;
	uint64_t scoped;
};

struct beneath {
	uint64_t allowed;
	int32_t fd;
} __attribute__((packed));

static size_t
size_known(int abi)
{
	if (abi >= ABI_SCOPE)
		return sizeof(struct ruleset);
	return abi >= ABI_TCP ? offsetof(struct ruleset, scoped)
			      : offsetof(struct ruleset, tcp);
}

void
landlock_begin(struct landlock *l)
{
	struct ruleset r = { FS_ALL, TCP_ALL, SCOPE_ALL };

	*l = (struct landlock){ .fd = -1 };
	l->abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_ABI);
	if (l->abi < 0)
		l->abi = -errno;
	if (l->abi < ABI_LEAST)
		return;
	r.fs |= l->abi >= ABI_CUT ? LANDLOCK_CUT : 0;
	r.fs |= l->abi >= ABI_DEVICE ? LANDLOCK_DEVICE : 0;
	l->known = r.fs;
	l->fd = (int)syscall(SYS_landlock_create_ruleset, &r,
	    size_known(l->abi), 0);
	l->bad = l->fd < 0;
}

void
landlock_allow(struct landlock *l, int fd, uint64_t rights)
{
	const struct beneath rule = { rights & l->known, fd };

	if (l->fd < 0 || l->bad || fd < 0)
		return;
	l->bad = syscall(SYS_landlock_add_rule, l->fd, BENEATH, &rule, 0) != 0;
}

enum err
landlock_enter(struct landlock *l)
{
	enum err e = ERR_IO;

	if (l->abi < ABI_LEAST)
		return ERR_VERSION;
	if (!l->bad && syscall(SYS_landlock_restrict_self, l->fd, 0) == 0)
		e = OK;
	if (l->fd >= 0)
		(void)close(l->fd);
	l->fd = -1;
	return e;
}
