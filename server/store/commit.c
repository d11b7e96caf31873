/* commit.c - one thread makes deposits durable, many in one commit. */

#include "store/commit.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "confine/confine.h"
#include "log.h"

enum {
	BATCH = 256,       /* deposits in one transaction: 4 MiB of pages */
	KEPT = 8 << 20,    /* free bytes not returned to the system */
	COMPANY = 2500000, /* nanoseconds that tips by form wait for others */
	SECOND = 1000000000,
};

struct committer {
	struct store *store;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t more;
	bool started;
	bool stopped;
	struct deposit *first;
	struct deposit **last;
	size_t scripts;                /* queued deposits of INTAKE_SCRIPT */
	struct limits *_Atomic limits; /* NULL: nothing to report to */
	struct {
		uint16_t week;
		uint64_t envelopes; /* by the form lane, since the start */
	} form[STORE_WEEKS];
	_Atomic uint16_t week;
	_Atomic size_t refused; /* since committer_refused() */
	/* for the committer's thread alone */
	struct deposit *batch[BATCH];
	struct pool_item *items[BATCH];
	enum err why[BATCH]; /* result of each before store_find() */
};

/*
 * If only tips of the form lane are queued, wait for more: each took longer to
 * seal than a commit takes, and tips that share a commit leave the cores to
 * those being sealed.
 */
static void
company_wait(struct committer *c)
{
	struct timespec until = { 0 };
	int rc = clock_gettime(CLOCK_MONOTONIC, &until);

	until.tv_nsec += COMPANY;
	until.tv_sec += until.tv_nsec / SECOND;
	until.tv_nsec %= SECOND;
	while (rc == 0 && c->scripts == 0 && !c->stopped)
		rc = pthread_cond_timedwait(&c->more, &c->lock, &until);
}

/* Wait for deposits; return 0 once stopped, when none is left. */
static size_t
batch_take(struct committer *c)
{
	size_t n = 0;

	pthread_mutex_lock(&c->lock);
	while (c->first == NULL && !c->stopped)
		pthread_cond_wait(&c->more, &c->lock);
	company_wait(c);
	while (c->first != NULL && n < BATCH) {
		c->batch[n] = c->first;
		c->scripts -= c->first->intake == INTAKE_SCRIPT;
		c->items[n] = &c->first->item;
		c->first = c->first->next;
		n++;
	}
	if (c->first == NULL)
		c->last = &c->first;
	pthread_mutex_unlock(&c->lock);
	return n;
}

/* Count the envelopes in the pool, and those known to be of the form lane. */
static void
pool_count(struct committer *c, uint64_t *total, uint64_t *form)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(c->store, weeks);

	*total = 0;
	*form = 0;
	pthread_mutex_lock(&c->lock);
	for (size_t i = 0; i < n; i++) {
		*total += weeks[i].envelopes;
		for (size_t j = 0; j < STORE_WEEKS; j++)
			if (c->form[j].week == weeks[i].week)
				*form += c->form[j].envelopes;
	}
	pthread_mutex_unlock(&c->lock);
}

/* Refuse what the pool has no room for, and report how full it gets. */
static void
room_check(struct committer *c, size_t n)
{
	struct limits *limits = atomic_load(&c->limits);
	uint64_t total, form;

	pool_count(c, &total, &form);
	for (size_t i = 0; i < n; i++) {
		enum intake intake = c->batch[i]->intake;

		c->items[i]->result = ERR_MISSING;
		if (limits_room(intake, total, form) == 0) {
			c->items[i]->result = ERR_FULL;
			continue;
		}
		total++;
		form += intake == INTAKE_FORM;
	}
	if (limits != NULL)
		limits_pool(limits, total, form);
}

