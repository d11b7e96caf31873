/* buffers.h - a pool of equal buffers, and the queue of those that wait. */

#ifndef QUOTA_BUFFERS_H
#define QUOTA_BUFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct buffers;

/* A request that needs a buffer.  Zero it to begin. */
struct waiter {
	struct waiter *next;
	void *buffer; /* its buffer; NULL: none yet, or the server stops */
	/* The queue is in order of this number, then of arrival: so a sender
	 * with many waiters does not hold up one with a single waiter. */
	uint32_t turn;
	/* Called while a buffer is free: true if ${w} may have it, and then
	 * takes it.  NULL: it always may. */
	bool (*may)(struct waiter *w);
	void (*wake)(struct waiter *w);
};

/*
 * buffers_new(out, count, size, locked):
 * ${locked}: allocate all buffers now, in locked memory; else each uses memory
 * from its first use on.  ERR_MEMORY.
 */
MUST_USE enum err buffers_new(struct buffers **out, size_t count, size_t size,
    bool locked);
void buffers_free(struct buffers *b);

/* Give ${w} a buffer of zeros; false if none is free, or it may not have it. */
bool buffers_take(struct buffers *b, struct waiter *w);

/* Queue ${w}: wake it with a buffer, perhaps at once, from any thread. */
void buffers_wait(struct buffers *b, struct waiter *w);

/* Wipe ${buffer}, and hand it to the first in the queue that may have it.
 * NULL is fine. */
void buffers_give(struct buffers *b, void *buffer);

/* Wake every waiter, now and later, without a buffer (shutdown). */
void buffers_stop(struct buffers *b);

#endif
