/* store_copy.c - an environment rewritten in key order, and exchanged. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#include "store_env.h"
#include "store_merge.h"

enum {
	FEW = 64, /* entries that may be copied while deposits wait */
	BATCH_BYTES = 2 << 20, /* in one transaction of a copy */
	SOURCES = 2, /* what was rewritten before, and what came in since */
};

/* A copy under way: from a transaction into another environment. */
struct copy {
	struct env *to;
	MDB_txn *txn; /* in to; NULL between batches */
	size_t bytes; /* in this batch */
	size_t count; /* in all */
	unsigned flags;
	const struct pause *pause;
};

/* Have the disk begin: the sync at the end has then little to wait for. */
static void
copy_flush(const struct env *to)
{
	int fd;

	if (mdb_env_get_fd(to->env, &fd) == 0)
		(void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

static int
copy_commit(struct copy *c)
{
	int rc = mdb_txn_commit(c->txn);

	c->txn = NULL;
	c->bytes = 0;
	return rc;
}

static enum err
copy_put(void *arg, MDB_val *key, MDB_val *data)
{
	struct copy *c = arg;
	int rc = 0;

	if (c->txn == NULL)
		rc = mdb_txn_begin(c->to->env, NULL, 0, &c->txn);
	if (rc == 0)
		rc = mdb_put(c->txn, c->to->dbi, key, data, c->flags);
	if (rc == MDB_KEYEXIST && c->flags == MDB_NOOVERWRITE)
		return OK; /* copied before; MDB_APPEND means disorder by it */
	if (rc != 0)
		return env_err(rc);
	c->count++;
	c->bytes += data->mv_size;
	if (c->bytes < BATCH_BYTES)
		return OK;
	rc = copy_commit(c);
	copy_flush(c->to);
	if (rc == 0 && c->pause != NULL && !c->pause->go(c->pause->arg))
		return ERR_AGAIN;
	return env_err(rc);
}

/* Copy what ${c->to} has not yet; in key order where it is empty. */
static enum err
copy_from(struct copy *c, struct merge *m, size_t n)
{
	enum err e = merge_walk(m, n, copy_put, c);

	if (e == OK && c->txn != NULL)
		e = env_err(copy_commit(c));
	mdb_txn_abort(c->txn);
	c->txn = NULL;
	c->bytes = 0;
	return e;
}

/* Read in each of ${n}, which stays open until it is no longer pinned. */
static enum err
sources_begin(struct merge *m, struct env *const *from, size_t n,
    pthread_mutex_t *turn)
{
	MDB_txn *txn;
	enum err e = OK;

	pthread_mutex_lock(turn);
	for (size_t i = 0; i < n && e == OK; i++) {
		e = env_begin(from[i], &txn, MDB_RDONLY);
		from[i]->pinned = e == OK;
		if (e == OK)
			e = merge_add(&m[i], txn, from[i]->dbi);
	}
	pthread_mutex_unlock(turn);
	return e;
}

/*
 * Copy while deposits go on: all of it, and then what came in, until one pass
 * finds only a few.
 */
static enum err
copy_unlocked(struct env *to, struct env *const *from, size_t n,
    pthread_mutex_t *turn, const struct pause *p)
{
	struct copy c = { .to = to, .flags = MDB_APPEND, .pause = p };
	size_t at = 0; /* what deposits go to is the last */
	enum err e;

	do {
		struct merge m[SOURCES] = { { .txn = NULL } };

		c.count = 0;
		e = sources_begin(m, from + at, n - at, turn);
		if (e == OK)
			e = copy_from(&c, m, n - at);
		merge_end(m, n - at);
		c.flags = MDB_NOOVERWRITE;
		at = 1;
	} while (e == OK && n > at && c.count > FEW);
	return e;
}

/* ${e} becomes what ${to} is; the caller closes and removes what it was. */
static enum err
exchange(struct env *to, struct env *e)
{
	MDB_env *old = e->env;
	enum err r;

	if (renameat2(AT_FDCWD, to->path, AT_FDCWD, e->path, RENAME_EXCHANGE) !=
	    0)
		return env_err(errno);
	r = env_parent_sync(e->path);
	e->env = to->env;
	e->dbi = to->dbi;
	e->dev = to->dev;
	e->ino = to->ino;
	e->entries = to->entries;
	e->dirty = false;
	to->env = old;
	return r;
}

/*
 * Copy the rest and exchange the folders, with every writer waiting.  After a
 * crash between two exchanges an entry stands in both, which changes nothing.
 */
static enum err
copy_finish(struct env *to, struct env *const *from, size_t n, bool whole)
{
	struct copy c = { .to = to,
		.flags = whole ? MDB_APPEND : MDB_NOOVERWRITE };
	struct merge m[SOURCES] = { { .txn = NULL } };
	size_t at = whole ? 0 : 1;
	MDB_txn *txn;
	enum err e = OK;

	for (size_t i = 0; i < n && e == OK; i++) {
		e = env_begin(from[i], &txn, 0);
		if (e == OK)
			e = merge_add(&m[i], txn, from[i]->dbi);
	}
	if (e == OK)
		e = copy_from(&c, m + at, n - at);
	if (e == OK)
		e = env_count(to);
	for (size_t i = 0; i < n && e == OK; i++)
		e = env_sync(&to[i]);
	for (size_t i = 0; i < n && e == OK; i++)
		e = exchange(&to[i], from[i]);
	merge_end(m, n);
	return e;
}

enum err
env_rewrite(struct env *e, struct env *recent, pthread_mutex_t *turn,
    bool whole, const struct pause *p)
{
	struct env *const from[SOURCES] = { e, recent };
	struct env to[SOURCES] = { { .env = NULL } };
	size_t n = recent == NULL ? 1 : SOURCES;
	enum err r = OK;

	for (size_t i = 0; i < n && r == OK; i++)
		r = env_new(&to[i], from[i]->path);
	if (r == OK && !whole)
		r = copy_unlocked(to, from, n, turn, p);
	pthread_mutex_lock(turn);
	for (size_t i = 0; i < n; i++)
		from[i]->pinned = false;
	if (r == OK)
		r = copy_finish(to, from, n, whole);
	pthread_mutex_unlock(turn);
	for (size_t i = 0; i < n; i++) {
		env_close(&to[i]);
		if (to[i].path[0] != '\0' && env_remove(to[i].path) != OK &&
		    r == OK)
			r = ERR_IO;
	}
	return r;
}
