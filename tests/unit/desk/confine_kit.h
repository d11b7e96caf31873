/* confine_kit.h - runs child processes that are confined to a folder. */

#ifndef DESK_CONFINE_KIT_H
#define DESK_CONFINE_KIT_H

#include <sys/stat.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "confine/confine.h"
#include "os/process.h"
#include "remove.h"
#include "rows.h"

enum {
	BROKEN = 99, /* exit status: the test could not set itself up */
};

/* The working directory; holds desk/, stick/, out/, home/.bashrc, given. */
static char kit_dir[32];
static pid_t kit_parent;
static int inherited; /* a descriptor of home/.bashrc, open for writing */

static const struct confine_paths kit_paths = {
	.write = { "desk", NULL, "stick", "nothing here" },
	.make = { "out/directory" },
	.read = { "given" },
};

static inline bool
file_make(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	return fd >= 0 && write(fd, "x", 1) == 1 && close(fd) == 0;
}

static inline int
kit_begin(void **state)
{
	static const char *const folders[] = { "desk", "stick", "out", "home" };

	(void)state;
	(void)snprintf(kit_dir, sizeof(kit_dir), "/tmp/zegel-unit.XXXXXX");
	kit_parent = getpid();
	if (mkdtemp(kit_dir) == NULL || chdir(kit_dir) != 0)
		return 1;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (mkdir(folders[i], 0700) != 0)
			return 1;
	inherited = open("home/.bashrc", O_WRONLY | O_CREAT, 0600);
	return inherited < 0 || !file_make("given") ||
	    symlink("../home/.bashrc", "desk/link") != 0;
}

static inline int
kit_end(void **state)
{
	(void)state;
	return chdir("/") != 0 || !remove_tree(kit_dir);
}

/* Call ${run} in a child, after confine() with ${paths}; the wait status. */
static inline int
child(int (*run)(void), const struct confine_paths *paths)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (process_begin() != OK ||
		    (paths != NULL && confine(paths) != CONFINE_OK))
			_exit(BROKEN);
		_exit(run());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* The child exited with status 0. */
static inline void
assert_content(int status)
{
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* A row of acts: run() returns 0 if all is as it must be. */
struct act_row {
	const char *name;
	int (*run)(void);
};

#endif
