/* store.c - a service's folder: open, lock, state values, free space. */

#include "store/store.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/inside.h"

/* The key of a state value: u8 kind || holder || u32 number. */
struct state_key {
	uint8_t b[1 + sizeof(struct desk_id) + 4];
};

static enum err
folder_make(const char *path)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST ? OK : disk_err(errno);
}

enum err
store_create(const char *path)
{
	char pool[STORE_PATH + 8];
	struct env state;
	enum err e;

	if (strlen(path) >= STORE_PATH)
		return ERR_TOO_LONG;
	snprintf(pool, sizeof(pool), "%s/pool", path);
	e = folder_make(path);
	if (e == OK)
		e = folder_make(pool);
	if (e != OK)
		return e;
	e = env_open(&state, path, "state");
	if (e == ERR_MISSING)
		e = env_create(&state, path, "state");
	if (e == OK)
		env_close(&state);
	return e;
}

static enum err
pool_ready(struct store *s)
{
	static const uint8_t now = RESTORED_NOW;
	const struct state_item item = { .kind = STATE_RESTORED,
		.value = { &now, sizeof(now) } };
	enum err e;

	if (faccessat(s->dir, "pool", F_OK, 0) == 0 || errno != ENOENT)
		return OK;
	e = store_put(s, &item, 1);
	if (e == OK && mkdirat(s->dir, "pool", 0700) != 0 && errno != EEXIST)
		e = disk_err(errno);
	if (e == OK && fsync(s->dir) != 0)
		e = disk_err(errno);
	return e;
}

static enum err
open_all(struct store *s)
{
	enum err e;

	s->dir = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->dir < 0)
		return disk_err(errno);
	e = env_open(&s->state, s->path, "state");
	if (e != OK)
		return e;
	s->lock = openat(s->dir, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (s->lock < 0)
		return disk_err(errno);
	e = pool_ready(s);
	return e == OK ? pool_open(s) : e;
}

enum err
store_open(struct store **s, const char *path)
{
	struct store *o;
	enum err e;

	*s = NULL;
	if (strlen(path) >= STORE_PATH)
		return ERR_TOO_LONG;
	o = calloc(1, sizeof(*o));
	if (o == NULL)
		return ERR_MEMORY;
	o->dir = -1;
	o->lock = -1;
	memcpy(o->path, path, strlen(path) + 1);
	if (pthread_mutex_init(&o->turn, NULL) != 0) {
		free(o);
		return ERR_MEMORY;
	}
	e = open_all(o);
	if (e != OK) {
		store_close(o);
		return e;
	}
	(void)store_changed(o);
	*s = o;
	return OK;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	pool_close(s);
	env_close(&s->state);
	if (s->lock >= 0)
		close(s->lock);
	if (s->dir >= 0)
		close(s->dir);
	pthread_mutex_destroy(&s->turn);
	free(s);
}

int
store_dir(const struct store *s)
{
	return s->dir;
}

