/* inside.c - LD_PRELOAD library: a zegel-desk that tries what is forbidden. */

#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <dlfcn.h>
#include <seccomp.h>

enum {
	INHERITED = 9, /* the descriptor that the test leaves open */
};

static long
home_append(void)
{
	static char path[4096];

	(void)snprintf(path, sizeof(path), "%s/.bashrc", getenv("HOME"));
	return open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static long
memory_open(void)
{
	return open("/proc/self/mem", O_RDWR | O_CLOEXEC);
}

static long
parent_signal(void)
{
	const char *pid = getenv("ZEGEL_TEST_PARENT");
	long to = strtol(pid, NULL, 10);

	return syscall(SYS_tgkill, to, to, 0);
}

static long
process_start(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid;
}

static long
inherited_write(void)
{
	return write(INHERITED, "x", 1);
}

static long
socket_make(void)
{
	return syscall(SYS_socket, 2, 1, 0);
}

static long
program_start(void)
{
	return execl("/bin/true", "true", (char *)NULL);
}

static long
folder_make(void)
{
	return openat(AT_FDCWD, "demo/noord/made",
	    O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static long
stick_make(void)
{
	return openat(AT_FDCWD, "demo/stick/made",
	    O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static const struct {
	const char *name;
	long (*run)(void);
} tries[] = {
	{ "append", home_append },
	{ "memory", memory_open },
	{ "signal", parent_signal },
	{ "fork", process_start },
	{ "inherited", inherited_write },
	{ "socket", socket_make },
	{ "exec", program_start },
	{ "folder", folder_make },
	{ "stick", stick_make },
};

static pid_t first; /* children prove that the filter kills */

__attribute__((constructor)) static void
begin(void)
{
	first = getpid();
}

static void
try_it(const char *name)
{
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		long rc;

		if (strcmp(tries[i].name, name) != 0)
			continue;
		errno = 0;
		rc = tries[i].run();
		(void)printf("%s\n", rc < 0 ? strerrorname_np(errno) : "OK");
		(void)fflush(stdout);
		_exit(0);
	}
}

/* The filter is the last step of confine(): try when it is loaded. */
int
seccomp_load(const scmp_filter_ctx f)
{
	int (*real)(const scmp_filter_ctx);
	int rc;

	*(void **)&real = dlsym(RTLD_NEXT, "seccomp_load");
	rc = real(f);
	if (rc == 0 && getpid() == first)
		try_it(getenv("ZEGEL_TEST_TRY"));
	return rc;
}
