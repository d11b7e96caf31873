/* expire.h - when a week of the pool is forgotten. */

#ifndef EXPIRE_H
#define EXPIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "guard.h"
#include "store.h"

enum {
	EXPIRE_DAYS = 35, /* after a week's last day it goes, read or not */
	DAY_NEVER = INT32_MIN, /* a clock that is not believed finds none due */
};

/*
 * How a week is found due.  Nothing is forgotten at first sight: ${looks} says
 * when it was seen before.
 */
struct expire_by {
	int32_t day;               /* what is believed */
	int32_t clock;             /* what the clock says */
	int64_t boot;              /* seconds since boot */
	struct guard_looks *looks; /* NULL: only with a person's word */
	bool said;                 /* a person has said that ${day} is right */
};

struct expired {
	size_t forgotten; /* weeks */
	uint64_t unread;  /* envelopes in them that somebody may not have had */
	size_t due;       /* weeks, but kept */
};

/*
 * expire_run(out, s, d, by):
 * Forget each week that every holder of ${d} has acknowledged an inbox closed
 * after (none where ${d} is NULL), and each whose last day is EXPIRE_DAYS ago,
 * as ${by} finds it due.  The caller holds the lock.
 */
MUST_USE enum err expire_run(struct expired *out, struct store *s,
    const struct directory *d, const struct expire_by *by);

#endif
