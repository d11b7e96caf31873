/* pool.c - the envelopes of the pool: find, deposit, walk. */

#include <stdlib.h>
#include <string.h>

#include "store/inside.h"
#include "store/merge.h"

static bool
is_that(const MDB_val *key, const MDB_val *data, const uint8_t *envelope)
{
	const struct recent_key *k = key->mv_data;

	return recent_is(key, data) &&
	    memcmp(k->head, envelope, POOL_HEAD) == 0 &&
	    memcmp(data->mv_data, envelope + POOL_HEAD, data->mv_size) == 0;
}

/* Recent deposits are not keyed by name: compare each. */
static void
find_recent(MDB_txn *txn, MDB_dbi dbi, struct pool_item *const *items, size_t n)
{
	MDB_cursor *cur = NULL;
	MDB_val key, data;
	int rc = mdb_cursor_open(txn, dbi, &cur);

	if (rc == 0)
		rc = mdb_cursor_get(cur, &key, &data, MDB_FIRST);
	for (; rc == 0; rc = mdb_cursor_get(cur, &key, &data, MDB_NEXT)) {
		for (size_t i = 0; i < n; i++)
			if (is_that(&key, &data, items[i]->envelope))
				items[i]->result = OK;
	}
	if (cur != NULL)
		mdb_cursor_close(cur);
}

static void
find_named(struct store *s, struct pool_item *item)
{
	struct pool_key k =
	    pool_key(item->envelope, item->envelope + POOL_HEAD);
	MDB_val key = { sizeof(k), &k };
	MDB_val data;
	MDB_txn *txn;

	for (size_t i = s->envs; i-- > 0 && item->result != OK;) {
		if (s->week[i]->recent ||
		    weeks_begin(s, i, &txn, MDB_RDONLY) != OK)
			continue;
		if (mdb_get(txn, s->week[i]->env.dbi, &key, &data) == 0)
			item->result = OK;
		mdb_txn_abort(txn);
	}
}

void
store_find(struct store *s, struct pool_item *const *items, size_t n)
{
	MDB_txn *txn;

	for (size_t i = 0; i < n; i++)
		items[i]->result = ERR_MISSING;
	pthread_mutex_lock(&s->turn);
	/* recent parts first: what leaves one is already in its week */
	for (size_t i = s->envs; i-- > 0;) {
		if (!s->week[i]->recent ||
		    weeks_begin(s, i, &txn, MDB_RDONLY) != OK)
			continue;
		find_recent(txn, s->week[i]->env.dbi, items, n);
		mdb_txn_abort(txn);
	}
	for (size_t i = 0; i < n; i++)
		if (items[i]->result != OK)
			find_named(s, items[i]);
	pthread_mutex_unlock(&s->turn);
}

