/* prove.c - each thread proves that it is confined before it works. */

#include "confine/confine.h"

#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stddef.h>
#include <unistd.h>

/* Each must fail with EPERM; if one does not, its arguments do no harm. */
static const struct {
	long call;
	long arg[3];
} refused[] = {
	{ SYS_socket, { -1, -1, -1 } },
	{ SYS_socketpair, { -1, -1, -1 } },
	{ SYS_connect, { -1, 0, 0 } },
	{ SYS_bind, { -1, 0, 0 } },
	{ SYS_listen, { -1, 0, 0 } },
	{ SYS_kill, { 0, 0, 0 } },
	{ SYS_setresuid, { -1, -1, -1 } },
	{ SYS_unshare, { 0, 0, 0 } },
	{ SYS_setns, { -1, 0, 0 } },
	{ SYS_bpf, { -1, 0, 0 } },
	{ SYS_io_uring_setup, { 0, 0, 0 } },
	{ SYS_mknodat, { -1, 0, 0 } },
	{ SYS_fchmod, { -1, 0, 0 } },
};

/*
 * How the whole process is confined, which the kernel does not tell.  Set once,
 * while there is one thread.
 */
static int held = CONFINED_NOT;

void
confined_set(int how)
{
	held = how;
}

static bool
calls_refused(void)
{
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		const long *a = refused[i].arg;

		errno = 0;
		if (syscall(refused[i].call, a[0], a[1], a[2]) != -1 ||
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

enum confine_result
confined_prove(void)
{
	if (held == CONFINED_NOT)
		return CONFINE_OK;
	return calls_refused() && (held == CONFINED_FILTER || files_refused())
	    ? CONFINE_OK
	    : CONFINE_REFUSED;
}

/* What a new thread has to know until its proof. */
struct first {
	void *(*run)(void *);
	void *arg;
	sem_t tried;
	enum start_result result;
};

static void *
thread_main(void *arg)
{
	struct first *f = arg;
	void *(*run)(void *) = f->run;
	void *its = f->arg;
	bool proved = confined_prove() == CONFINE_OK;

	f->result = proved ? START_OK : START_UNCONFINED;
	(void)sem_post(&f->tried); /* from here on ${f} may be gone */
	return proved ? run(its) : NULL;
}

enum start_result
confined_thread(pthread_t *thread, void *(*run)(void *), void *arg)
{
	struct first f = { run, arg, .result = START_NO_MEMORY };

	(void)sem_init(&f.tried, 0, 0);
	if (pthread_create(thread, NULL, thread_main, &f) == 0) {
		while (sem_wait(&f.tried) != 0) /* a signal came */
			;
		if (f.result != START_OK)
			(void)pthread_join(*thread, NULL);
	}
	(void)sem_destroy(&f.tried);
	return f.result;
}
