/* file.h - read whole files with a limit; write them whole or not at all. */

#ifndef OS_FILE_H
#define OS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "wire.h"

/* Bytes of a file.  Zero it to begin; file_free() wipes and frees. */
struct file {
	uint8_t *p;
	size_t n;
};

/*
 * file_read(f, dir, name, max):
 * Read the whole file ${name} in the open directory ${dir} (AT_FDCWD: the
 * current one).  ERR_MISSING; ERR_FORMAT if it is over ${max} bytes or no
 * regular file; ERR_IO, also for a symbolic link; ERR_MEMORY.  ${f} is then
 * empty.
 */
MUST_USE enum err file_read(struct file *f, int dir, const char *name,
    size_t max);

/* The same for a path, which may be or contain symbolic links. */
MUST_USE enum err file_read_linked(struct file *f, const char *path,
    size_t max);
void file_free(struct file *f);
struct span file_span(const struct file *f);

/*
 * file_write(dir, name, bytes):
 * Write a temporary file beside ${name} with mode 0600, sync it, rename it
 * over ${name} and sync the directory: a crash leaves the old file or the new
 * one.  ERR_FULL for a full disk; ERR_TOO_LONG for a name that is too long or
 * more ${bytes} than the file system allows in a file; else ERR_IO.  ${name}
 * is then unchanged, unless the last sync failed: the new file is in place
 * but may be lost in a crash.
 */
MUST_USE enum err file_write(int dir, const char *name, struct span bytes);

/*
 * file_replace(dir, name, bytes):
 * file_write(), then overwrite the old file's contents with zeros and sync: on
 * a disk that writes in place they cannot be recovered.  A failure to write
 * the zeros is not reported, since the new file is already in place.
 */
MUST_USE enum err file_replace(int dir, const char *name, struct span bytes);

/*
 * file_give(dir, name, bytes):
 * file_write() with mode FILE_GIVEN, for a file that another person or user
 * has to read.  Use it only for ${bytes} that are sealed, signed or public.
 */
MUST_USE enum err file_give(int dir, const char *name, struct span bytes);

/* The mode of a new file; ignored by file systems without modes. */
enum file_mode {
	FILE_OWN = 0600,   /* for this user alone */
	FILE_GIVEN = 0644, /* for everyone, whatever the umask */
};

/* file_write() piece by piece, for contents that do not fit in memory. */
struct file_out {
	int dir;
	int fd;           /* -1: not open */
	size_t fresh;     /* bytes written since the last sync_file_range() */
	const char *name; /* borrowed until commit or abort */
	char temp[1024];  /* the temporary file, beside ${name} */
};

MUST_USE enum err file_out_open(struct file_out *o, int dir, const char *name,
    enum file_mode mode);
MUST_USE enum err file_out_put(struct file_out *o, const void *p, size_t n);

/* Sync, rename, sync the directory.  A failure leaves no temporary file. */
MUST_USE enum err file_out_commit(struct file_out *o);

/* Remove the temporary file if ${o} was not committed; else do nothing. */
void file_out_abort(struct file_out *o);

/* Unlink and sync the directory; a missing file is OK. */
MUST_USE enum err file_remove(int dir, const char *name);

#endif
