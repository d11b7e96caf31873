/* inside.h - private to the store: its struct, and its list of weeks. */

#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "store/env.h"
#include "store/store.h"

enum {
	STORE_ENVS = 2 * STORE_WEEKS,
};

/*
 * A week of the pool or, if recent, the deposits for it since its last
 * rewriting: a small environment takes deposits equally fast however full the
 * pool is.  The struct stays in memory while the week is being rewritten.
 */
struct week {
	uint16_t number;
	bool recent;
	struct env env;
};

struct store {
	int dir;              /* the folder; -1: not open */
	int lock;             /* its lock file */
	pthread_mutex_t turn; /* guards all below within this process */
	struct env state;
	uint64_t seen; /* version of the state, for store_changed() */
	size_t envs;
	struct week *week[STORE_ENVS]; /* by number, the recent part last */
	char path[STORE_PATH];
};

/* The index of that environment in the list, or where to insert it. */
size_t weeks_place(const struct store *s, uint16_t week, bool recent);

/* Open that environment, unless it is open; with ${create}, create it. */
MUST_USE enum err weeks_open(struct store *s, uint16_t week, bool recent,
    bool create);

/* Begin in environment ${i}; if it is gone, drop it and return ERR_MISSING. */
MUST_USE enum err weeks_begin(struct store *s, size_t i, MDB_txn **txn,
    unsigned flags);

/* Open the weeks in the folder that are not open yet. */
MUST_USE enum err pool_open(struct store *s);

/* Rewrite the weeks that were written to; as store_rewrite(). */
MUST_USE enum err pool_rewrite(struct store *s, enum rewrite what,
    const struct pause *p);
void pool_close(struct store *s);

#endif
