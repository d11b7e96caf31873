/* confine.c - tests which calls the filter kills, refuses and allows. */

#include "confine.h"

#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

#include "os/process.h"
#include "rows.h"

static void
do_socket(void)
{
	(void)syscall(SYS_socket, 2, 1, 0);
}

static void
do_connect(void)
{
	(void)syscall(SYS_connect, 0, NULL, 0);
}

static void
do_execve(void)
{
	(void)syscall(SYS_execve, "/bin/true", NULL, NULL);
}

struct death_row {
	const char *name;
	void (*run)(void);
};

static const struct death_row deaths[] = {
	{ "socket", do_socket },
	{ "connect", do_connect },
	{ "execve", do_execve },
};

/* Call ${run} in a confined child and return the wait status. */
static int
confined(void (*run)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (process_begin() != OK || confine() != OK)
			_exit(99);
		run();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
death(void **state)
{
	const struct death_row *r = *state;
	int status = confined(r->run);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSYS);
}

/* Each call must fail; the child's exit status says which did not. */
static void
do_refused(void)
{
	static const long calls[] = { SYS_ptrace, SYS_socketpair, SYS_bind,
		SYS_sendto, SYS_kill, SYS_setuid, SYS_mount, SYS_fchmodat,
		SYS_symlinkat, SYS_io_uring_setup };

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		errno = 0;
		if (syscall(calls[i], 0, 0, 0, 0) != -1 || errno != EPERM)
			_exit((int)i + 1);
	}
	if (ioctl(0, TIOCSTI, "x") != -1 || errno != EPERM)
		_exit(50);
	if (mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0) != MAP_FAILED)
		_exit(51);
	if (syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) != -1 || errno != EPERM)
		_exit(52);
}

static void
refused(void **state)
{
	(void)state;
	assert_int_equal(confined(do_refused), 0);
}

static void *
thread_run(void *p)
{
	*(int *)p = 7;
	return p;
}

static void
do_work(void)
{
	pthread_t t;
	int v = 0;
	void *locked = locked_new(100);
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (locked == NULL || fd < 0 || write(fd, "x", 1) != 1)
		_exit(1);
	locked_free(locked);
	if (pthread_create(&t, NULL, thread_run, &v) != 0 ||
	    pthread_join(t, NULL) != 0 || v != 7)
		_exit(2);
	if (sysconf(_SC_NPROCESSORS_ONLN) < 1 || sysconf(_SC_PHYS_PAGES) < 1)
		_exit(3);
}

static void
work(void **state)
{
	(void)state;
	assert_int_equal(confined(do_work), 0);
}

/* confine() must fail where it cannot prove that the filter kills. */
static void
do_confine_again(void)
{
	if (confine() == OK)
		_exit(1);
}

static void
fails_closed(void **state)
{
	(void)state;
	/* a confined process cannot fork the child for the proof */
	assert_int_equal(confined(do_confine_again), 0);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, death, deaths);
	ROW(all, refused);
	ROW(all, work);
	ROW(all, fails_closed);
	return rows_run(&all, __FILE__);
}
