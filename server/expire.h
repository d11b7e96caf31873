/* expire.h - when a week of the pool is forgotten. */

#ifndef EXPIRE_H
#define EXPIRE_H

#include <stddef.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "store.h"

enum {
	EXPIRE_DAYS = 35, /* after a week's last day it goes, read or not */
};

struct expired {
	size_t forgotten; /* weeks */
	uint64_t unread;  /* envelopes in them that somebody may not have had */
};

/*
 * expire_run(out, s, d):
 * Forget each week that every holder of ${d} has acknowledged an inbox closed
 * after (none where ${d} is NULL), and each whose last day is EXPIRE_DAYS ago.
 * The caller holds the lock and believes the clock.
 */
MUST_USE enum err expire_run(struct expired *out, struct store *s,
    const struct directory *d);

#endif
