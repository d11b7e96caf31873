/* store_merge.c - the entries of several environments, each once, in order. */

#include "store_merge.h"

#include "store_env.h"

static enum err
step(struct merge *m, MDB_cursor_op op)
{
	int rc = mdb_cursor_get(m->cur, &m->key, &m->data, op);

	m->end = rc == MDB_NOTFOUND;
	return m->end ? OK : env_err(rc);
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

/* Past the key of ${first}, wherever it stands. */
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
	return env_err(mdb_cursor_open(txn, dbi, &m->cur));
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
	}
}
