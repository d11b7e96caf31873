/* commit.h - one thread makes deposits durable, many in one commit. */

#ifndef STORE_COMMIT_H
#define STORE_COMMIT_H

#include <stdint.h>

#include "confine/result.h"
#include "err.h"
#include "quota/limit.h"
#include "store/store.h"

struct committer;

/*
 * An envelope to be stored.  It has to live until ${done} is called; its result
 * is then OK (durable, now or already before), ERR_FULL or ERR_AGAIN.
 */
struct deposit {
	struct pool_item item;
	enum intake intake;
	void (*done)(struct deposit *d); /* on the committer's thread, or
					  * within committer_put() */
	struct deposit *next;
};

/* Start the thread; deposits go into ${week}.  As confined_thread(). */
MUST_USE enum start_result committer_new(struct committer **out,
    struct store *s, uint16_t week);
void committer_week(struct committer *c, uint16_t week);

/*
 * committer_count(c, limits):
 * Report to ${limits} how full the pool is, now and with each commit; ${limits}
 * is borrowed until committer_free().
 */
void committer_count(struct committer *c, struct limits *limits);

/* Hand over ${d}; do not touch it before ${d->done} is called. */
void committer_put(struct committer *c, struct deposit *d);

/*
 * Return how many deposits were refused since the last call.  The log has only
 * this number: a line for each would show when a client came.
 */
size_t committer_refused(struct committer *c);

/* Finish what was handed over and stop; later deposits end with ERR_AGAIN. */
void committer_stop(struct committer *c);
void committer_free(struct committer *c);

#endif