enum err
store_lock(struct store *s, bool wait)
{
	const struct timespec tenth = { 0, 100000000 };
	int rests = wait ? 10 * STORE_LOCK_SECONDS : 0;

	while (flock(s->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return ERR_IO;
		if (rests-- == 0)
			return ERR_AGAIN;
		(void)nanosleep(&tenth, NULL);
	}
	return OK;
}

void
store_unlock(struct store *s)
{
	(void)flock(s->lock, LOCK_UN);
}

static struct state_key
state_key(enum state kind, const struct desk_id *holder, uint32_t number)
{
	static const struct desk_id none;
	struct state_key key = { { 0 } };
	struct writer w = { key.b, sizeof(key.b), 0, false };

	wire_put_u8(&w, (uint8_t)kind);
	wire_put(&w, holder == NULL ? &none : holder, sizeof(none));
	wire_put_u32(&w, number);
	return key;
}

enum err
store_get(struct store *s, struct file *f, enum state kind,
    const struct desk_id *holder, uint32_t number)
{
	struct state_key at = state_key(kind, holder, number);
	MDB_val key = { sizeof(at), &at };
	MDB_val data;
	MDB_txn *txn = NULL;
	enum err e;
	int rc;

	*f = (struct file){ NULL, 0 };
	pthread_mutex_lock(&s->turn);
	e = env_begin(&s->state, &txn, MDB_RDONLY);
	if (e != OK)
		goto out;
	rc = mdb_get(txn, s->state.dbi, &key, &data);
	e = rc == MDB_NOTFOUND ? ERR_MISSING : disk_err(rc);
	if (e != OK)
		goto out;
	f->p = malloc(data.mv_size + 1); /* malloc(0) may return NULL */
	e = f->p == NULL ? ERR_MEMORY : OK;
	if (e == OK) {
		memcpy(f->p, data.mv_data, data.mv_size);
		f->n = data.mv_size;
	}
out:
	mdb_txn_abort(txn);
	pthread_mutex_unlock(&s->turn);
	return e;
}

static int
put_one(const struct store *s, MDB_txn *txn, const struct state_item *item)
{
	struct state_key at =
	    state_key(item->kind, &item->holder, item->number);
	MDB_val key = { sizeof(at), &at };
	MDB_val data = { item->value.n, NULL };
	int rc;

	if (item->value.n == 0) {
		rc = mdb_del(txn, s->state.dbi, &key, NULL);
		return rc == MDB_NOTFOUND ? 0 : rc;
	}
	rc = mdb_put(txn, s->state.dbi, &key, &data, MDB_RESERVE);
	if (rc == 0)
		memcpy(data.mv_data, item->value.p, item->value.n);
	return rc;
}

enum err
store_put(struct store *s, const struct state_item *items, size_t n)
{
	MDB_txn *txn = NULL;
	enum err e;
	int rc = 0;

	pthread_mutex_lock(&s->turn);
	e = env_begin(&s->state, &txn, 0);
	if (e != OK)
		goto out;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = put_one(s, txn, &items[i]);
	if (rc == 0) {
		rc = mdb_txn_commit(txn);
		txn = NULL;
	}
	e = disk_err(rc);
	s->state.dirty = true;
out:
	mdb_txn_abort(txn);
	pthread_mutex_unlock(&s->turn);
	return e;
}

bool
store_changed(struct store *s)
{
	MDB_txn *txn = NULL;
	bool changed = false;
	uint64_t now;

	pthread_mutex_lock(&s->turn);
	if (env_begin(&s->state, &txn, MDB_RDONLY) == OK) {
		/* a rewritten file restarts its txn ids: mix in the inode */
		now = ((uint64_t)s->state.ino << 24) ^ mdb_txn_id(txn);
		changed = now != s->seen;
		s->seen = now;
	}
	mdb_txn_abort(txn);
	pthread_mutex_unlock(&s->turn);
	return changed;
}

static bool
state_dirty(struct store *s)
{
	bool dirty;

	pthread_mutex_lock(&s->turn);
	dirty = s->state.dirty;
	pthread_mutex_unlock(&s->turn);
	return dirty;
}

bool
store_free(unsigned *tenths, const struct store *s)
{
	struct statvfs v;

	*tenths = 10;
	if (fstatvfs(s->dir, &v) == 0 && v.f_blocks > 0)
		*tenths = (unsigned)((uint64_t)v.f_bavail * 10 / v.f_blocks);
	return disk_room(s->dir, 0);
}

enum err
store_rewrite(struct store *s, enum rewrite what, bool (*go)(void *arg),
    void *arg)
{
	const struct pause asked = { go, arg };
	const struct pause *p = go != NULL ? &asked : NULL;
	enum err e = OK;

	if (state_dirty(s))
		e = env_rewrite(&s->state, NULL, NULL, &s->turn, NULL);
	return e == OK && what != REWRITE_STATE ? pool_rewrite(s, what, p) : e;
}

void
store_touch(struct store *s)
{
	pthread_mutex_lock(&s->turn);
	env_touch(&s->state);
	for (size_t i = s->envs; i-- > 0;) {
		MDB_txn *txn = NULL;

		if (weeks_begin(s, i, &txn, MDB_RDONLY) == ERR_MISSING)
			continue;
		mdb_txn_abort(txn);
		env_touch(&s->week[i]->env);
	}
	(void)utimensat(s->dir, ".", NULL, 0);
	(void)utimensat(s->dir, "pool", NULL, 0);
	pthread_mutex_unlock(&s->turn);
}
