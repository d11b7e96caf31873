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
job_deposit(struct workers *w, struct form_job *job)
{
	struct deposit *d = &job->deposit;

	if (!clients_deposit(w->clients, job->fd, INTAKE_FORM, job->proven))
		return false;
	d->item.envelope = job->work->envelope;
	d->intake = INTAKE_FORM;
	d->done = deposit_done;
	committer_put(w->committer, d);
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
job_run(struct workers *w, struct form_job *job)
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
	if (job_deposit(w, job))
		return;
	job->refused = ERR_AGAIN;
	job_refuse(job);
}

/* Wait for the next job; NULL once they stop and none is left. */
static struct form_job *
job_next(struct workers *w)
{
	struct form_job *job;

	pthread_mutex_lock(&w->lock);
	while (w->first == NULL && !w->stopped)
		pthread_cond_wait(&w->more, &w->lock);
	job = w->first;
	if (job != NULL) {
		w->first = job->next;
		if (w->first == NULL)
			w->last = &w->first;
	}
	pthread_mutex_unlock(&w->lock);
	return job;
}

static void *
worker_main(void *arg)
{
	struct workers *w = arg;
	struct form_job *job;

	for (job = job_next(w); job != NULL; job = job_next(w))
		job_run(w, job);
	return NULL;
}

enum start_result
workers_new(struct workers **out, struct committer *c, struct clients *clients)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	struct workers *w = calloc(1, sizeof(*w));
	enum start_result r;

	*out = NULL;
	if (w == NULL)
		return START_NO_MEMORY;
	w->committer = c;
	w->clients = clients;
	w->last = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	while (w->threads == 0 ||
	    (w->threads < THREADS_MAX && (long)w->threads < cores)) {
		r = confined_thread(&w->thread[w->threads], worker_main, w);
		if (r != START_OK) {
			workers_free(w);
			return r;
		}
		w->threads++;
	}
	*out = w;
	return START_OK;
}

/* Queue ${job}; false once they stop. */
static bool
job_queue(struct workers *w, struct form_job *job)
{
	bool stopped;

	job->workers = w;
	job->next = NULL;
	pthread_mutex_lock(&w->lock);
	stopped = w->stopped;
	if (!stopped) {
		*w->last = job;
		w->last = &job->next;
		pthread_cond_signal(&w->more);
	}
	pthread_mutex_unlock(&w->lock);
	return !stopped;
}

void
workers_put(struct workers *w, struct form_job *job)
{
	if (job_queue(w, job))
		return;
	job->refused = ERR_AGAIN;
	job_refuse(job);
}

void
workers_stop(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	w->stopped = true;
	pthread_cond_broadcast(&w->more);
	pthread_mutex_unlock(&w->lock);
	while (w->threads > 0)
		(void)pthread_join(w->thread[--w->threads], NULL);
}

void
workers_free(struct workers *w)
{
	if (w == NULL)
		return;
	workers_stop(w);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->more);
	free(w);
}
