/* store_env.h - one LMDB environment: opened, replaced, rewritten. */

#ifndef STORE_ENV_H
#define STORE_ENV_H

#include <sys/types.h>

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include <lmdb.h>

#include "err.h"

enum {
	ENV_PATH = 512,
	ENV_SUFFIX = 40, /* "/pool/2026-W48.recent.gone/data.mdb", NUL */
};

/* An environment is a folder.  Zero it to begin. */
struct env {
	MDB_env *env; /* NULL: not open */
	MDB_dbi dbi;
	dev_t dev; /* of the file that is open */
	ino_t ino;
	uint64_t entries; /* when this process last looked */
	bool pinned;      /* being read without the turn: do not reopen */
	bool dirty;       /* the state: written to since it was rewritten */
	char path[ENV_PATH];
};

/* A moment's stop: false ends the work with ERR_AGAIN. */
struct pause {
	bool (*go)(void *arg);
	void *arg;
};

/* OK, ERR_FULL, ERR_MEMORY or ERR_IO for what LMDB or errno says. */
enum err env_err(int rc);

/* Open the environment at ${root}/${name}; ERR_MISSING if there is none. */
MUST_USE enum err env_open(struct env *e, const char *root, const char *name);

/* Make an empty one in its place, durably, and open it. */
MUST_USE enum err env_create(struct env *e, const char *root, const char *name);
void env_close(struct env *e);

/* An empty one at ${path}.new, whatever a crash left there; not durable. */
MUST_USE enum err env_new(struct env *e, const char *path);

/* Make it durable, and each transaction in it from now on. */
MUST_USE enum err env_sync(const struct env *e);

/* Make durable what was made, renamed or removed beside ${path}. */
MUST_USE enum err env_parent_sync(const char *path);

/*
 * env_begin(e, txn, flags):
 * Begin a transaction in the file that stands at the path now, reopening ${e}
 * where another process has replaced it.  A write transaction stays good
 * until it ends, since who replaces the file holds one too.  ERR_MISSING if
 * the folder is gone.
 */
MUST_USE enum err env_begin(struct env *e, MDB_txn **txn, unsigned flags);

/* Count its entries. */
MUST_USE enum err env_count(struct env *e);

/*
 * env_rewrite(e, recent, before, turn, p):
 * Replace ${e} by a copy made in key order, so that nothing of the order of
 * arrival, of the number of transactions or of what was deleted is left: a
 * compact copy would keep the order inside each page.  What stands in
 * ${recent} goes into the copy, and ${recent} is replaced by one with what came
 * in meanwhile: ${turn}, which guards both, is free until little of that is
 * left to copy, and only ${recent} may be written to.  What stands in
 * ${before}, which may be NULL, is left out.  Where ${recent} is NULL,
 * everything waits.  The caller holds the folder's lock.
 */
MUST_USE enum err env_rewrite(struct env *e, struct env *recent,
    struct env *before, pthread_mutex_t *turn, const struct pause *p);

/* Set the times of the folder and its files to now. */
void env_touch(const struct env *e);

/*
 * env_remove(path, p):
 * Remove the folder ${path} and what is in it, durably.  Waits until nobody
 * reads in it, then overwrites its file in place and syncs, so that the freed
 * blocks of the disk hold no envelope and no order.  ERR_AGAIN, with the folder
 * left to be removed later, if a reader stays or ${p} (may be NULL) says stop.
 * Any other error is returned after the files were unlinked all the same.
 */
MUST_USE enum err env_remove(const char *path, const struct pause *p);

/* Remove what a crash left of rewriting the environment at ${path}. */
MUST_USE enum err env_remove_new(const char *path, const struct pause *p);

#endif
