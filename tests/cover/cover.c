/* cover.c - lets a confined process write its coverage counts. */

#include <sys/syscall.h>

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "wrap.h"

enum {
	BENEATH = 1,            /* LANDLOCK_RULE_PATH_BENEATH */
	BOTH = 1 << 1 | 1 << 2, /* LANDLOCK_ACCESS_FS_WRITE_FILE, _READ_FILE */
};

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
void __gcov_dump(void);
void cover_rule(long fd);
WRAPPED(void, _exit, int);
WRAPPED(void, abort, void);
WRAPPED(long, syscall, long, long, long, long, long, long, long);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

/* Make the Landlock ruleset ${fd} also allow the folder of the counts. */
void
cover_rule(long fd)
{
	struct {
		uint64_t allowed;
		int32_t folder;
	} __attribute__((packed)) rule = { BOTH, -1 };
	const char *folder = getenv("GCOV_PREFIX");

	if (folder == NULL)
		return;
	rule.folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	(void)REAL(
	    syscall)(SYS_landlock_add_rule, fd, BENEATH, (long)&rule, 0, 0, 0);
	(void)close(rule.folder);
}

/* Weak: unit tests of Landlock and of failures define their own. */
__attribute__((weak)) long
/* NOLINTNEXTLINE(readability-function-size): as many as the kernel takes */
WRAP(syscall)(long number, long a, long b, long c, long d, long e, long f)
{
	if (number == SYS_landlock_restrict_self)
		cover_rule(a);
	if (number == SYS_exit_group)
		__gcov_dump();
	return REAL(syscall)(number, a, b, c, d, e, f);
}

void
WRAP(_exit)(int status)
{
	__gcov_dump();
	REAL(_exit)(status);
}

void
WRAP(abort)(void)
{
	__gcov_dump();
	REAL(abort)();
}
