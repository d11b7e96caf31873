/* trial.c - tries every key on every envelope of a block, with all cores. */

#include "core/trial.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

enum {
	CORES_MAX = 16,
};

/* What the threads share: keys, and the number of the next envelope. */
struct work {
	struct trial *t;
	atomic_size_t next;
};

static void *
work_do(void *p)
{
	struct work *w = p;
	struct trial *t = w->t;

	for (;;) {
		size_t i = atomic_fetch_add(&w->next, 1);

		if (i >= t->n)
			return NULL;
		t->result[i] = envelope_open(&t->out[i],
		    t->envelopes + i * ENVELOPE_SIZE, t->epochs, t->n_epochs);
	}
}

static size_t
cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CORES_MAX ? CORES_MAX : (size_t)n;
}

void
trial_run(struct trial *t)
{
	struct work w = { t, 0 };
	pthread_t thread[CORES_MAX];
	size_t most = cores() < t->n ? cores() : t->n;
	size_t n = 0;

	/* this thread is one of them, and does all if no other can be had */
	while (
	    n + 1 < most && pthread_create(&thread[n], NULL, work_do, &w) == 0)
		n++;
	(void)work_do(&w);
	while (n > 0)
		(void)pthread_join(thread[--n], NULL);
}