/* Count refusals.  A refused envelope may already be stored: result OK. */
static size_t
refused_find(struct committer *c, size_t n)
{
	size_t refused = 0;

	for (size_t i = 0; i < n; i++) {
		c->why[i] = c->items[i]->result;
		refused += c->why[i] != OK;
	}
	if (refused == 0)
		return 0;
	store_find(c->store, c->items, n);
	for (size_t i = 0; i < n; i++) {
		if (c->why[i] == OK || c->items[i]->result != OK)
			c->items[i]->result = c->why[i];
		else
			refused--;
	}
	return refused;
}

static void
form_count(struct committer *c, uint16_t week, size_t n)
{
	size_t at = week % STORE_WEEKS;

	pthread_mutex_lock(&c->lock);
	if (c->form[at].week != week) {
		c->form[at].week = week;
		c->form[at].envelopes = 0;
	}
	for (size_t i = 0; i < n; i++)
		c->form[at].envelopes += c->items[i]->result == OK &&
		    c->batch[i]->intake == INTAKE_FORM;
	pthread_mutex_unlock(&c->lock);
}

static void
batch_commit(struct committer *c, size_t n)
{
	uint16_t week = atomic_load(&c->week);
	size_t refused;

	room_check(c, n);
	store_deposit(c->store, week, c->items, n);
	form_count(c, week, n);
	refused = refused_find(c, n);
	for (size_t i = 0; i < n; i++)
		c->batch[i]->done(c->batch[i]); /* it may be freed by this */
	atomic_fetch_add(&c->refused, refused);
}

void
committer_count(struct committer *c, struct limits *limits)
{
	uint64_t total, form;

	atomic_store(&c->limits, limits);
	pool_count(c, &total, &form);
	limits_pool(limits, total, form);
}

size_t
committer_refused(struct committer *c)
{
	return atomic_exchange(&c->refused, 0);
}

static void *
committer_main(void *arg)
{
	struct committer *c = arg;
	size_t n;

	for (n = batch_take(c); n > 0; n = batch_take(c))
		batch_commit(c, n);
	return NULL;
}

enum start_result
committer_new(struct committer **out, struct store *s, uint16_t week)
{
	struct committer *c = calloc(1, sizeof(*c));
	pthread_condattr_t by;
	enum start_result r;

	*out = NULL;
	if (c == NULL)
		return START_NO_MEMORY;
	c->store = s;
	c->last = &c->first;
	atomic_init(&c->week, week);
	pthread_mutex_init(&c->lock, NULL);
	pthread_condattr_init(&by);
	pthread_condattr_setclock(&by, CLOCK_MONOTONIC);
	pthread_cond_init(&c->more, &by);
	pthread_condattr_destroy(&by);
	/* else each commit returns its pages, and the next waits for them */
	/* NOLINTNEXTLINE(concurrency-mt-unsafe): before the first thread */
	(void)mallopt(M_TRIM_THRESHOLD, KEPT);
	r = confined_thread(&c->thread, committer_main, c);
	if (r != START_OK) {
		committer_free(c);
		return r;
	}
	c->started = true;
	*out = c;
	return START_OK;
}

void
committer_week(struct committer *c, uint16_t week)
{
	atomic_store(&c->week, week);
}

void
committer_put(struct committer *c, struct deposit *d)
{
	bool late;

	d->next = NULL;
	pthread_mutex_lock(&c->lock);
	late = c->stopped;
	if (!late) {
		*c->last = d;
		c->last = &d->next;
		c->scripts += d->intake == INTAKE_SCRIPT;
		if (d->intake == INTAKE_SCRIPT || c->first == d)
			pthread_cond_signal(&c->more);
	}
	pthread_mutex_unlock(&c->lock);
	if (late) {
		d->item.result = ERR_AGAIN;
		d->done(d);
	}
}

void
committer_stop(struct committer *c)
{
	if (!c->started)
		return;
	pthread_mutex_lock(&c->lock);
	c->stopped = true;
	pthread_cond_signal(&c->more);
	pthread_mutex_unlock(&c->lock);
	(void)pthread_join(c->thread, NULL);
	c->started = false;
}

void
committer_free(struct committer *c)
{
	if (c == NULL)
		return;
	committer_stop(c);
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->more);
	free(c);
}
