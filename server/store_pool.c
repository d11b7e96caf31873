/* store_pool.c - the pool: one environment per ISO week, keyed by name. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store_inside.h"
#include "week.h"

enum {
	WEEK_PATH = 5 + WEEK_TEXT, /* "pool/" before it */
};

static void
week_path(char out[static WEEK_PATH], uint16_t week)
{
	char text[WEEK_TEXT];

	week_print(text, week);
	snprintf(out, WEEK_PATH, "pool/%s", text);
}

static enum err
count(struct week *w)
{
	MDB_txn *txn = NULL;
	MDB_stat st;
	enum err e;

	e = env_begin(&w->env, &txn, MDB_RDONLY);
	if (e != OK)
		return e;
	e = env_err(mdb_stat(txn, w->env.dbi, &st));
	if (e == OK)
		w->envelopes = st.ms_entries;
	mdb_txn_abort(txn);
	return e;
}

/* Make room for ${week} in its place; NULL if there is no memory. */
static struct week *
slot_insert(struct store *s, uint16_t week)
{
	struct week *w = calloc(1, sizeof(*w));
	size_t at;

	if (w == NULL)
		return NULL;
	for (at = s->weeks; at > 0 && s->week[at - 1]->number > week; at--)
		s->week[at] = s->week[at - 1];
	w->number = week;
	s->week[at] = w;
	s->weeks++;
	return w;
}

static void
slot_remove(struct store *s, size_t at)
{
	env_close(&s->week[at]->env);
	free(s->week[at]);
	s->weeks--;
	for (; at < s->weeks; at++)
		s->week[at] = s->week[at + 1];
}

static size_t
slot_of(const struct store *s, uint16_t week)
{
	size_t i = 0;

	while (i < s->weeks && s->week[i]->number != week)
		i++;
	return i;
}

/* Open ${week}, making it where ${create}. */
static enum err
slot_open(struct store *s, uint16_t week, bool create)
{
	char name[WEEK_PATH];
	struct week *w;
	enum err e;

	if (s->weeks == STORE_WEEKS)
		return ERR_FULL;
	week_path(name, week);
	w = slot_insert(s, week);
	if (w == NULL)
		return ERR_MEMORY;
	e = env_open(&w->env, s->path, name);
	if (e == ERR_MISSING && create)
		e = env_create(&w->env, s->path, name);
	if (e == OK)
		e = count(w);
	if (e != OK)
		slot_remove(s, slot_of(s, week));
	return e;
}

