/* trial.c - tries every key on every envelope of a block, with all cores. */

#include "core/trial.h"

#include <unistd.h>

static void *
work_do(void *p)
{
	struct trial *t = p;

	for (;;) {
		size_t i = atomic_fetch_add(&t->next, 1);

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

	return n < 1 ? 1 : n > TRIAL_CORES ? TRIAL_CORES : (size_t)n;
}

void
trial_begin(struct trial *t)
{
	size_t most = cores() < t->n ? cores() : t->n;

	atomic_store(&t->next, 0);
	t->threads = 0;
	/* trial_help() does all if no thread can be had */
	while (t->threads + 1 < most &&
	    pthread_create(&t->thread[t->threads], NULL, work_do, t) == 0)
		t->threads++;
}

void
trial_help(struct trial *t)
{
	(void)work_do(t);
}

void
trial_end(struct trial *t)
{
	while (t->threads > 0)
		(void)pthread_join(t->thread[--t->threads], NULL);
}

void
trial_run(struct trial *t)
{
	trial_begin(t);
	trial_help(t);
	trial_end(t);
}
