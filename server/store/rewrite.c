/* rewrite.c - rewrites an environment in key order, and exchanges the two. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "store/env.h"
#include "store/merge.h"

enum {
	FEW = 64, /* entries that may be copied while deposits wait */
	BATCH_BYTES = 2 << 20, /* in one transaction of a copy */
	SOURCES = 2, /* the week as last rewritten, and its deposits since */
};

/* A copy in progress, into another environment. */
struct copy {
	struct env *to;
	MDB_txn *txn;   /* in to; NULL between batches */
	size_t bytes;   /* in this batch */
	MDB_txn *known; /* keys found here are left out; may be NULL */
	MDB_dbi known_dbi;
	const struct pause *pause;
};

/* Start writing to the disk now, so that the final sync takes less time. */
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
	int rc = c->txn == NULL ? 0 : mdb_txn_commit(c->txn);

	c->txn = NULL;
	c->bytes = 0;
	return rc;
}

static bool
is_known(const struct copy *c, MDB_val *key)
{
	MDB_val data;

	return c->known != NULL &&
	    mdb_get(c->known, c->known_dbi, key, &data) == 0;
}

/* Append one entry; MDB_APPEND requires ascending keys. */
static enum err
copy_put(void *arg, MDB_val *key, MDB_val *data)
{
	struct copy *c = arg;
	int rc = 0;

	if (is_known(c, key))
		return OK;
	if (c->txn == NULL)
		rc = mdb_txn_begin(c->to->env, NULL, 0, &c->txn);
	if (rc == 0)
		rc = mdb_put(c->txn, c->to->dbi, key, data, MDB_APPEND);
	if (rc != 0)
		return disk_err(rc);
	c->bytes += data->mv_size;
	if (c->bytes < BATCH_BYTES)
		return OK;
	rc = copy_commit(c);
	copy_flush(c->to);
	if (rc == 0 && c->pause != NULL && !c->pause->go(c->pause->arg))
		return ERR_AGAIN;
	return disk_err(rc);
}

static enum err
copy_end(struct copy *c, enum err e)
{
	if (e == OK)
		e = disk_err(copy_commit(c));
	mdb_txn_abort(c->txn);
	c->txn = NULL;
	return e;
}

/* ---- the week, and deposits that arrive meanwhile -------------------------*/
/* Deposits that arrived during the copy: they become the new recent part. */
struct late {
	uint32_t from; /* order, in the old recent part, of the next to copy */
	uint32_t n;    /* how many were copied, numbered anew from 0 */
};

static enum err
late_put(struct copy *c, struct late *l, const MDB_val *key, MDB_val *data)
{
	struct recent_key k;
	MDB_val to = { sizeof(k), &k };

	if (!recent_is(key, data))
		return ERR_IO;
	memcpy(&k, key->mv_data, sizeof(k));
	l->from = order_get(k.order) + 1;
	order_put(k.order, l->n++);
	return copy_put(c, &to, data);
}

/* Copy the deposits from ${l->from} on, in order of arrival. */
static enum err
late_copy(struct copy *c, struct late *l, MDB_cursor *cur)
{
	uint8_t order[4];
	MDB_val key = { sizeof(order), order };
	MDB_val data;
	enum err e = OK;
	int rc;

	order_put(order, l->from);
	rc = mdb_cursor_get(cur, &key, &data, MDB_SET_RANGE);
	while (rc == 0 && e == OK) {
		e = late_put(c, l, &key, &data);
		if (e == OK)
			rc = mdb_cursor_get(cur, &key, &data, MDB_NEXT);
	}
	if (e == OK && rc != MDB_NOTFOUND)
		e = disk_err(rc);
	return copy_end(c, e);
}

/* Begin to read ${from}; pin it, so that env_begin() does not reopen it. */
static enum err
source_begin(struct env *from, MDB_txn **txn, pthread_mutex_t *turn)
{
	enum err e;

	*txn = NULL;
	pthread_mutex_lock(turn);
	e = env_begin(from, txn, MDB_RDONLY);
	from->pinned = e == OK;
	pthread_mutex_unlock(turn);
	return e;
}

/*
 * Merge both sources in order of name, without what is in ${before}.  Later
 * deposits are left to late_copy().
 */
static enum err
week_copy(struct env *to, struct env *const *from, struct env *before,
    struct late *l, pthread_mutex_t *turn, const struct pause *p)
{
	struct merge m[SOURCES] = { { .txn = NULL } };
	struct copy c = { .to = to, .pause = p };
	MDB_txn *txn;
	enum err e;

