/* later_confine.c - tests that a stick that is mounted later can be used. */

#include "desk/confine_kit.h"

#include <sys/mount.h>

#include <sched.h>

enum { UNSHARED = 42 };

/* Standard input and output are pipes to the process that mounts. */
static int
run_later(void)
{
	char c;

	if (write(1, "c", 1) != 1 || read(0, &c, 1) != 1)
		return BROKEN;
	return open("/mnt/STICK/inbox", O_RDONLY) < 0 ||
	    !file_make("/mnt/STICK/outbox") ||
	    rename("/mnt/STICK/outbox", "/mnt/STICK/outbox-1") != 0 ||
	    unlink("/mnt/STICK/inbox") != 0;
}

static bool
alone_be(void)
{
	return unshare(CLONE_NEWNS) == 0 &&
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	    mount("none", "/mnt", "tmpfs", 0, NULL) == 0;
}

/* Mount the stick when the child is confined. */
static int
stick_mount(int from, int to)
{
	char c;

	return read(from, &c, 1) != 1 || mkdir("/mnt/STICK", 0700) != 0 ||
	    mount("none", "/mnt/STICK", "tmpfs", 0, NULL) != 0 ||
	    !file_make("/mnt/STICK/inbox") || write(to, "m", 1) != 1;
}

static int
run_mounting(void)
{
	int in[2], out[2];
	int status = 0;
	pid_t pid;

	if (!alone_be())
		return UNSHARED;
	if (pipe(in) != 0 || pipe(out) != 0)
		return BROKEN;
	pid = fork();
	if (pid == 0) {
		if (dup2(in[0], 0) < 0 || dup2(out[1], 1) < 0)
			_exit(BROKEN);
		(void)close(in[1]);
		if (confine(&kit_paths) != CONFINE_OK)
			_exit(BROKEN);
		_exit(run_later());
	}
	(void)close(out[1]);
	if (stick_mount(out[0], in[1]) != 0)
		return BROKEN;
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return BROKEN;
	return WEXITSTATUS(status);
}

static void
later_mount(void **state)
{
	int status = child(run_mounting, NULL);

	(void)state;
	if (WIFEXITED(status) && WEXITSTATUS(status) == UNSHARED)
		skip(); /* only root can mount */
	assert_content(status);
}

int
main(void)
{
	static struct rows all;

	ROW(all, later_mount);
	return _cmocka_run_group_tests("desk_later_confine", all.test, all.n,
	    kit_begin, kit_end);
}
