/* lock.c - desk.lock: two halves, of which desk.key names the one that opens
 * it.  Only ever overwritten in place. */

#include "book/lock.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "os/file.h"

/* Overwrite ${n} bytes at ${at} with ${p}, and sync. */
static enum err
overwrite(int fd, const uint8_t *p, size_t n, off_t at)
{
	while (n > 0) {
		ssize_t put = pwrite(fd, p, n, at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return errno == ENOSPC || errno == EDQUOT ? ERR_FULL
								  : ERR_IO;
		p += put;
		n -= (size_t)put;
		at += put;
	}
	return fsync(fd) == 0 ? OK : ERR_IO;
}

static enum err
hold(int fd)
{
	struct stat st;

	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? ERR_AGAIN : ERR_IO;
	if (fstat(fd, &st) != 0)
		return ERR_IO;
	if (st.st_nlink == 0) /* unlinked before it was held */
		return ERR_AGAIN;
	if (!S_ISREG(st.st_mode))
		return ERR_FORMAT;
	return OK;
}

static enum err
open_held(int *fd, int dir, int flags)
{
	enum err e;

	*fd = openat(dir, LOCK_NAME,
	    O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags, 0600);
	if (*fd < 0)
		return errno == ENOENT ? ERR_MISSING : ERR_IO;
	e = hold(*fd);
	if (e == OK)
		return OK;
	(void)close(*fd);
	*fd = -1;
	return e;
}

enum err
lock_make(int *fd, int dir)
{
	return open_held(fd, dir, O_CREAT);
}

enum err
lock_open(int *fd, int dir)
{
	return open_held(fd, dir, 0);
}

enum err
lock_read(struct lock_bytes *out, int fd)
{
	ssize_t got;

	do
		got = pread(fd, out->b, sizeof(out->b), 0);
	while (got < 0 && errno == EINTR);
	if (got == (ssize_t)sizeof(out->b))
		return OK;
	lock_bytes_wipe(out);
	return got < 0 ? ERR_IO : ERR_FORMAT;
}

SECRET_TYPE(lock_half, LOCK_HALF);

enum err
lock_put(int fd, uint8_t half, const struct half_key *w)
{
	WIPED(lock_half) bytes;

	half_key_put(bytes.b, w);
	return overwrite(fd, bytes.b, sizeof(bytes.b), (off_t)half * LOCK_HALF);
}

enum err
lock_burn(int fd, uint8_t half)
{
	uint8_t fill[LOCK_HALF];

	randombytes_buf(fill, sizeof(fill));
	return overwrite(fd, fill, sizeof(fill), (off_t)half * LOCK_HALF);
}
