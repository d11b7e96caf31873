/* cover.c - what counts lines may still do so in a process that is confined. */

#include <sys/syscall.h>

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "wrap.h"

enum {
	BENEATH = 1,            /* a rule for what lies beneath a folder */
	BOTH = 1 << 1 | 1 << 2, /* to write and to read files */
};

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
void __gcov_dump(void);
void cover_rule(long fd);
WRAPPED(void, _exit, int);
WRAPPED(void, abort, void);
WRAPPED(long, syscall, long, long, long, long, long, long, long);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

/* The ruleset ${fd} also allows the folder of the counts. */
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

/* Weak: a test of Landlock has its own. */
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