enum err
pool_open(struct store *s)
{
	struct dirent *d;
	uint16_t week;
	enum err e = OK;
	DIR *dir;
	int fd;

	fd = openat(s->dir, "pool", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (dir == NULL) {
		if (fd >= 0)
			close(fd);
		return env_err(errno);
	}
	while (e == OK) {
		errno = 0;
		/* NOLINTNEXTLINE(concurrency-mt-unsafe): our own DIR */
		d = readdir(dir);
		if (d == NULL) {
			e = env_err(errno);
			break;
		}
		if (week_parse(&week, span_str(d->d_name)) != OK)
			continue; /* ., .., and what a crash left */
		e = slot_open(s, week, false);
		if (e == ERR_MISSING) /* made, but never opened */
			e = OK;
	}
	closedir(dir);
	return e;
}

void
pool_close(struct store *s)
{
	while (s->weeks > 0)
		slot_remove(s, s->weeks - 1);
}

/* Begin in the ${i}th week; a week that is gone leaves the list. */
static enum err
slot_begin(struct store *s, size_t i, MDB_txn **txn, unsigned flags)
{
	enum err e = env_begin(&s->week[i]->env, txn, flags);

	if (e == ERR_MISSING)
		slot_remove(s, i);
	return e;
}

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
	for (size_t i = s->weeks; i-- > 0;) {
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

/* All in one durable transaction in the ${i}th week. */
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
		return e == ERR_MISSING ? ERR_AGAIN : e;
	rc = put_all(txn, env->dbi, items, n);
	if (rc == 0)
		rc = mdb_stat(txn, env->dbi, &st);
	if (rc == 0) {
		rc = mdb_txn_commit(txn);
		txn = NULL;
	}
	mdb_txn_abort(txn);
	env->dirty = true;
	if (rc == 0)
		s->week[i]->envelopes = st.ms_entries;
	return env_err(rc);
}

void
store_deposit(struct store *s, uint16_t week, struct pool_item *const *items,
    size_t n)
{
	enum err e = OK;
	size_t i;

	pthread_mutex_lock(&s->turn);
	i = slot_of(s, week);
	if (i == s->weeks) {
		e = slot_open(s, week, true);
		i = slot_of(s, week);
	}
	if (e == OK)
		e = deposit_in(s, i, items, n);
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

size_t
store_weeks(struct store *s, struct pool_week out[static STORE_WEEKS])
{
	size_t n;

	pthread_mutex_lock(&s->turn);
	n = s->weeks;
	for (size_t i = 0; i < n; i++)
		out[i] = (struct pool_week){ s->week[i]->number,
			s->week[i]->envelopes };
	pthread_mutex_unlock(&s->turn);
	return n;
}

enum err
store_forget(struct store *s, uint16_t week)
{
	char path[ENV_PATH];
	enum err e = OK;
	size_t i;

	pthread_mutex_lock(&s->turn);
	i = slot_of(s, week);
	if (i < s->weeks) {
		memcpy(path, s->week[i]->env.path, sizeof(path));
		slot_remove(s, i);
		e = env_remove(path);
	}
	pthread_mutex_unlock(&s->turn);
	return e;
}

/* Where the walk stands in one week. */
struct walker {
	MDB_txn *txn;
	MDB_cursor *cur;
	MDB_val key;
	MDB_val data;
	bool end;
};

static enum err
walker_step(struct walker *w, MDB_cursor_op op)
{
	int rc = mdb_cursor_get(w->cur, &w->key, &w->data, op);

	w->end = rc == MDB_NOTFOUND;
	if (rc == 0 &&
	    (w->key.mv_size != sizeof(struct pool_name) ||
		w->data.mv_size != ENVELOPE_SIZE))
		return ERR_IO;
	return w->end ? OK : env_err(rc);
}

static int
walker_compare(const struct walker *a, const struct walker *b)
{
	return memcmp(a->key.mv_data, b->key.mv_data, sizeof(struct pool_name));
}

static struct walker *
walker_first(struct walker *w, size_t n)
{
	struct walker *first = NULL;

	for (size_t i = 0; i < n; i++)
		if (!w[i].end &&
		    (first == NULL || walker_compare(&w[i], first) < 0))
			first = &w[i];
	return first;
}

static enum err
walk_all(struct walker *w, size_t n, store_visit *visit, void *arg)
{
	struct walker *first;
	enum err e = OK;

	for (size_t i = 0; i < n && e == OK; i++)
		e = walker_step(&w[i], MDB_FIRST);
	first = walker_first(w, n);
	while (e == OK && first != NULL) {
		e = visit(arg, first->data.mv_data);
		/* the same envelope, sent again in a later week */
		for (size_t i = 0; i < n && e == OK; i++)
			if (&w[i] != first && !w[i].end &&
			    walker_compare(&w[i], first) == 0)
				e = walker_step(&w[i], MDB_NEXT);
		if (e == OK)
			e = walker_step(first, MDB_NEXT);
		first = walker_first(w, n);
	}
	return e;
}

enum err
store_walk(struct store *s, store_visit *visit, void *arg)
{
	struct walker w[STORE_WEEKS] = { { .txn = NULL } };
	enum err e = OK;
	size_t n = 0;

	pthread_mutex_lock(&s->turn);
	while (n < s->weeks && e == OK) {
		e = slot_begin(s, n, &w[n].txn, MDB_RDONLY);
		if (e == ERR_MISSING) {
			e = OK;
			continue;
		}
		if (e == OK)
			e = env_err(mdb_cursor_open(w[n].txn,
			    s->week[n]->env.dbi, &w[n].cur));
		n++;
	}
	if (e == OK)
		e = walk_all(w, n, visit, arg);
	for (size_t i = 0; i < n; i++) {
		if (w[i].cur != NULL)
			mdb_cursor_close(w[i].cur);
		mdb_txn_abort(w[i].txn);
	}
	pthread_mutex_unlock(&s->turn);
	return e;
}
