/* store_merge.h - the entries of several environments, each once, in order. */

#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include <lmdb.h>

#include "err.h"

/* One environment in a walk.  Zero it to begin. */
struct merge {
	MDB_txn *txn;
	MDB_cursor *cur;
	MDB_val key;
	MDB_val data;
	bool end;
};

/* Called for each entry; anything but OK ends the walk. */
typedef enum err merge_visit(void *arg, MDB_val *key, MDB_val *data);

/* Read what ${txn} has in ${dbi}; the transaction ends with it. */
MUST_USE enum err merge_add(struct merge *m, MDB_txn *txn, MDB_dbi dbi);

/* Visit each key once, with the value of the first of ${n} that has it. */
MUST_USE enum err merge_walk(struct merge *m, size_t n, merge_visit *visit,
    void *arg);

/* Close the cursors and abort the transactions. */
void merge_end(struct merge *m, size_t n);

#endif
