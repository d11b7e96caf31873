/* trial.h - tries every key on every envelope of a block, with all cores. */

#ifndef CORE_TRIAL_H
#define CORE_TRIAL_H

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"

enum {
	TRIAL_BLOCK = 32, /* envelopes at a time: what locked memory allows */
	TRIAL_BLOCK_SIZE = TRIAL_BLOCK * ENVELOPE_SIZE,
	TRIAL_CORES = 16, /* at most */
};

/* A block: ${n} envelopes, the keys, and what comes out for each.  Zero it to
 * begin. */
struct trial {
	const uint8_t *envelopes;
	size_t n;
	const struct epoch *epochs;
	size_t n_epochs;
	struct opened *out; /* TRIAL_BLOCK of them, in locked memory */
	enum err result[TRIAL_BLOCK];
	/* a core that is free takes the next envelope */
	atomic_size_t next;
	pthread_t thread[TRIAL_CORES]; /* of the other cores */
	size_t threads;
};

/*
 * Fill in ${t->out} and ${t->result}: begin starts a thread for each core but
 * this one, which helps until no envelope is left that nobody tries; end waits
 * for the others, and is fine always.  Between begin and end the block belongs
 * to the threads.
 */
void trial_begin(struct trial *t);
void trial_help(struct trial *t);
void trial_end(struct trial *t);

/* All three. */
void trial_run(struct trial *t);

#endif
