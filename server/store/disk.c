/* disk.c - errors of the disk, paths of its files, and folders made durable. */

#include "store/disk.h"

#include <sys/statvfs.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <lmdb.h>

enum err
disk_err(int rc)
{
	switch (rc) {
	case MDB_SUCCESS:
		return OK;
	case MDB_MAP_FULL:
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return ERR_FULL;
	case ENOMEM:
		return ERR_MEMORY;
	case ENOENT:
		return ERR_MISSING;
	default:
		return ERR_IO;
	}
}

enum err
disk_path(char out[static DISK_PATH], const char *a, const char *slash,
    const char *b)
{
	int n = snprintf(out, DISK_PATH, "%s%s%s", a, slash, b);

	return n > 0 && n < DISK_PATH - DISK_SUFFIX ? OK : ERR_TOO_LONG;
}

enum err
disk_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err e;

	if (fd < 0)
		return disk_err(errno);
	e = fsync(fd) == 0 ? OK : disk_err(errno);
	close(fd);
	return e;
}

enum err
disk_parent_sync(const char *path)
{
	char parent[DISK_PATH];
	char *slash;

	memcpy(parent, path, strlen(path) + 1);
	slash = strrchr(parent, '/');
	if (slash == NULL)
		return disk_sync(".");
	*slash = '\0';
	return disk_sync(parent);
}

bool
disk_room(int folder, uint64_t bytes)
{
	struct statvfs v;

	/* size unknown, as on ramfs: leave it to LMDB to report a full disk */
	return fstatvfs(folder, &v) != 0 || v.f_blocks == 0 ||
	    (uint64_t)v.f_bavail * v.f_frsize >= bytes + DISK_RESERVE;
}
