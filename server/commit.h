/* commit.h - one thread makes deposits durable, many in one commit. */

#ifndef COMMIT_H
#define COMMIT_H

#include <stdint.h>

#include "err.h"
#include "limit.h"
#include "store.h"

struct committer;

/*
 * An envelope on its way into the store; lives until it is done.  Its result
 * is then OK (durable, now or already before), ERR_FULL or ERR_AGAIN.
 */
struct deposit {
	struct pool_item item;
	enum intake intake;
	void (*done)(struct deposit *d); /* on the committer's thread */
	struct deposit *next;
};

/* Start the thread, or fail as confined_thread(); deposits go into ${week}. */
MUST_USE enum err committer_new(struct committer **out, struct store *s,
    uint16_t week);
void committer_week(struct committer *c, uint16_t week);

/*
 * committer_count(c, limits):
 * Tell ${limits}, borrowed until committer_free(), how full the pool is: now,
 * and with each commit.
 */
void committer_count(struct committer *c, struct limits *limits);

/* Hand over ${d}; nothing of it may be touched until it is done. */
void committer_put(struct committer *c, struct deposit *d);

/*
 * How many were refused since this was last asked: a line of its own for each
 * would tell in a log when somebody came.
 */
size_t committer_refused(struct committer *c);

/* Finish what was handed over; what comes later is done with ERR_AGAIN. */
void committer_stop(struct committer *c);
void committer_free(struct committer *c);

#endif
