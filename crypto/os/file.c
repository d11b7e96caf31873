/* file.c - read whole files with a limit; write them whole or not at all. */

#include "os/file.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

enum {
	FLUSH = 8 << 20, /* start writeback after this many bytes */
};

static enum err
read_all(struct file *f, int fd)
{
	size_t done = 0;

	while (done < f->n) {
		ssize_t got = read(fd, f->p + done, f->n - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) /* an error, or the file has shrunk */
			return ERR_IO;
		done += (size_t)got;
	}
	return OK;
}

static enum err
read_open(struct file *f, int fd, size_t max)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return ERR_IO;
	if (!S_ISREG(st.st_mode) || st.st_size < 0 ||
	    (uintmax_t)st.st_size > max)
		return ERR_FORMAT;
	f->n = (size_t)st.st_size;
	f->p = malloc(f->n + 1); /* never of size 0 */
	if (f->p == NULL) {
		f->n = 0;
		return ERR_MEMORY;
	}
	return read_all(f, fd);
}

static enum err
read_by(struct file *f, int dir, const char *name, size_t max, int flags)
{
	enum err e;
	int fd;

	*f = (struct file){ NULL, 0 };
	fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? ERR_MISSING
							   : ERR_IO;
	e = read_open(f, fd, max);
	close(fd);
	if (e != OK)
		file_free(f);
	return e;
}

enum err
file_read(struct file *f, int dir, const char *name, size_t max)
{
	return read_by(f, dir, name, max, O_NOFOLLOW);
}

enum err
file_read_linked(struct file *f, const char *path, size_t max)
{
	return read_by(f, AT_FDCWD, path, max, 0);
}

void
file_free(struct file *f)
{
	if (f->p != NULL)
		sodium_memzero(f->p, f->n);
	free(f->p);
	*f = (struct file){ NULL, 0 };
}

struct span
file_span(const struct file *f)
{
	return (struct span){ f->p, f->n };
}

static enum err
io_error(void)
{
	if (errno == EFBIG) /* FAT32 ends at 4 GiB */
		return ERR_TOO_LONG;
	return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO;
}

/* Sync the directory that holds ${name}, so that a rename survives a crash. */
static enum err
parent_sync(int dir, const char *name)
{
	const char *slash = strrchr(name, '/');
	char parent[1024] = ".";
	size_t n = slash == NULL ? 0 : (size_t)(slash - name);
	enum err e = OK;
	int fd;

	if (n >= sizeof(parent))
		return ERR_IO;
	if (slash == name)
		memcpy(parent, "/", 2);
	else if (slash != NULL) {
		memcpy(parent, name, n);
		parent[n] = '\0';
	}
	fd = openat(dir, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ERR_IO;
	if (fsync(fd) != 0)
		e = io_error();
	close(fd);
	return e;
}

enum err
file_out_open(struct file_out *o, int dir, const char *name,
    enum file_mode mode)
{
	int n = snprintf(o->temp, sizeof(o->temp), "%s.new", name);

	o->dir = dir;
	o->fd = -1;
	o->fresh = 0;
	o->name = name;
	if (n < 0 || (size_t)n >= sizeof(o->temp))
		return ERR_TOO_LONG;
	/* remove a temporary file that a crash left behind */
	if (unlinkat(dir, o->temp, 0) != 0 && errno != ENOENT)
		return ERR_IO;
	o->fd = openat(dir, o->temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_OWN);
	if (o->fd < 0)
		return io_error();
	/* FAT refuses, but a file there is readable by everyone anyway */
	if (mode != FILE_OWN)
		(void)fchmod(o->fd, (mode_t)mode);
	return OK;
}

enum err
file_out_put(struct file_out *o, const void *p, size_t n)
{
	const uint8_t *b = p;

	while (n > 0) {
		ssize_t put = write(o->fd, b, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return io_error();
		b += put;
		n -= (size_t)put;
		o->fresh += (size_t)put;
	}
	if (o->fresh >= FLUSH) { /* leave little work for the final fsync */
		(void)sync_file_range(o->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
		o->fresh = 0;
	}
	return OK;
}

enum err
file_out_commit(struct file_out *o)
{
	enum err e = OK;

	if (fsync(o->fd) != 0)
		e = io_error();
	if (close(o->fd) != 0 && e == OK)
		e = io_error();
	o->fd = -1;
	if (e == OK && renameat(o->dir, o->temp, o->dir, o->name) != 0)
		e = io_error();
	if (e != OK) {
		(void)unlinkat(o->dir, o->temp, 0);
		return e;
	}
	return parent_sync(o->dir, o->name);
}

void
file_out_abort(struct file_out *o)
{
	if (o->fd < 0)
		return;
	close(o->fd);
	o->fd = -1;
	(void)unlinkat(o->dir, o->temp, 0);
}

static enum err
write_as(int dir, const char *name, struct span bytes, enum file_mode mode)
{
	struct file_out o;
	enum err e;

	e = file_out_open(&o, dir, name, mode);
	if (e == OK)
		e = file_out_put(&o, bytes.p, bytes.n);
	if (e == OK)
		e = file_out_commit(&o);
	file_out_abort(&o);
	return e;
}

enum err
file_write(int dir, const char *name, struct span bytes)
{
	return write_as(dir, name, bytes, FILE_OWN);
}

/* Overwrite an open file with zeros, in place. */
static void
zeros_write(int fd)
{
	static const uint8_t zeros[4096];
	struct stat st;
	off_t at = 0;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return;
	while (at < st.st_size) {
		off_t left = st.st_size - at;
		ssize_t put = pwrite(fd, zeros,
		    left < (off_t)sizeof(zeros) ? (size_t)left : sizeof(zeros),
		    at);

		if (put <= 0)
			break;
		at += put;
	}
	(void)fsync(fd);
}

enum err
file_replace(int dir, const char *name, struct span bytes)
{
	int old =
	    openat(dir, name, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	enum err e = file_write(dir, name, bytes);

	if (old < 0)
		return e;
	if (e == OK)
		zeros_write(old);
	close(old);
	return e;
}

enum err
file_give(int dir, const char *name, struct span bytes)
{
	return write_as(dir, name, bytes, FILE_GIVEN);
}

enum err
file_remove(int dir, const char *name)
{
	if (unlinkat(dir, name, 0) != 0)
		return errno == ENOENT ? OK : ERR_IO;
	return parent_sync(dir, name);
}
