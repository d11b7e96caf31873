/* record.c - LD_PRELOAD library: records a process's file operations.
 *
 * ZEGEL_RECORD names the file to record in, ZEGEL_RECORD_ROOT the folder whose
 * files are recorded. All recorded processes share a lock, so that the records
 * have the order of the operations.
 */

#include "record.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	FILES = 4096,
	PATH = 512,
	PARTS = 80,
};

static struct {
	pthread_mutex_t lock;
	int log;
	const char *root;
	char *here; /* the working directory, if it is recorded */
	uint64_t handles;
	struct {
		char *path; /* NULL: not recorded */
		uint64_t handle;
		bool synced; /* each write is durable */
	} fd[FILES];
} rec = { .lock = PTHREAD_MUTEX_INITIALIZER, .log = -1 };

/* Open the file before main(): the process may confine itself later. */
__attribute__((constructor)) static void
begin(void)
{
	const char *log = getenv("ZEGEL_RECORD");

	rec.root = getenv("ZEGEL_RECORD_ROOT");
	if (log != NULL && rec.root != NULL)
		rec.log = (int)syscall(SYS_openat, AT_FDCWD, log,
		    O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static void
turn_take(void)
{
	pthread_mutex_lock(&rec.lock);
	if (rec.log >= 0)
		(void)flock(rec.log, LOCK_EX);
}

/* Release the lock; set errno to ${error}, as the recorded call left it. */
static void
turn_give(int error)
{
	if (rec.log >= 0)
		(void)flock(rec.log, LOCK_UN);
	pthread_mutex_unlock(&rec.lock);
	errno = error;
}

static void
put(struct op_head head, const struct iovec *body, int parts)
{
	struct iovec v[PARTS + 1] = { { &head, sizeof(head) } };
	size_t want = sizeof(head);

	if (parts > PARTS)
		abort();
	head.process = (uint32_t)getpid();
	head.handle |= (uint64_t)head.process << 32;
	for (int i = 0; i < parts; i++) {
		v[i + 1] = body[i];
		head.n += (uint32_t)body[i].iov_len;
		want += body[i].iov_len;
	}
	if (syscall(SYS_writev, rec.log, v, parts + 1) != (long)want)
		abort(); /* an incomplete recording proves nothing */
}

/* Write ${path} to ${out}, made absolute; false if it is not recorded. */
static bool
path_of(char out[static PATH], int dir, const char *path)
{
	const char *base = "";

	if (rec.log < 0)
		return false;
	/* zegeld's working directory is its data folder */
	if (path[0] != '/' && dir == AT_FDCWD && rec.here != NULL)
		base = rec.here;
	else if (path[0] != '/' && dir >= 0 && dir < FILES &&
	    rec.fd[dir].path != NULL)
		base = rec.fd[dir].path;
	else if (path[0] != '/')
		return false;
	if (snprintf(out, PATH, "%s%s%s", base, base[0] == '\0' ? "" : "/",
		path) >= PATH)
		abort();
	return base[0] != '\0' ||
	    (strncmp(out, rec.root, strlen(rec.root)) == 0 &&
		(out[strlen(rec.root)] == '/' ||
		    out[strlen(rec.root)] == '\0'));
}

static void
put_paths(enum op kind, uint64_t handle, const char *a, const char *b)
{
	const struct iovec v[] = {
		{ (void *)(uintptr_t)a, strlen(a) + 1 },
		{ (void *)(uintptr_t)b, b == NULL ? 0 : strlen(b) + 1 },
	};

	put((struct op_head){ .kind = kind, .handle = handle }, v,
	    b == NULL ? 1 : 2);
}

static void
forget(int fd)
{
	if (fd < 0 || fd >= FILES)
		return;
	free(rec.fd[fd].path);
	memset(&rec.fd[fd], 0, sizeof(rec.fd[fd]));
}

static int
open_at(int dir, const char *path, int flags, va_list args)
{
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	char full[PATH];
	int fd;

	turn_take();
	fd = (int)syscall(SYS_openat, dir, path, flags, mode);
	forget(fd);
	if (fd >= 0 && fd < FILES && path_of(full, dir, path)) {
		rec.fd[fd].path = strdup(full);
		rec.fd[fd].handle = ++rec.handles;
		rec.fd[fd].synced = (flags & O_DSYNC) != 0;
		put_paths(OP_OPEN, rec.fd[fd].handle, full, NULL);
		if (flags & O_TRUNC)
			put((struct op_head){ .kind = OP_CUT,
				.handle = rec.fd[fd].handle },
			    NULL, 0);
	}
	turn_give(errno);
	return fd;
}

int
open(const char *path, int flags, ...)
{
	va_list args;
	int fd;

	va_start(args, flags);
	fd = open_at(AT_FDCWD, path, flags, args);
	va_end(args);
	return fd;
}

int
openat(int dir, const char *path, int flags, ...)
{
	va_list args;
	int fd;

	va_start(args, flags);
	fd = open_at(dir, path, flags, args);
	va_end(args);
	return fd;
}

int
fchdir(int fd)
{
	int rc;

	pthread_mutex_lock(&rec.lock);
	rc = (int)syscall(SYS_fchdir, fd);
	if (rc == 0) {
		free(rec.here);
		rec.here = fd < FILES && rec.fd[fd].path != NULL
		    ? strdup(rec.fd[fd].path)
		    : NULL;
	}
	pthread_mutex_unlock(&rec.lock);
	return rc;
}

int
close(int fd)
{
	int rc;

	pthread_mutex_lock(&rec.lock);
	forget(fd);
	rc = (int)syscall(SYS_close, fd);
	pthread_mutex_unlock(&rec.lock);
	return rc;
}

static bool
recorded(int fd)
{
	return rec.log >= 0 && fd >= 0 && fd < FILES && rec.fd[fd].path != NULL;
}

/* Record that ${done} bytes of ${v} were written to ${fd} at ${at}. */
static void
put_write(int fd, const struct iovec *v, int parts, off_t at, ssize_t done)
{
	size_t all = 0;

	for (int i = 0; i < parts; i++)
		all += v[i].iov_len;
	if (done < 0 || (size_t)done != all)
		abort(); /* other tests cover short writes */
	put((struct op_head){ .kind = OP_WRITE,
		.handle = rec.fd[fd].handle,
		.offset = (uint64_t)at,
		.synced = rec.fd[fd].synced },
	    v, parts);
}

static ssize_t
write_at(int fd, const struct iovec *v, int parts, off_t at)
{
	bool here = at < 0;
	ssize_t n;

	if (!recorded(fd))
		return here ? syscall(SYS_writev, fd, v, parts)
			    : syscall(SYS_pwritev, fd, v, parts, at, 0);
	turn_take();
	if (here)
		at = syscall(SYS_lseek, fd, 0, SEEK_CUR);
	n = here ? syscall(SYS_writev, fd, v, parts)
		 : syscall(SYS_pwritev, fd, v, parts, at, 0);
	put_write(fd, v, parts, at, n);
	turn_give(errno);
	return n;
}

ssize_t
write(int fd, const void *p, size_t n)
{
	const struct iovec v = { (void *)(uintptr_t)p, n };

	if (!recorded(fd))
		return syscall(SYS_write, fd, p, n);
	return write_at(fd, &v, 1, -1);
}

ssize_t
writev(int fd, const struct iovec *v, int parts)
{
	return write_at(fd, v, parts, -1);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
	const struct iovec v = { (void *)(uintptr_t)p, n };

	return write_at(fd, &v, 1, at);
}

static int
sync_fd(long call, int fd)
{
	int rc;

	turn_take();
	rc = (int)syscall(call, fd);
	if (rc == 0 && recorded(fd))
		put((struct op_head){ .kind = OP_SYNC,
			.handle = rec.fd[fd].handle },
		    NULL, 0);
	turn_give(errno);
	return rc;
}

int
fsync(int fd)
{
	return sync_fd(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return sync_fd(SYS_fdatasync, fd);
}

int
ftruncate(int fd, off_t n)
{
	int rc;

	turn_take();
	rc = (int)syscall(SYS_ftruncate, fd, n);
	if (rc == 0 && recorded(fd))
		put((struct op_head){ .kind = OP_CUT,
			.handle = rec.fd[fd].handle,
			.offset = (uint64_t)n },
		    NULL, 0);
	turn_give(errno);
	return rc;
}

int
renameat2(int d1, const char *a, int d2, const char *b, unsigned flags)
{
	char from[PATH], to[PATH];
	int rc;

	turn_take();
	rc = (int)syscall(SYS_renameat2, d1, a, d2, b, flags);
	if (rc == 0 && path_of(from, d1, a) && path_of(to, d2, b))
		put_paths(flags & RENAME_EXCHANGE ? OP_SWAP : OP_RENAME, 0,
		    from, to);
	turn_give(errno);
	return rc;
}

int
renameat(int d1, const char *a, int d2, const char *b)
{
	return renameat2(d1, a, d2, b, 0);
}

int
rename(const char *a, const char *b)
{
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, 0);
}

int
mkdir(const char *path, mode_t mode)
{
	char full[PATH];
	int rc;

	turn_take();
	rc = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
	if (rc == 0 && path_of(full, AT_FDCWD, path))
		put_paths(OP_MKDIR, 0, full, NULL);
	turn_give(errno);
	return rc;
}

int
unlinkat(int dir, const char *path, int flags)
{
	char full[PATH];
	int rc;

	turn_take();
	rc = (int)syscall(SYS_unlinkat, dir, path, flags);
	if (rc == 0 && path_of(full, dir, path))
		put_paths(OP_REMOVE, 0, full, NULL);
	turn_give(errno);
	return rc;
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int
rmdir(const char *path)
{
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

void
record_mark(uint64_t number)
{
	if (rec.log < 0)
		return;
	turn_take();
	put((struct op_head){ .kind = OP_MARK, .offset = number }, NULL, 0);
	turn_give(0);
}
