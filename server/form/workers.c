/* workers.c - the threads of the form lane: seal a form, then deposit it. */

#include "form/workers.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "confine/confine.h"
#include "os/container.h"

enum {
	THREADS_MAX = 4, /* and never more than the machine has cores */
};

struct workers {
	struct committer *committer;
	struct clients *clients;
	pthread_mutex_t lock;
	pthread_cond_t more;
	bool stopped;
	struct form_job *first;
	struct form_job **last;
	size_t threads;
	pthread_t thread[THREADS_MAX];
};

/* Called by the committer: the tip is stored, or a page has to say why not. */
static void
deposit_done(struct deposit *d)
{
	struct form_job *job = CONTAINER(d, form_job, deposit);

	job->refused = d->item.result;
	if (job->refused == OK)
		job->done(job);
	else
		workers_put(job->workers, job);
}

/* Hand the job to the committer; false if the limits refuse it now. */
static bool
job_deposit(struct workers *l, struct form_job *job)
{
	struct deposit *d = &job->deposit;

	if (!clients_deposit(l->clients, job->fd, INTAKE_FORM, job->proven))
		return false;
	d->item.envelope = job->work->envelope;
	d->intake = INTAKE_FORM;
	d->done = deposit_done;
	committer_put(l->committer, d);
	return true;
}

static void
job_refuse(struct form_job *job)
{
	form_refused(job->work, &job->snapshot->served, job->language,
	    job->refused);
	job->result = FORM_PAGE;
	job->done(job);
}

static void
job_run(struct workers *l, struct form_job *job)
{
	if (job->refused != OK) {
		job_refuse(job);
		return;
	}
	job->work->day = job->snapshot->day;
	job->result =
	    form_post(job->work, &job->snapshot->served, job->language);
	if (job->result == FORM_PAGE) {
		job->done(job);
		return;
	}
	if (job_deposit(l, job))
		return;
	job->refused = ERR_AGAIN;
	job_refuse(job);
}

/* Wait for the next job; NULL once they stop and none is left. */
static struct form_job *
job_next(struct workers *l)
{
	struct form_job *job;

	pthread_mutex_lock(&l->lock);
	while (l->first == NULL && !l->stopped)
		pthread_cond_wait(&l->more, &l->lock);
	job = l->first;
	if (job != NULL) {
		l->first = job->next;
		if (l->first == NULL)
			l->last = &l->first;
	}
	pthread_mutex_unlock(&l->lock);
	return job;
}

static void *
worker_main(void *arg)
{
	struct workers *l = arg;
	struct form_job *job;

	for (job = job_next(l); job != NULL; job = job_next(l))
		job_run(l, job);
	return NULL;
}

enum start_result
workers_new(struct workers **out, struct committer *c, struct clients *clients)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	struct workers *l = calloc(1, sizeof(*l));
	enum start_result r;

	*out = NULL;
	if (l == NULL)
		return START_NO_MEMORY;
	l->committer = c;
	l->clients = clients;
	l->last = &l->first;
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->more, NULL);
	while (l->threads == 0 ||
	    (l->threads < THREADS_MAX && (long)l->threads < cores)) {
		r = confined_thread(&l->thread[l->threads], worker_main, l);
		if (r != START_OK) {
			workers_free(l);
			return r;
		}
		l->threads++;
	}
	*out = l;
	return START_OK;
}

/* Queue ${job}; false once they stop. */
static bool
job_queue(struct workers *l, struct form_job *job)
{
	bool stopped;

	job->workers = l;
	job->next = NULL;
	pthread_mutex_lock(&l->lock);
	stopped = l->stopped;
	if (!stopped) {
		*l->last = job;
		l->last = &job->next;
		pthread_cond_signal(&l->more);
	}
	pthread_mutex_unlock(&l->lock);
	return !stopped;
}

void
workers_put(struct workers *l, struct form_job *job)
{
	if (job_queue(l, job))
		return;
	job->refused = ERR_AGAIN;
	job_refuse(job);
}

void
workers_stop(struct workers *l)
{
	pthread_mutex_lock(&l->lock);
	l->stopped = true;
	pthread_cond_broadcast(&l->more);
	pthread_mutex_unlock(&l->lock);
	while (l->threads > 0)
		(void)pthread_join(l->thread[--l->threads], NULL);
}

void
workers_free(struct workers *l)
{
	if (l == NULL)
		return;
	workers_stop(l);
	pthread_mutex_destroy(&l->lock);
	pthread_cond_destroy(&l->more);
	free(l);
}
