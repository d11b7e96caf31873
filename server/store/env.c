/* env.c - one LMDB environment: create, open, reopen, sync. */

#include "store/env.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Address space, not memory or disk: POOL_CAP envelopes take 5.6 GiB. */
static const size_t map_size = (size_t)8 << 30;

enum {
	LOCK_SIZE = 8192, /* LMDB's lock file with its 126 readers */
};

/* Stat the data file now at the path; false if there is none (new folder). */
static bool
file_at(const struct env *e, struct stat *st)
{
	char data[DISK_PATH];

	return disk_path(data, e->path, "/", "data.mdb") == OK &&
	    stat(data, st) == 0;
}

/*
 * Record which file is open.  LMDB opens the lock file first: if the folder
 * was exchanged between the two, they do not belong together, and the data
 * file is not ${before}.  ERR_VERSION in that case.
 */
static enum err
file_note(struct env *e, const struct stat *before)
{
	struct stat st;
	int fd;

	if (mdb_env_get_fd(e->env, &fd) != 0 || fstat(fd, &st) != 0)
		return ERR_IO;
	e->dev = st.st_dev;
	e->ino = st.st_ino;
	if (before != NULL &&
	    (st.st_dev != before->st_dev || st.st_ino != before->st_ino))
		return ERR_VERSION;
	return OK;
}

/* LMDB maps its lock file: on a full disk, writing to a hole is a SIGBUS. */
static int
lock_reserve(const char *path)
{
	char file[DISK_PATH];
	int fd;
	int rc;

	if (disk_path(file, path, "/", "lock.mdb") != OK)
		return ENAMETOOLONG;
	fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	rc = posix_fallocate(fd, 0, LOCK_SIZE);
	(void)close(fd);
	return rc;
}

enum err
env_count(struct env *e)
{
	MDB_txn *txn = NULL;
	MDB_stat st;
	int rc = mdb_txn_begin(e->env, NULL, MDB_RDONLY, &txn);

	if (rc == 0)
		rc = mdb_stat(txn, e->dbi, &st);
	if (rc == 0)
		e->entries = st.ms_entries;
	mdb_txn_abort(txn);
	return disk_err(rc);
}

static enum err
open_once(struct env *e)
{
	struct stat before, now;
	bool there = file_at(e, &before);
	MDB_txn *txn = NULL;
	enum err r;
	int rc = lock_reserve(e->path);

	if (rc == 0)
		rc = mdb_env_create(&e->env);
	if (rc == 0)
		rc = mdb_env_set_mapsize(e->env, map_size);
	if (rc == 0)
		rc = mdb_env_open(e->env, e->path, MDB_NOTLS, 0600);
	if (rc == 0)
		rc = mdb_txn_begin(e->env, NULL, MDB_RDONLY, &txn);
	if (rc == 0)
		rc = mdb_dbi_open(txn, NULL, 0, &e->dbi);
	mdb_txn_abort(txn);
	e->dirty = true;
	r = disk_err(rc);
	if (r == OK)
		r = env_count(e);
	if (r == OK)
		r = file_note(e, there ? &before : NULL);
	if (r == OK) /* free the pages held by dead readers */
		r = disk_err(mdb_reader_check(e->env, NULL));
	if (r != OK)
		env_close(e);
	/* another process may have replaced and overwritten it meanwhile */
	if (r != OK && there && file_at(e, &now) &&
	    (now.st_dev != before.st_dev || now.st_ino != before.st_ino))
		r = ERR_VERSION;
	return r;
}

static enum err
open_here(struct env *e)
{
	enum err r = ERR_VERSION;

	for (int tries = 0; tries < 8 && r == ERR_VERSION; tries++)
		r = open_once(e);
	return r == ERR_VERSION ? ERR_AGAIN : r;
}

enum err
env_open(struct env *e, const char *root, const char *name)
{
	char data[DISK_PATH];
	enum err r;

	*e = (struct env){ .env = NULL };
	r = disk_path(e->path, root, "/", name);
	if (r == OK)
		r = disk_path(data, e->path, "/", "data.mdb");
	if (r == OK && access(data, F_OK) != 0)
		r = errno == ENOENT ? ERR_MISSING : ERR_IO;
	return r == OK ? open_here(e) : r;
}

void
env_close(struct env *e)
{
	if (e->env != NULL)
		mdb_env_close(e->env);
	e->env = NULL;
}

enum err
env_new(struct env *e, const char *path)
{
	enum err r;

	*e = (struct env){ .env = NULL };
	r = disk_path(e->path, path, "", ".new");
	if (r == OK)
		r = discard(e->path, NULL);
	if (r == OK && mkdir(e->path, 0700) != 0)
		r = disk_err(errno);
	if (r == OK)
		r = open_here(e);
	if (r == OK) /* env_sync() makes it durable later */
		r = disk_err(mdb_env_set_flags(e->env, MDB_NOSYNC, 1));
	return r;
}

enum err
env_sync(const struct env *e)
{
	int rc = mdb_env_set_flags(e->env, MDB_NOSYNC, 0);

	if (rc == 0)
		rc = mdb_env_sync(e->env, 1);
	return rc == 0 ? disk_sync(e->path) : disk_err(rc);
}

enum err
env_create(struct env *e, const char *root, const char *name)
{
	char path[DISK_PATH];
	enum err r;

	r = disk_path(path, root, "/", name);
	if (r == OK)
		r = env_new(e, path);
	if (r == OK)
		r = env_sync(e);
	if (r == OK && rename(e->path, path) != 0)
		r = disk_err(errno);
	if (r == OK)
		r = disk_parent_sync(path);
	if (r == OK)
		memcpy(e->path, path, sizeof(path));
	else
		env_close(e);
	return r;
}

/* OK if the file at the path is the one that is open. */
static enum err
same_file(const struct env *e)
{
	struct stat st;

	if (!file_at(e, &st))
		return disk_err(errno);
	return st.st_dev == e->dev && st.st_ino == e->ino ? OK : ERR_VERSION;
}

static enum err
reopen(struct env *e)
{
	if (e->pinned)
		return ERR_AGAIN;
	env_close(e);
	return open_here(e);
}

enum err
env_begin(struct env *e, MDB_txn **txn, unsigned flags)
{
	enum err r = ERR_IO;

	for (int tries = 0; tries < 8; tries++) {
		int rc = e->env == NULL
		    ? MDB_PANIC
		    : mdb_txn_begin(e->env, NULL, flags, txn);

		/* a replaced file may be all zeros: check this before rc */
		r = e->env == NULL ? ERR_VERSION : same_file(e);
		if (r == OK && rc == 0)
			return OK;
		if (rc == 0)
			mdb_txn_abort(*txn);
		*txn = NULL;
		if (r == OK && rc != MDB_PANIC)
			return disk_err(rc);
		if (r == OK)
			r = ERR_VERSION;
		if (r == ERR_VERSION)
			r = reopen(e);
		if (r != OK)
			break;
	}
	return r == OK ? ERR_AGAIN : r;
}

void
env_touch(const struct env *e)
{
	static const char *const names[] = { "/data.mdb", "/lock.mdb", "" };
	char path[DISK_PATH];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (disk_path(path, e->path, names[i], "") == OK)
			(void)utimensat(AT_FDCWD, path, NULL, 0);
}
