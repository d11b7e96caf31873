/* try.c - tries every key on every envelope of a block, with all cores. */

#include "try.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

enum {
	CORES_MAX = 16,
};

/* Every ${step}th envelope from ${first} on: nothing is shared but keys. */
struct share {
	struct try *t;
	size_t first;
	size_t step;
};

static void
share_try(const struct share *s)
{
	struct try *t = s->t;

	for (size_t i = s->first; i < t->n; i += s->step)
		t->result[i] = envelope_open(&t->out[i],
		    t->envelopes + i * ENVELOPE_SIZE, t->epochs, t->n_epochs);
}

static void *
thread_try(void *p)
{
	share_try(p);
	return NULL;
}

static size_t
cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CORES_MAX ? CORES_MAX : (size_t)n;
}

void
try_block(struct try *t)
{
	size_t step = cores();
	struct share share[CORES_MAX];
	pthread_t thread[CORES_MAX];
	bool runs[CORES_MAX] = { false };

	for (size_t i = 0; i < step; i++) {
		share[i] = (struct share){ t, i, step };
		/* the last share is ours; so is that of a thread not to be had
		 */
		if (i + 1 < step)
			runs[i] = pthread_create(&thread[i], NULL, thread_try,
				      &share[i]) == 0;
	}
	for (size_t i = 0; i < step; i++)
		if (!runs[i])
			share_try(&share[i]);
	for (size_t i = 0; i < step; i++)
		if (runs[i])
			(void)pthread_join(thread[i], NULL);
}
