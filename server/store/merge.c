/* merge.c - walk several environments in key order, each key once. */

#include "store/merge.h"

#include <stdlib.h>
#include <string.h>

#include "store/env.h"

void
order_put(uint8_t out[static 4], uint32_t order)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(order >> (24 - 8 * i));
}

uint32_t
order_get(const uint8_t in[static 4])
{
	return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 |
	    (uint32_t)in[2] << 8 | in[3];
}

struct pool_key
pool_key(const uint8_t head[static POOL_HEAD], const uint8_t *rest)
{
	struct pool_key k;

	envelope_name_two(&k.name, head, POOL_HEAD, rest);
	memcpy(k.head, head, POOL_HEAD);
	return k;
}

bool
recent_is(const MDB_val *key, const MDB_val *data)
{
	return key->mv_size == sizeof(struct recent_key) &&
	    data->mv_size == ENVELOPE_SIZE - POOL_HEAD;
}

/* ---- recent ones, by name -------------------------------------------------*/
static int
by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	return memcmp(&x->key, &y->key, sizeof(x->key));
}

/* Drop duplicates, which sorting made adjacent; keep the last of each. */
static void
sorted_once(struct merge *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		if (i + 1 == m->n ||
		    by_name(&m->sorted[i], &m->sorted[i + 1]) != 0)
			m->sorted[n++] = m->sorted[i];
	m->n = n;
}

static void
named_set(struct named *out, const struct recent_key *key, const uint8_t *rest)
{
	out->key = pool_key(key->head, rest);
	memcpy(out->order, key->order, sizeof(out->order));
}

static enum err
sorted_read(struct merge *m, size_t most)
{
	MDB_val key, data;
	int rc = mdb_cursor_get(m->cur, &key, &data, MDB_FIRST);

	for (; rc == 0; rc = mdb_cursor_get(m->cur, &key, &data, MDB_NEXT)) {
		if (!recent_is(&key, &data) || m->n == most)
			return ERR_IO;
		named_set(&m->sorted[m->n], key.mv_data, data.mv_data);
		m->next = order_get(m->sorted[m->n++].order) + 1;
	}
	return rc == MDB_NOTFOUND ? OK : disk_err(rc);
}

static enum err
step_sorted(struct merge *m)
{
	struct named *at = &m->sorted[m->at];
	struct recent_key k;
	MDB_val key = { sizeof(k), &k };

	m->end = m->at == m->n;
	if (m->end)
		return OK;
	m->at++;
	m->key = (MDB_val){ sizeof(at->key), &at->key };
	memcpy(k.order, at->order, sizeof(k.order));
	memcpy(k.head, at->key.head, POOL_HEAD);
	return disk_err(mdb_cursor_get(m->cur, &key, &m->data, MDB_SET));
}

/* ---- all ------------------------------------------------------------------*/
static enum err
step(struct merge *m, MDB_cursor_op op)
{
	int rc;

	if (m->sorted != NULL)
		return step_sorted(m);
	rc = mdb_cursor_get(m->cur, &m->key, &m->data, op);
	m->end = rc == MDB_NOTFOUND;
	return m->end ? OK : disk_err(rc);
}

static int
compare(const struct merge *a, const struct merge *b)
{
	return mdb_cmp(a->txn, mdb_cursor_dbi(a->cur), &a->key, &b->key);
}

static struct merge *
first_of(struct merge *m, size_t n)
{
	struct merge *first = NULL;

	for (size_t i = 0; i < n; i++)
		if (!m[i].end && (first == NULL || compare(&m[i], first) < 0))
			first = &m[i];
	return first;
}

/* Advance each environment that is at the key of ${first}. */
static enum err
pass(struct merge *m, size_t n, struct merge *first)
{
	enum err e = OK;

	for (size_t i = 0; i < n && e == OK; i++)
		if (&m[i] != first && !m[i].end && compare(&m[i], first) == 0)
			e = step(&m[i], MDB_NEXT);
	return e == OK ? step(first, MDB_NEXT) : e;
}

enum err
merge_add(struct merge *m, MDB_txn *txn, MDB_dbi dbi)
{
	m->txn = txn;
	return disk_err(mdb_cursor_open(txn, dbi, &m->cur));
}

enum err
merge_add_recent(struct merge *m, MDB_txn *txn, MDB_dbi dbi)
{
	MDB_stat st = { 0 };
	enum err e = merge_add(m, txn, dbi);

	if (e == OK)
		e = disk_err(mdb_stat(txn, dbi, &st));
	if (e != OK)
		return e;
	m->sorted = malloc((st.ms_entries + 1) * sizeof(*m->sorted));
	if (m->sorted == NULL)
		return ERR_MEMORY;
	e = sorted_read(m, st.ms_entries);
	qsort(m->sorted, m->n, sizeof(*m->sorted), by_name);
	sorted_once(m);
	return e;
}

enum err
merge_walk(struct merge *m, size_t n, merge_visit *visit, void *arg)
{
	struct merge *first;
	enum err e = OK;

	for (size_t i = 0; i < n && e == OK; i++)
		e = step(&m[i], MDB_FIRST);
	while (e == OK && (first = first_of(m, n)) != NULL) {
		e = visit(arg, &first->key, &first->data);
		if (e == OK)
			e = pass(m, n, first);
	}
	return e;
}

void
merge_end(struct merge *m, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (m[i].cur != NULL)
			mdb_cursor_close(m[i].cur);
		mdb_txn_abort(m[i].txn);
		free(m[i].sorted);
	}
}
