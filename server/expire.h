/* expire.h - decide which weeks of the pool are due, and forget them. */

#ifndef EXPIRE_H
#define EXPIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "os/guard.h"
#include "store/store.h"

enum {
	EXPIRE_DAYS = 35,      /* how long a week is kept after its last day */
	DAY_NEVER = INT32_MIN, /* no week is due by a clock not believed */
};

/*
 * What decides that a week is due.  An overdue week is not forgotten when
 * first seen; ${looks} remembers when that was.
 */
struct expire_by {
	int32_t day;               /* the believed date */
	int32_t clock;             /* the clock's date */
	int64_t boot;              /* seconds since boot */
	struct guard_looks *looks; /* NULL: forget only if ${said} */
	bool said;                 /* a person has confirmed ${day} */
};

struct expired {
	size_t forgotten; /* weeks */
	uint64_t unread;  /* envelopes in them that some holder may not have */
	size_t due;       /* weeks overdue but still kept */
};

/*
 * expire_run(out, s, d, by):
 * Forget each week of ${s} that every holder of ${d} has acknowledged with a
 * later inbox (none if ${d} is NULL), and each whose last day is more than
 * EXPIRE_DAYS ago, if ${by} allows it.  Report in ${out}.  The caller holds
 * the lock.
 */
MUST_USE enum err expire_run(struct expired *out, struct store *s,
    const struct directory *d, const struct expire_by *by);

#endif
