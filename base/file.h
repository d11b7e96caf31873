/* file.h - read whole files with a limit; write them whole or not at all. */

#ifndef FILE_H
#define FILE_H

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
 * Read ${name} in the directory open as ${dir} (AT_FDCWD: here) whole.
 * Regular files only, no symbolic link.  ERR_MISSING, ERR_FORMAT if over
 * ${max} bytes or not regular, ERR_IO (also for a symbolic link), ERR_MEMORY;
 * ${f} is then empty.
 */
MUST_USE enum err file_read(struct file *f, int dir, const char *name,
    size_t max);

/* The same, of a path from here, through symbolic links. */
MUST_USE enum err file_read_linked(struct file *f, const char *path,
    size_t max);
void file_free(struct file *f);
struct span file_span(const struct file *f);

/*
 * file_write(dir, name, bytes):
 * Write a temporary file beside ${name} with mode 0600, sync it, rename it
 * over ${name} and sync the directory: after a crash there is the old file
 * or the new one.  ERR_IO (ERR_FULL for a full disk), ERR_TOO_LONG for a name,
 * or for more bytes than the file system takes in one file; nothing is changed,
 * but for a failed last sync: then it may not last.
 */
MUST_USE enum err file_write(int dir, const char *name, struct span bytes);

/*
 * file_replace(dir, name, bytes):
 * file_write(), and then zeros and a sync where the bytes stood that ${name}
 * held before: on a disk that writes in place nobody finds them again.  One
 * that refuses the zeros is not told of, since the new file stands.
 */
MUST_USE enum err file_replace(int dir, const char *name, struct span bytes);

/*
 * file_give(dir, name, bytes):
 * The same with FILE_GIVEN, for a file that another person or user carries on
 * and reads: it is sealed or signed, or public.
 */
MUST_USE enum err file_give(int dir, const char *name, struct span bytes);

/* The mode of a new file. */
enum file_mode {
	FILE_OWN = 0600,   /* for this user alone */
	FILE_GIVEN = 0644, /* whatever the umask; where there are modes */
};

/* file_write() piece by piece, for what does not fit in memory. */
struct file_out {
	int dir;
	int fd;       /* -1: not open */
	size_t fresh; /* bytes that the disk was not yet asked to begin with */
	const char *name;
	char temp[1024]; /* beside the name, until it is whole */
};

MUST_USE enum err file_out_open(struct file_out *o, int dir, const char *name,
    enum file_mode mode);
MUST_USE enum err file_out_put(struct file_out *o, const void *p, size_t n);

/* Sync, rename, sync the directory; on failure the temporary file is gone. */
MUST_USE enum err file_out_commit(struct file_out *o);

/* Drop it if it was not committed.  Fine to call always. */
void file_out_abort(struct file_out *o);

/* Unlink and sync the directory; a missing file is OK. */
MUST_USE enum err file_remove(int dir, const char *name);

#endif
