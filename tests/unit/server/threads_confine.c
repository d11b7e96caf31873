/* threads_confine.c - tests that only confined threads do work. */

#include "confine/confine.h"

#include <sys/epoll.h>

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>

#include "server/confine_kit.h"

static void *
mark_run(void *mark)
{
	*(bool *)mark = true;
	return NULL;
}

/* ---- confining does not cover a thread that exists already ---- */
static struct {
	sem_t go;
	bool ran;
	enum confine_result proved;
	enum start_result started;
} before;

static void *
before_main(void *arg)
{
	pthread_t t;

	while (sem_wait(&before.go) != 0)
		;
	before.proved = confined_prove();
	before.started = confined_thread(&t, mark_run, &before.ran);
	return arg;
}

static int
run_before(void)
{
	int how = 0;
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	pthread_t t;

	if (sem_init(&before.go, 0, 0) != 0 ||
	    pthread_create(&t, NULL, before_main, NULL) != 0 ||
	    confine(&how, &(struct reach){ fd, -1, NULL, 0 }, false) !=
		CONFINE_OK ||
	    sem_post(&before.go) != 0 || pthread_join(t, NULL) != 0)
		return BROKEN;
	if (confined_prove() != CONFINE_OK)
		return 1;
	return before.proved != CONFINE_REFUSED ||
	    before.started != START_UNCONFINED || before.ran;
}

/* ---- a thread started afterwards is confined, and works ---- */
static int
run_after(void)
{
	int how = 0;
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ran = false;
	pthread_t t;

	if (confine(&how, &(struct reach){ fd, -1, NULL, 0 }, false) !=
	    CONFINE_OK)
		return BROKEN;
	return confined_thread(&t, mark_run, &ran) != START_OK ||
	    pthread_join(t, NULL) != 0 || !ran;
}

/* ---- libmicrohttpd's threads are checked in epoll_wait() ---- */
static int
run_wait(void)
{
	struct epoll_event one;
	int how = 0;
	int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (confine(&how, &(struct reach){ fd, -1, NULL, 0 }, false) !=
	    CONFINE_OK)
		return BROKEN;
	return epoll_wait(-1, &one, 1, 0) != -1 || errno != EBADF;
}

/* Marked as confined, but not confined. */
static int
run_wait_open(void)
{
	struct epoll_event one;

	confined_set(CONFINED_FILTER);
	return epoll_wait(-1, &one, 1, 0);
}

static const struct act_row acts[] = {
	{ "a thread started after confining works", run_after },
	{ "a confined thread may call epoll_wait()", run_wait },
};

static void
thread_started_before_confining_is_found(void **state)
{
	(void)state;
	assert_content(twice(run_before, NULL));
}

static void
epoll_wait_aborts_a_thread_that_is_not_confined(void **state)
{
	int status;

	(void)state;
	status = twice(run_wait_open, NULL);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

int
main(void)
{
	static struct rows all;
	int rc;

	if (!kit_begin())
		return 1;
	ROWS(all, act_content, acts);
	ROW(all, epoll_wait_aborts_a_thread_that_is_not_confined);
	if (CONFINED_BUILD)
		ROW(all, thread_started_before_confining_is_found);
	rc = rows_run(&all, "server_threads_confine");
	kit_end();
	return rc;
}
