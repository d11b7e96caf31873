/* store_inside.h - what the files of the store share among themselves. */

#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "store.h"
#include "store_env.h"

enum {
	STORE_ENVS = 2 * STORE_WEEKS,
	/* for the state, a copy of it and an outbox on its way in: a disk that
	 * deposits have filled would end what makes room again */
	STORE_RESERVE = 32 * 1024 * 1024,
};

/*
 * A week of the pool, or what came in for it since it was last rewritten: a
 * small environment takes deposits as fast however full the pool is.  Stays
 * where it is while it is being rewritten.
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
	uint64_t seen; /* transaction of the state last asked for */
	size_t envs;
	struct week *week[STORE_ENVS]; /* ascending, recent ones behind */
	char path[STORE_PATH];
};

/* Where it stands in the list, or would. */
size_t slot_place(const struct store *s, uint16_t week, bool recent);

/* Open it where it is not open yet, making it where ${create}. */
MUST_USE enum err slot_open(struct store *s, uint16_t week, bool recent,
    bool create);

/* Begin in the ${i}th of the list; one that is gone leaves it: ERR_MISSING. */
MUST_USE enum err slot_begin(struct store *s, size_t i, MDB_txn **txn,
    unsigned flags);

/* Open all weeks that stand in the folder and are not open yet. */
MUST_USE enum err pool_open(struct store *s);

/* Whether ${bytes} fit on the disk, and what is kept free beside them. */
bool store_room(const struct store *s, uint64_t bytes);

/* Rewrite the weeks that were written to; as store_rewrite(). */
MUST_USE enum err pool_rewrite(struct store *s, enum rewrite what,
    const struct pause *p);
void pool_close(struct store *s);

#endif
