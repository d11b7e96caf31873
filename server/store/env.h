/* env.h - one LMDB environment: open, rewrite, replace, remove. */

#ifndef STORE_ENV_H
#define STORE_ENV_H

#include <sys/types.h>

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include <lmdb.h>

#include "err.h"
#include "store/discard.h"
#include "store/disk.h"

/* An environment, a folder on disk.  Zero the struct to begin. */
struct env {
	MDB_env *env; /* NULL: not open */
	MDB_dbi dbi;
	dev_t dev; /* of the file that is open */
	ino_t ino;
	uint64_t entries; /* as this process last counted */
	bool pinned;      /* read without the mutex turn: do not reopen */
	bool dirty;       /* for the state: written since its last rewriting */
	char path[DISK_PATH];
};

/* Open the environment at ${root}/${name}; ERR_MISSING if there is none. */
MUST_USE enum err env_open(struct env *e, const char *root, const char *name);

/* Create an empty environment at ${root}/${name}, durably, and open it. */
MUST_USE enum err env_create(struct env *e, const char *root, const char *name);
void env_close(struct env *e);

/* Create one at ${path}.new, over what a crash left there; not yet durable. */
MUST_USE enum err env_new(struct env *e, const char *path);

/* Make ${e} durable, and from now on each of its transactions. */
MUST_USE enum err env_sync(const struct env *e);

/*
 * env_begin(e, txn, flags):
 * Begin a transaction in the file now at the path, reopening ${e} if another
 * process has replaced it.  A write transaction stays valid until it ends,
 * since a process needs one to replace the file.  ERR_MISSING if the folder is
 * gone.
 */
MUST_USE enum err env_begin(struct env *e, MDB_txn **txn, unsigned flags);

/* Set ${e->entries}. */
MUST_USE enum err env_count(struct env *e);

/*
 * env_rewrite(e, recent, before, turn, p):
 * Replace ${e} by a copy made in key order, so that the file does not show the
 * order of arrival, the number of transactions or what was deleted; a compact
 * copy would keep the order inside each page.  The copy takes in the entries
 * of ${recent}, and ${recent} is replaced by one with the deposits that
 * arrived meanwhile.  The mutex ${turn} guards both; it is free until few of
 * those are left to copy, and until then only ${recent} may be written to.
 * Entries of ${before} (may be NULL) are left out.  If ${recent} is NULL,
 * writers wait for the whole copy.  The caller holds the folder's lock.
 */
MUST_USE enum err env_rewrite(struct env *e, struct env *recent,
    struct env *before, pthread_mutex_t *turn, const struct pause *p);

/* Set the times of the folder and its files to now. */
void env_touch(const struct env *e);

#endif
