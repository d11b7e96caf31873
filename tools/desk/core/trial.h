/* try.h - tries every key on every envelope of a block, with all cores. */

#ifndef TRY_H
#define TRY_H

#include <stddef.h>
#include <stdint.h>

#include "envelope.h"
#include "err.h"

enum {
	TRY_BLOCK = 32, /* envelopes at a time: what locked memory allows */
	TRY_BLOCK_SIZE = TRY_BLOCK * ENVELOPE_SIZE,
};

/* A block: ${n} envelopes, the keys, and what comes out for each. */
struct
try {
	const uint8_t *envelopes;
	size_t n;
	const struct epoch *epochs;
	size_t n_epochs;
	struct opened *out; /* TRY_BLOCK of them, in locked memory */
	enum err result[TRY_BLOCK];
};

/* Fill in ${t->out} and ${t->result}.  Every core has parts of its own. */
void try_block(struct try *t);

#endif
