/* confine_kit.h - runs child processes in a folder to be confined to. */

#ifndef SERVER_CONFINE_KIT_H
#define SERVER_CONFINE_KIT_H

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "os/process.h"
#include "rows.h"

enum {
	NOBODY = 65534,
	BROKEN = 99, /* exit status: the test could not set itself up */
};

static struct {
	char dir[32]; /* of this test; holds "folder", "stick", "outside" */
	int abstract; /* a datagram socket of the parent */
	pid_t parent;
} kit;

/* ---- a child ---- */
static inline void
nobody_be(void)
{
	if (geteuid() == 0 &&
	    (setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
		setresuid(NOBODY, NOBODY, NOBODY) != 0))
		_exit(BROKEN);
}

/* The child begins as uid 65534; else as root, if the test runs as root. */
static bool as_nobody;

/* Run ${run} in a child, in the folder; return its wait status. */
static inline int
child(int (*run)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (as_nobody)
			nobody_be();
		if (process_begin() != OK || chdir(kit.dir) != 0 ||
		    chdir("folder") != 0)
			_exit(BROKEN);
		_exit(run());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static const void *row;

/* Run ${run} on ${r} both ways; the wait status, which must be the same. */
static inline int
twice(int (*run)(void), const void *r)
{
	int a, b;

	row = r;
	as_nobody = false;
	a = child(run);
	as_nobody = true;
	b = child(run);
	assert_int_equal(a, b);
	return b;
}

/* ---- the folder of all tests ---- */
static inline bool
kit_begin(void)
{
	const bool is_root = geteuid() == 0;
	int fd;

	(void)snprintf(kit.dir, sizeof(kit.dir), "/tmp/zegel-unit.XXXXXX");
	kit.parent = getpid();
	kit.abstract = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (mkdtemp(kit.dir) == NULL || chmod(kit.dir, 0755) != 0 ||
	    chdir(kit.dir) != 0 || mkdir("folder", 0700) != 0 ||
	    mkdir("stick", 0700) != 0)
		return false;
	fd = open("outside", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0 || close(fd) != 0)
		return false;
	return !is_root || chown("folder", NOBODY, NOBODY) == 0;
}

static inline void
kit_end(void)
{
	(void)unlink("outside");
	(void)rmdir("folder");
	(void)rmdir("stick");
	(void)rmdir("new");
	if (chdir("/") == 0)
		(void)rmdir(kit.dir);
}

/* A row of acts: run() returns 0 if all is as it must be. */
struct act_row {
	const char *name;
	int (*run)(void);
};

/* The child exited with status 0. */
static inline void
assert_content(int status)
{
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* The test of a row. */
static inline void
act_content(void **state)
{
	const struct act_row *r = *state;

	assert_content(twice(r->run, NULL));
}

#endif
