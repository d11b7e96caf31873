/* worker.c - the threads of the form lane: seal on the server, then deposit. */

#include "form/worker.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "confine/confine.h"

enum {
	THREADS_MAX = 4, /* and never more than the machine has cores */
};

struct form_lane {
	struct committer *committer;
	struct guests *guests;
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
	struct form_job *job = (struct form_job *)(void *)((char *)d -
	    offsetof(struct form_job, deposit));

	job->refused = d->item.result;
	if (job->refused == OK)
		job->done(job);
	else
		form_lane_put(job->lane, job);
}

/* Hand the job to the committer; false if the limits refuse it now. */
static bool
job_deposit(struct form_lane *l, struct form_job *job)
{
	struct deposit *d = &job->deposit;

	if (!guests_deposit(l->guests, job->fd, INTAKE_FORM, job->proven))
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
	form_refused(job->work, &job->world->form, job->language, job->refused);
	job->result = FORM_PAGE;
	job->done(job);
}

static void
job_run(struct form_lane *l, struct form_job *job)
{
	if (job->refused != OK) {
		job_refuse(job);
		return;
	}
	job->work->day = job->world->day;
	job->result = form_post(job->work, &job->world->form, job->language);
	if (job->result == FORM_PAGE) {
		job->done(job);
		return;
	}
	if (job_deposit(l, job))
		return;
	job->refused = ERR_AGAIN;
	job_refuse(job);
}

/* Wait for the next job; NULL once the lane stops and none is left. */
static struct form_job *
job_next(struct form_lane *l)
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
lane_main(void *arg)
{
	struct form_lane *l = arg;
	struct form_job *job;

	for (job = job_next(l); job != NULL; job = job_next(l))
		job_run(l, job);
	return NULL;
}

enum err
form_lane_new(struct form_lane **out, struct committer *c,
    struct guests *guests)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	struct form_lane *l = calloc(1, sizeof(*l));
	enum err e;

	*out = NULL;
	if (l == NULL)
		return ERR_MEMORY;
	l->committer = c;
	l->guests = guests;
	l->last = &l->first;
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->more, NULL);
	while (l->threads == 0 ||
	    (l->threads < THREADS_MAX && (long)l->threads < cores)) {
		e = confined_thread(&l->thread[l->threads], lane_main, l);
		if (e != OK) {
			form_lane_free(l);
			return e;
		}
		l->threads++;
	}
	*out = l;
	return OK;
}

/* Queue ${job}; false once the lane stops. */
static bool
job_queue(struct form_lane *l, struct form_job *job)
{
	bool stopped;

	job->lane = l;
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
form_lane_put(struct form_lane *l, struct form_job *job)
{
	if (job_queue(l, job))
		return;
	job->refused = ERR_AGAIN;
	job_refuse(job);
}

void
form_lane_stop(struct form_lane *l)
{
	pthread_mutex_lock(&l->lock);
	l->stopped = true;
	pthread_cond_broadcast(&l->more);
	pthread_mutex_unlock(&l->lock);
	while (l->threads > 0)
		(void)pthread_join(l->thread[--l->threads], NULL);
}

void
form_lane_free(struct form_lane *l)
{
	if (l == NULL)
		return;
	form_lane_stop(l);
	pthread_mutex_destroy(&l->lock);
	pthread_cond_destroy(&l->more);
	free(l);
}
