/* disk.h - errors of the disk, paths of its files, and folders made durable. */

#ifndef STORE_DISK_H
#define STORE_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

enum {
	DISK_PATH = 512,
	DISK_SUFFIX = 40, /* "/pool/2026-W48.recent.gone/data.mdb", NUL */
	/* bytes kept free for the state, its copy and an incoming outbox: the
	 * work that makes room must not fail when deposits fill the disk */
	DISK_RESERVE = 32 * 1024 * 1024,
};

/* Map an LMDB code or errno to OK, ERR_{FULL,MEMORY,MISSING} or ERR_IO. */
enum err disk_err(int rc);

/* Write ${a}${slash}${b}; ERR_TOO_LONG. */
MUST_USE enum err disk_path(char out[static DISK_PATH], const char *a,
    const char *slash, const char *b);

/* Sync the folder ${path}, or the one that holds ${path}. */
MUST_USE enum err disk_sync(const char *path);
MUST_USE enum err disk_parent_sync(const char *path);

/* True if ${bytes} fit on the disk of ${folder} beside DISK_RESERVE. */
bool disk_room(int folder, uint64_t bytes);

#endif
