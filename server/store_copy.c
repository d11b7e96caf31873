/* store_copy.c - an environment rewritten in key order, and exchanged. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#include "store_env.h"

enum {
	FEW = 64, /* entries that may be copied while deposits wait */
	BATCH_BYTES = 2 << 20, /* in one transaction of a copy */
};

/* A copy under way: from a transaction into another environment. */
struct copy {
	struct env *to;
	MDB_txn *txn; /* in to; NULL between batches */
	size_t bytes; /* in this batch */
	size_t count; /* in all */
	unsigned flags;
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
copy_put(struct copy *c, MDB_val *key, MDB_val *data)
{
	int rc = 0;

	if (c->txn == NULL)
		rc = mdb_txn_begin(c->to->env, NULL, 0, &c->txn);
	if (rc == 0)
		rc = mdb_put(c->txn, c->to->dbi, key, data, c->flags);
	if (rc == MDB_KEYEXIST && c->flags == MDB_NOOVERWRITE)
		return 0; /* copied before; MDB_APPEND means disorder by it */
	if (rc != 0)
		return rc;
	c->count++;
	c->bytes += data->mv_size;
	if (c->bytes < BATCH_BYTES)
		return 0;
	rc = mdb_txn_commit(c->txn);
	c->txn = NULL;
	c->bytes = 0;
	copy_flush(c->to);
	return rc;
}

/* Copy what ${c->to} has not yet; in key order where it is empty. */
static enum err
copy_from(struct copy *c, const struct env *e, MDB_txn *from,
    const struct pause *p)
{
	MDB_cursor *cur = NULL;
	MDB_val key, data;
	int rc;

	rc = mdb_cursor_open(from, e->dbi, &cur);
	if (rc == 0)
		rc = mdb_cursor_get(cur, &key, &data, MDB_FIRST);
	while (rc == 0) {
		rc = copy_put(c, &key, &data);
		if (rc == 0 && p != NULL && c->bytes == 0 && !p->go(p->arg))
			rc = EAGAIN;
		if (rc == 0)
			rc = mdb_cursor_get(cur, &key, &data, MDB_NEXT);
	}
	if (cur != NULL)
		mdb_cursor_close(cur);
	if (rc == MDB_NOTFOUND)
		rc = 0;
	if (rc == 0 && c->txn != NULL)
		rc = mdb_txn_commit(c->txn);
	else
		mdb_txn_abort(c->txn);
	c->txn = NULL;
	c->bytes = 0;
	return rc == EAGAIN ? ERR_AGAIN : env_err(rc);
}

/* Copy while deposits go on, until one pass finds only a few. */
static enum err
copy_unlocked(struct env *to, struct env *e, pthread_mutex_t *turn,
    const struct pause *p)
{
	struct copy c = { to, NULL, 0, 0, MDB_APPEND };
	MDB_txn *txn;
	enum err r;

	do {
		c.count = 0;
		pthread_mutex_lock(turn);
		r = env_begin(e, &txn, MDB_RDONLY);
		e->pinned = r == OK;
		pthread_mutex_unlock(turn);
		if (r != OK)
			break;
		r = copy_from(&c, e, txn, p);
		mdb_txn_abort(txn);
		c.flags = MDB_NOOVERWRITE;
	} while (r == OK && c.count > FEW);
	return r;
}

/* Copy the rest and exchange the folders, with every writer waiting. */
static enum err
copy_finish(struct env *to, struct env *e, unsigned flags)
{
	struct copy c = { to, NULL, 0, 0, flags };
	MDB_txn *txn = NULL;
	struct env old;
	enum err r;

	r = env_begin(e, &txn, 0);
	if (r != OK)
		return r;
	r = copy_from(&c, e, txn, NULL);
	if (r == OK)
		r = env_sync(to);
	if (r == OK &&
	    renameat2(AT_FDCWD, to->path, AT_FDCWD, e->path, RENAME_EXCHANGE) !=
		0)
		r = env_err(errno);
	mdb_txn_abort(txn);
	if (r != OK)
		return r;
	r = env_parent_sync(e->path);
	old = *e;
	e->env = to->env;
	e->dbi = to->dbi;
	e->dev = to->dev;
	e->ino = to->ino;
	e->dirty = false;
	to->env = old.env; /* the caller closes and removes it */
	return r;
}

enum err
env_rewrite(struct env *e, pthread_mutex_t *turn, bool whole,
    const struct pause *p)
{
	struct env to;
	enum err r;

	r = env_new(&to, e->path);
	if (r == OK && !whole)
		r = copy_unlocked(&to, e, turn, p);
	pthread_mutex_lock(turn);
	e->pinned = false;
	if (r == OK)
		r = copy_finish(&to, e, whole ? MDB_APPEND : MDB_NOOVERWRITE);
	pthread_mutex_unlock(turn);
	env_close(&to);
	if (to.path[0] != '\0' && env_remove(to.path) != OK && r == OK)
		r = ERR_IO;
	return r;
}
