/* discard.c - remove an environment: overwrite it, then unlink it. */

#include "store/discard.h"

#include <sys/stat.h>
#include <sys/uio.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include <lmdb.h>

#include "store/disk.h"

enum {
	BLOCK = 16384,
	BLOCKS = 64, /* in one write */
	TRIES = 500, /* checks for readers, ten milliseconds apart */
};

static const uint8_t block[BLOCK];

/* ---- readers --------------------------------------------------------------*/
static int
count_line(const char *line, void *arg)
{
	int *lines = arg;

	(void)line;
	(*lines)++;
	return 0;
}

/* LMDB writes a heading and a line for each reader, or one line for none. */
static bool
has_readers(MDB_env *env)
{
	int lines = 0;

	return mdb_reader_check(env, NULL) != 0 ||
	    mdb_reader_list(env, count_line, &lines) < 0 || lines > 1;
}

static enum err
readers_wait(MDB_env *env)
{
	const struct timespec moment = { .tv_nsec = 10L * 1000 * 1000 };

	for (int tries = 0; has_readers(env); tries++) {
		if (tries == TRIES)
			return ERR_AGAIN;
		(void)nanosleep(&moment, NULL);
	}
	return OK;
}

/*
 * Wait until no process reads the environment: a reader would follow page
 * numbers into zeros.  A later reader notices, before it reads a page, that
 * its path holds another file.  ERR_AGAIN if a reader stays.
 */
static enum err
unread(const char *path)
{
	char lock[DISK_PATH];
	MDB_env *env = NULL;
	struct stat st;
	enum err e;

	e = disk_path(lock, path, "/", "lock.mdb");
	/* without a lock file, or with one for which a full disk had no block,
	 * no process has it open; LMDB would crash on the latter */
	if (e != OK || stat(lock, &st) != 0 || st.st_blocks == 0)
		return e;
	if (mdb_env_create(&env) != 0)
		return ERR_MEMORY;
	if (mdb_env_open(env, path, MDB_NOTLS, 0600) == 0)
		e = readers_wait(env);
	mdb_env_close(env); /* one that fails to open has no readers */
	return e;
}

/* ---- overwriting ----------------------------------------------------------*/
static enum err
zeros_put(int fd, off_t at, size_t n)
{
	struct iovec parts[BLOCKS];
	int count = 0;

	for (size_t left = n; left > 0; count++) {
		size_t part = left < BLOCK ? left : BLOCK;

		parts[count] = (struct iovec){ (void *)(uintptr_t)block, part };
		left -= part;
	}
	return pwritev(fd, parts, count, at) == (ssize_t)n ? OK
							   : disk_err(errno);
}

static enum err
zeros_all(int fd, const struct pause *p)
{
	const off_t most = (off_t)BLOCK * BLOCKS;
	struct stat st;
	enum err e = OK;

	if (fstat(fd, &st) != 0)
		return ERR_IO;
	for (off_t at = 0; at < st.st_size && e == OK; at += most) {
		off_t left = st.st_size - at;

		if (p != NULL && !p->go(p->arg))
			return ERR_AGAIN;
		e = zeros_put(fd, at, (size_t)(left < most ? left : most));
		/* start writing now, so that the final sync takes less time */
		(void)sync_file_range(fd, at, most, SYNC_FILE_RANGE_WRITE);
	}
	if (e == OK && fdatasync(fd) != 0)
		e = disk_err(errno);
	return e;
}

static enum err
overwrite(const char *path, const struct pause *p)
{
	char data[DISK_PATH];
	enum err e = disk_path(data, path, "/", "data.mdb");
	int fd;

	if (e != OK)
		return e;
	fd = open(data, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? OK
							   : disk_err(errno);
	e = zeros_all(fd, p);
	close(fd);
	return e;
}

/* ---- removing -------------------------------------------------------------*/
static enum err
folder_unlink(const char *path)
{
	/* a folder that lost only the first is still found, to be removed */
	static const char *const files[] = { "lock.mdb", "data.mdb" };
	char file[DISK_PATH];

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (disk_path(file, path, "/", files[i]) != OK)
			return ERR_TOO_LONG;
		if (unlink(file) != 0 && errno != ENOENT && errno != ENOTDIR)
			return ERR_IO;
	}
	if (rmdir(path) != 0 && errno != ENOENT)
		return ERR_IO;
	return disk_parent_sync(path);
}

enum err
discard(const char *path, const struct pause *p)
{
	enum err e = unread(path);
	enum err unlinked;

	if (e == OK)
		e = overwrite(path, p);
	if (e == ERR_AGAIN)
		return e;
	/* unlink the files even if the disk refused to overwrite them */
	unlinked = folder_unlink(path);
	return e == OK ? unlinked : e;
}

enum err
discard_new(const char *path, const struct pause *p)
{
	char new[DISK_PATH];
	int n = snprintf(new, sizeof(new), "%s.new", path);

	if (n < 0 || n >= DISK_PATH)
		return ERR_TOO_LONG;
	return access(new, F_OK) == 0 ? discard(new, p) : OK;
}
