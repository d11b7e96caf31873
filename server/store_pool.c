/* store_pool.c - the envelopes of the pool: found, added, visited. */

#include <string.h>

#include "store_inside.h"
#include "store_merge.h"

static void
find_in(MDB_txn *txn, MDB_dbi dbi, struct pool_item *const *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		MDB_val key = { sizeof(items[i]->name), items[i]->name.b };
		MDB_val data;

		if (items[i]->result == ERR_MISSING &&
		    mdb_get(txn, dbi, &key, &data) == 0)
			items[i]->result = OK;
	}
}

void
store_find(struct store *s, struct pool_item *const *items, size_t n)
{
	MDB_txn *txn;

	for (size_t i = 0; i < n; i++)
		items[i]->result = ERR_MISSING;
	pthread_mutex_lock(&s->turn);
	/* recent ones first: what leaves one is in its week already */
	for (size_t i = s->envs; i-- > 0;) {
		if (slot_begin(s, i, &txn, MDB_RDONLY) != OK)
			continue;
		find_in(txn, s->week[i]->env.dbi, items, n);
		mdb_txn_abort(txn);
	}
	pthread_mutex_unlock(&s->turn);
}

static int
put_all(MDB_txn *txn, MDB_dbi dbi, struct pool_item *const *items, size_t n)
{
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		MDB_val key = { sizeof(items[i]->name), items[i]->name.b };
		MDB_val data = { ENVELOPE_SIZE, NULL };

		if (items[i]->result != ERR_MISSING)
			continue;
		rc = mdb_put(txn, dbi, &key, &data,
		    MDB_NOOVERWRITE | MDB_RESERVE);
		if (rc == 0)
			memcpy(data.mv_data, items[i]->envelope, ENVELOPE_SIZE);
		else if (rc == MDB_KEYEXIST) /* twice in this transaction */
			rc = 0;
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

	e = slot_begin(s, i, &txn, 0);
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
	return env_err(rc);
}

/* Made anew where another process has forgotten the week. */
static enum err
deposit_to(struct store *s, uint16_t week, struct pool_item *const *items,
    size_t n)
{
	enum err e = ERR_MISSING;

	for (int tries = 0; tries < 2 && e == ERR_MISSING; tries++) {
		e = slot_open(s, week, false, true);
		if (e == OK) /* who has the second has the first */
			e = slot_open(s, week, true, true);
		if (e == OK)
			e = deposit_in(s, slot_place(s, week, true), items, n);
	}
	return e;
}

void
store_deposit(struct store *s, uint16_t week, struct pool_item *const *items,
    size_t n)
{
	enum err e;

	pthread_mutex_lock(&s->turn);
	e = deposit_to(s, week, items, n);
	pthread_mutex_unlock(&s->turn);
	/* LMDB calls a short write EIO: a full disk, or one that fails, and
	 * either way who waits a minute gains nothing */
	if (e == ERR_IO)
		e = ERR_FULL;
	else if (e != OK && e != ERR_FULL)
		e = ERR_AGAIN;
	for (size_t j = 0; j < n; j++)
		if (items[j]->result == ERR_MISSING)
			items[j]->result = e;
}

struct visit {
	store_visit *visit;
	void *arg;
};

static enum err
visit_one(void *arg, MDB_val *key, MDB_val *data)
{
	const struct visit *v = arg;

	if (key->mv_size != sizeof(struct pool_name) ||
	    data->mv_size != ENVELOPE_SIZE)
		return ERR_IO;
	return v->visit(v->arg, data->mv_data);
}

enum err
store_walk(struct store *s, store_visit *visit, void *arg)
{
	struct merge m[STORE_ENVS] = { { .txn = NULL } };
	struct visit v = { visit, arg };
	MDB_txn *txn;
	enum err e;
	size_t n = 0;

	pthread_mutex_lock(&s->turn);
	e = pool_open(s); /* what another process made meanwhile */
	while (n < s->envs && e == OK) {
		e = slot_begin(s, n, &txn, MDB_RDONLY);
		if (e == OK) {
			e = merge_add(&m[n], txn, s->week[n]->env.dbi);
			n++;
		} else if (e == ERR_MISSING) {
			e = OK;
		}
	}
	if (e == OK) /* who sent an envelope again may be in two weeks */
		e = merge_walk(m, n, visit_one, &v);
	merge_end(m, n);
	pthread_mutex_unlock(&s->turn);
	return e;
}