	e = source_begin(from[0], &txn, turn);
	if (e == OK)
		e = merge_add(&m[0], txn, from[0]->dbi);
	if (e == OK)
		e = source_begin(from[1], &txn, turn);
	if (e == OK)
		e = merge_add_recent(&m[1], txn, from[1]->dbi);
	if (e == OK && before != NULL) {
		e = source_begin(before, &c.known, turn);
		c.known_dbi = before->dbi;
	}
	if (e == OK)
		e = copy_end(&c, merge_walk(m, SOURCES, copy_put, &c));
	mdb_txn_abort(c.known);
	l->from = m[1].next;
	merge_end(m, SOURCES);
	return e;
}

/* Copy while deposits go on, until only a few late ones are left. */
static enum err
copy_unlocked(struct env *to, struct env *const *from, struct env *before,
    struct late *l, pthread_mutex_t *turn, const struct pause *p)
{
	enum err e = week_copy(to, from, before, l, turn, p);
	uint32_t had;

	if (e == OK) /* complete: sync it while no deposit has to wait */
		e = env_sync(&to[0]);
	do {
		struct merge m = { .txn = NULL };
		struct copy c = { .to = &to[1], .pause = p };
		MDB_txn *txn;

		had = l->n;
		if (e == OK)
			e = source_begin(from[1], &txn, turn);
		if (e == OK)
			e = merge_add(&m, txn, from[1]->dbi);
		if (e == OK)
			e = late_copy(&c, l, m.cur);
		merge_end(&m, 1);
	} while (e == OK && l->n - had > FEW);
	return e;
}

/* ---- the exchange ---------------------------------------------------------*/
/* Put ${to} in the place of ${e}; the caller closes and removes the old. */
static enum err
exchange(struct env *to, struct env *e)
{
	MDB_env *old = e->env;
	enum err r;

	if (renameat2(AT_FDCWD, to->path, AT_FDCWD, e->path, RENAME_EXCHANGE) !=
	    0)
		return disk_err(errno);
	r = disk_parent_sync(e->path);
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
 * Copy the rest and exchange the folders, the week's before the recent part's.
 * A write transaction in each source makes all writers wait.  A crash between
 * the two exchanges leaves entries in both folders, which is harmless.
 */
static enum err
copy_finish(struct env *to, struct env *const *from, size_t n, struct late *l)
{
	struct copy c = { .to = &to[n - 1] };
	struct merge m[SOURCES] = { { .txn = NULL } };
	MDB_txn *txn;
	enum err e = OK;

	for (size_t i = 0; i < n && e == OK; i++) {
		e = env_begin(from[i], &txn, 0);
		if (e == OK)
			e = merge_add(&m[i], txn, from[i]->dbi);
	}
	if (e == OK && n == SOURCES)
		e = late_copy(&c, l, m[1].cur);
	else if (e == OK)
		e = copy_end(&c, merge_walk(m, n, copy_put, &c));
	for (size_t i = 0; i < n && e == OK; i++)
		e = env_count(&to[i]);
	for (size_t i = 0; i < n && e == OK; i++)
		e = env_sync(&to[i]);
	for (size_t i = 0; i < n && e == OK; i++)
		e = exchange(&to[i], from[i]);
	merge_end(m, n);
	return e;
}

enum err
env_rewrite(struct env *e, struct env *recent, struct env *before,
    pthread_mutex_t *turn, const struct pause *p)
{
	struct env *from[SOURCES] = { e, recent };
	struct env to[SOURCES] = { { .env = NULL } };
	struct late late = { 0, 0 };
	size_t n = recent == NULL ? 1 : SOURCES;
	enum err r = OK;

	for (size_t i = 0; i < n && r == OK; i++)
		r = env_new(&to[i], from[i]->path);
	if (r == OK && recent != NULL)
		r = copy_unlocked(to, from, before, &late, turn, p);
	pthread_mutex_lock(turn);
	/* the folder's lock still keeps them in place, so late stays valid */
	e->pinned = false;
	if (recent != NULL)
		recent->pinned = false;
	if (before != NULL)
		before->pinned = false;
	if (r == OK)
		r = copy_finish(to, from, n, &late);
	pthread_mutex_unlock(turn);
	for (size_t i = 0; i < n; i++) {
		enum err removed = OK;

		env_close(&to[i]);
		if (to[i].path[0] != '\0')
			removed = discard(to[i].path, p);
		/* ERR_AGAIN: the next rewriting removes it */
		if (removed != OK && removed != ERR_AGAIN && r == OK)
			r = ERR_IO;
	}
	return r;
}
