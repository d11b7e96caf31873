/* trial.h - tries every key on every envelope of a block, with all cores. */

#ifndef CORE_TRIAL_H
#define CORE_TRIAL_H

#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"

enum {
	TRIAL_BLOCK = 32, /* envelopes at a time: what locked memory allows */
	TRIAL_BLOCK_SIZE = TRIAL_BLOCK * ENVELOPE_SIZE,
};

/* A block: ${n} envelopes, the keys, and what comes out for each. */
struct trial {
	const uint8_t *envelopes;
	size_t n;
	const struct epoch *epochs;
	size_t n_epochs;
	struct opened *out; /* TRIAL_BLOCK of them, in locked memory */
	enum err result[TRIAL_BLOCK];
};

/* Fill in ${t->out} and ${t->result}.  A core that is free takes the next. */
void trial_run(struct trial *t);

#endif
