/* landlock.c - limits this process to a few folders, with Landlock. */

#include "confine/landlock.h"

#include <sys/syscall.h>

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

/* Constants of the kernel: the headers of Debian 12 end before ABI 3. */
enum {
	ABI_LEAST = 2,
	ABI_CUT = 3,    /* knows truncation */
	ABI_TCP = 4,    /* knows TCP ports */
	ABI_DEVICE = 5, /* knows ioctl(2) of devices */
	ABI_SCOPE = 6,  /* knows signals and abstract sockets */
	ASK_ABI = 1,
	BENEATH = 1, /* a rule for what lies beneath a folder */
};

enum {
	FS_WRITE = 1 << 1,
	FS_READ = 1 << 2,
	FS_READ_DIR = 1 << 3,
	FS_REMOVE_DIR = 1 << 4,
	FS_REMOVE_FILE = 1 << 5,
	FS_MAKE_DIR = 1 << 7,
	FS_MAKE_FILE = 1 << 8,
	FS_ALL = (1 << 14) - 1, /* all of ABI 2 */
	FS_CUT = 1 << 14,
	FS_DEVICE = 1 << 15,
	STICK = FS_WRITE | FS_READ | FS_READ_DIR | FS_REMOVE_FILE |
	    FS_MAKE_FILE | FS_CUT,
	FOLDER = STICK | FS_MAKE_DIR | FS_REMOVE_DIR,
	TCP_ALL = 3,   /* bind and connect */
	SCOPE_ALL = 3, /* abstract sockets and signals */
};

/* What is refused unless a rule allows it; older kernels read fewer members. */
struct ruleset {
	uint64_t fs;
	uint64_t tcp;
	uint64_t scoped;
};

struct beneath {
	uint64_t allowed;
	int32_t folder;
} __attribute__((packed));

static size_t
size_known(int abi)
{
	if (abi >= ABI_SCOPE)
		return sizeof(struct ruleset);
	return abi >= ABI_TCP ? offsetof(struct ruleset, scoped)
			      : offsetof(struct ruleset, tcp);
}

static enum confine_result
rule_add(int rules, int folder, uint64_t allowed)
{
	const struct beneath rule = { allowed, folder };

	if (folder < 0)
		return CONFINE_OK;
	return syscall(SYS_landlock_add_rule, rules, BENEATH, &rule, 0) == 0
	    ? CONFINE_OK
	    : CONFINE_REFUSED;
}

static enum confine_result
rules_add(int rules, const struct reach *reach, uint64_t known)
{
	enum confine_result e = rule_add(rules, reach->folder, known & FOLDER);

	if (e == CONFINE_OK)
		e = rule_add(rules, reach->stick, known & STICK);
	for (size_t i = 0; i < reach->reads && e == CONFINE_OK; i++)
		e = rule_add(rules, reach->read[i], FS_READ);
	return e;
}

enum confine_result
landlock_enter(int *abi, const struct reach *reach)
{
	struct ruleset r = { FS_ALL, TCP_ALL, SCOPE_ALL };
	enum confine_result e = CONFINE_REFUSED;
	int fd;

	*abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_ABI);
	if (*abi < 0)
		*abi = -errno;
	if (*abi < ABI_LEAST)
		return CONFINE_NO_LANDLOCK;
	r.fs |= *abi >= ABI_CUT ? FS_CUT : 0;
	r.fs |= *abi >= ABI_DEVICE ? FS_DEVICE : 0;
	fd = (int)syscall(SYS_landlock_create_ruleset, &r, size_known(*abi), 0);
	if (fd < 0)
		return CONFINE_REFUSED;
	if (rules_add(fd, reach, r.fs) == CONFINE_OK &&
	    syscall(SYS_landlock_restrict_self, fd, 0) == 0)
		e = CONFINE_OK;
	(void)close(fd);
	return e;
}
