/* slots.h - a fixed number of buffers, and who waits for one. */

#ifndef SLOTS_H
#define SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct slots;

/* Somebody without a buffer.  Zero it to begin. */
struct waiter {
	struct waiter *next;
	void *slot; /* what it was given; NULL when the server stops */
	/* The queue is in order of this number, then of arrival: so a sender
	 * with many waiters does not hold up one with a single waiter. */
	uint32_t turn;
	/* Where one is free: true if ${w} may have it now, and has it then.
	 * NULL: it may. */
	bool (*may)(struct waiter *w);
	void (*wake)(struct waiter *w);
};

/*
 * slots_new(out, count, size, locked):
 * ${locked}: all of them now, in locked memory; else each takes memory when it
 * is first used.  ERR_MEMORY.
 */
MUST_USE enum err slots_new(struct slots **out, size_t count, size_t size,
    bool locked);
void slots_free(struct slots *s);

/* A buffer of zeros for ${w}; false if none is free, or it may not yet. */
bool slots_take(struct slots *s, struct waiter *w);

/* Have ${w} woken, perhaps at once and by another thread, with a buffer. */
void slots_wait(struct slots *s, struct waiter *w);

/* Wipe ${slot}, and hand it to the first in the queue that may have it.
 * NULL is fine. */
void slots_give(struct slots *s, void *slot);

/* Wake all who wait, and whoever comes, without a buffer. */
void slots_stop(struct slots *s);

#endif
