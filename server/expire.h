/* expire.h - when a week of the pool is forgotten. */

#ifndef EXPIRE_H
#define EXPIRE_H

#include <stddef.h>

#include "directory.h"
#include "err.h"
#include "store.h"

enum {
	EXPIRE_DAYS = 35, /* after a week's last day it goes, read or not */
};

/*
 * expire_run(s, d, forgotten):
 * Forget each week that every holder of ${d} has acknowledged an inbox closed
 * after (none where ${d} is NULL), and each whose last day is EXPIRE_DAYS ago;
 * ${forgotten} counts them.
 * The caller holds the lock and believes the clock.
 */
MUST_USE enum err expire_run(struct store *s, const struct directory *d,
    size_t *forgotten);

#endif
