/* merge.h - walk several environments in key order, each key once. */

#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include <lmdb.h>

#include "envelope.h"
#include "err.h"

enum {
	POOL_HEAD = 16, /* bytes of an envelope that are part of its key */
};

/*
 * The key of an envelope in its week.  LMDB puts 16 bytes before a value that
 * has pages of its own: without its head an envelope fills four, with it five.
 */
struct pool_key {
	struct pool_name name;
	uint8_t head[POOL_HEAD];
};

/*
 * The key of a recent deposit, in order of arrival.  A commit then writes one
 * page of keys; by name it would write one for each envelope, and would have
 * to compute the names first.
 */
struct recent_key {
	uint8_t order[4]; /* big-endian, from 0 */
	uint8_t head[POOL_HEAD];
};

/* A recent deposit, to be sorted by name. */
struct named {
	struct pool_key key;
	uint8_t order[4];
};

/* One environment in a walk.  Zero it to begin. */
struct merge {
	MDB_txn *txn;
	MDB_cursor *cur;
	MDB_val key; /* what the callback gets: never a recent_key */
	MDB_val data;
	bool end;
	struct named *sorted; /* by name; NULL if stored in that order */
	size_t n;
	size_t at;
	uint32_t next; /* order of the next deposit */
};

/* Called for each entry; anything but OK ends the walk. */
typedef enum err merge_visit(void *arg, MDB_val *key, MDB_val *data);

void order_put(uint8_t out[static 4], uint32_t order);
uint32_t order_get(const uint8_t in[static 4]);

/* The key of an envelope; its ${rest} follows the ${head}. */
struct pool_key pool_key(const uint8_t head[static POOL_HEAD],
    const uint8_t *rest);

/* True if ${key} and ${data} have the sizes of a recent deposit. */
bool recent_is(const MDB_val *key, const MDB_val *data);

/* Set up ${m} to read ${dbi} in ${txn}, which merge_end() aborts. */
MUST_USE enum err merge_add(struct merge *m, MDB_txn *txn, MDB_dbi dbi);

/* The same for recent deposits: hash and sort them; 52 bytes of heap each. */
MUST_USE enum err merge_add_recent(struct merge *m, MDB_txn *txn, MDB_dbi dbi);

/* Visit each key once, with the value of the first of ${n} that has it. */
MUST_USE enum err merge_walk(struct merge *m, size_t n, merge_visit *visit,
    void *arg);

/* Close the cursors and abort the transactions. */
void merge_end(struct merge *m, size_t n);

#endif
