/* store_inside.h - what the files of the store share among themselves. */

#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "store.h"
#include "store_env.h"

/* One week of the pool; stays where it is while it is being rewritten. */
struct week {
	uint16_t number;
	uint64_t envelopes;
	struct env env;
};

struct store {
	int dir;              /* the folder; -1: not open */
	int lock;             /* its lock file */
	pthread_mutex_t turn; /* guards all below within this process */
	struct env state;
	uint64_t seen; /* transaction of the state last asked for */
	size_t weeks;
	struct week *week[STORE_WEEKS]; /* ascending */
	char path[STORE_PATH];
};

/* Open all weeks that stand in the folder. */
MUST_USE enum err pool_open(struct store *s);
void pool_close(struct store *s);

#endif