/* Set ${next} to the order of the next deposit. */
static int
order_next(MDB_txn *txn, MDB_dbi dbi, uint32_t *next)
{
	MDB_cursor *cur = NULL;
	MDB_val key, data;
	int rc = mdb_cursor_open(txn, dbi, &cur);

	*next = 0;
	if (rc == 0)
		rc = mdb_cursor_get(cur, &key, &data, MDB_LAST);
	if (rc == 0 && !recent_is(&key, &data))
		rc = MDB_CORRUPTED;
	if (rc == 0)
		*next = order_get(key.mv_data) + 1;
	if (cur != NULL)
		mdb_cursor_close(cur);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

static int
put_all(MDB_txn *txn, MDB_dbi dbi, struct pool_item *const *items, size_t n)
{
	uint32_t order;
	int rc = order_next(txn, dbi, &order);

	for (size_t i = 0; i < n && rc == 0; i++) {
		struct recent_key k;
		MDB_val key = { sizeof(k), &k };
		MDB_val data = { ENVELOPE_SIZE - POOL_HEAD, NULL };

		if (items[i]->result != ERR_MISSING)
			continue;
		order_put(k.order, order++);
		memcpy(k.head, items[i]->envelope, POOL_HEAD);
		rc = mdb_put(txn, dbi, &key, &data, MDB_APPEND | MDB_RESERVE);
		if (rc == 0)
			memcpy(data.mv_data, items[i]->envelope + POOL_HEAD,
			    ENVELOPE_SIZE - POOL_HEAD);
	}
	return rc;
}

/* All in one durable transaction. */
static enum err
deposit_in(struct store *s, size_t i, struct pool_item *const *items, size_t n)
{
	struct env *env = &s->week[i]->env;
	MDB_txn *txn = NULL;
	MDB_stat st = { 0 };
	enum err e;
	int rc;

	e = weeks_begin(s, i, &txn, 0);
	if (e != OK)
		return e;
	rc = put_all(txn, env->dbi, items, n);
	if (rc == 0)
		rc = mdb_stat(txn, env->dbi, &st);
	if (rc == 0) {
		rc = mdb_txn_commit(txn);
		txn = NULL;
	}
	mdb_txn_abort(txn);
	if (rc == 0)
		env->entries = st.ms_entries;
	return disk_err(rc);
}

/* If another process forgets the week meanwhile, create it again. */
static enum err
deposit_to(struct store *s, uint16_t week, struct pool_item *const *items,
    size_t n)
{
	enum err e = ERR_MISSING;
	MDB_txn *txn = NULL;

	for (int tries = 0; tries < 2 && e == ERR_MISSING; tries++) {
		e = weeks_open(s, week, false, true);
		if (e == OK) /* no recent part without its week */
			e = weeks_open(s, week, true, true);
		if (e == OK) /* reopen it if another process rewrote it */
			e = weeks_begin(s, weeks_place(s, week, false), &txn,
			    MDB_RDONLY);
		mdb_txn_abort(txn);
		txn = NULL;
		if (e == OK)
			e = deposit_in(s, weeks_place(s, week, true), items, n);
	}
	return e;
}

void
store_deposit(struct store *s, uint16_t week, struct pool_item *const *items,
    size_t n)
{
	enum err e;

	pthread_mutex_lock(&s->turn);
	e = disk_room(s->dir, 0) ? deposit_to(s, week, items, n) : ERR_FULL;
	pthread_mutex_unlock(&s->turn);
	/* LMDB reports a short write as EIO: the disk is full or failing, and
	 * a client that retries in a minute gains nothing */
	if (e == ERR_IO)
		e = ERR_FULL;
	else if (e != OK && e != ERR_FULL)
		e = ERR_AGAIN;
	for (size_t j = 0; j < n; j++)
		if (items[j]->result == ERR_MISSING)
			items[j]->result = e;
}

struct walk {
	struct merge m[STORE_ENVS];
	size_t n;
	store_visit *visit;
	void *arg;
	uint8_t envelope[ENVELOPE_SIZE];
};

static enum err
visit_one(void *arg, MDB_val *key, MDB_val *data)
{
	struct walk *w = arg;
	const struct pool_key *k = key->mv_data;

	if (key->mv_size != sizeof(*k) ||
	    data->mv_size != ENVELOPE_SIZE - POOL_HEAD)
		return ERR_IO;
	memcpy(w->envelope, k->head, POOL_HEAD);
	memcpy(w->envelope + POOL_HEAD, data->mv_data,
	    ENVELOPE_SIZE - POOL_HEAD);
	return w->visit(w->arg, w->envelope);
}

static enum err
walk_add(struct walk *w, const struct week *week, MDB_txn *txn)
{
	struct merge *m = &w->m[w->n++];

	return week->recent ? merge_add_recent(m, txn, week->env.dbi)
			    : merge_add(m, txn, week->env.dbi);
}

/* Begin to read all weeks; drop those that are gone. */
static enum err
walk_begin(struct walk *w, struct store *s)
{
	enum err e = pool_open(s); /* also weeks that others created */
	MDB_txn *txn;

	while (w->n < s->envs && e == OK) {
		e = weeks_begin(s, w->n, &txn, MDB_RDONLY);
		if (e == OK)
			e = walk_add(w, s->week[w->n], txn);
		else if (e == ERR_MISSING)
			e = OK;
	}
	return e;
}

enum err
store_walk(struct store *s, store_visit *visit, void *arg)
{
	struct walk *w = calloc(1, sizeof(*w));
	enum err e;

	if (w == NULL)
		return ERR_MEMORY;
	w->visit = visit;
	w->arg = arg;
	pthread_mutex_lock(&s->turn);
	e = walk_begin(w, s);
	if (e == OK) /* an envelope sent twice may be in two weeks */
		e = merge_walk(w->m, w->n, visit_one, w);
	merge_end(w->m, w->n);
	pthread_mutex_unlock(&s->turn);
	free(w);
	return e;
}
