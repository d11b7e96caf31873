/* store_merge.h - the entries of several environments, each once, in order. */

#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include <lmdb.h>

#include "envelope.h"
#include "err.h"

enum {
	POOL_HEAD = 16, /* bytes of an envelope that stand in its key */
};

/*
 * The key of an envelope in its week.  LMDB puts 16 bytes before a value that
 * has pages of its own: the rest fills four of them, a whole one five.
 */
struct pool_key {
	struct pool_name name;
	uint8_t head[POOL_HEAD];
};

/*
 * Its key among the recent ones, as they came in: so a commit writes one page
 * of keys, where by name it would write one for each envelope, and nobody who
 * waits for it waits for a name.
 */
struct recent_key {
	uint8_t order[4]; /* big-endian, from 0 */
	uint8_t head[POOL_HEAD];
};

/* A recent one by its name. */
struct named {
	struct pool_key key;
	uint8_t order[4];
};

/* One environment in a walk.  Zero it to begin. */
struct merge {
	MDB_txn *txn;
	MDB_cursor *cur;
	MDB_val key; /* what the caller sees: never with its order */
	MDB_val data;
	bool end;
	struct named *sorted; /* by name; NULL where they are already */
	size_t n;
	size_t at;
	uint32_t next; /* the order of who comes after them */
};

/* Called for each entry; anything but OK ends the walk. */
typedef enum err merge_visit(void *arg, MDB_val *key, MDB_val *data);

void order_put(uint8_t out[static 4], uint32_t order);
uint32_t order_get(const uint8_t in[static 4]);

/* The key of an envelope; its ${rest} follows the ${head}. */
struct pool_key pool_key(const uint8_t head[static POOL_HEAD],
    const uint8_t *rest);

/* Of the sizes that a recent one has. */
bool recent_is(const MDB_val *key, const MDB_val *data);

/* Read what ${txn} has in ${dbi}; the transaction ends with it. */
MUST_USE enum err merge_add(struct merge *m, MDB_txn *txn, MDB_dbi dbi);

/* The same where they stand as they came in: hash them; 52 bytes for each. */
MUST_USE enum err merge_add_recent(struct merge *m, MDB_txn *txn, MDB_dbi dbi);

/* Visit each key once, with the value of the first of ${n} that has it. */
MUST_USE enum err merge_walk(struct merge *m, size_t n, merge_visit *visit,
    void *arg);

/* Close the cursors and abort the transactions. */
void merge_end(struct merge *m, size_t n);

#endif
