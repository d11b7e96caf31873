/* record_mark.c - LD_PRELOAD library: records which envelopes are reported as
 * stored.
 *
 * For a request with "X-Mark: N", mark N is recorded before the kernel gets the
 * response that reports the envelope as stored.
 */

#include "record.h"

#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	FILES = 4096,
	ANSWER = 256, /* body size; 256 zeros report "stored" */
};

/* 1 + the envelope number of each descriptor's last request; 0 for none. */
static uint64_t mark[FILES];

/* Remember the envelope number of a request that begins in these bytes. */
ssize_t
recv(int fd, void *p, size_t n, int flags)
{
	static const char name[] = "X-Mark: ";
	ssize_t got = syscall(SYS_recvfrom, fd, p, n, flags, NULL, NULL);
	const char *at;

	if (got <= 0 || fd < 0 || fd >= FILES)
		return got;
	at = memmem(p, (size_t)got, name, sizeof(name) - 1);
	if (at != NULL)
		mark[fd] = 1 + strtoull(at + sizeof(name) - 1, NULL, 10);
	return got;
}

/* Record the mark of ${fd} if ${v} is a response that reports "stored". */
static void
answer_mark(int fd, const struct iovec *v, size_t parts)
{
	static const uint8_t zeros[ANSWER];
	const struct iovec *last = v + parts - 1;

	if (fd < 0 || fd >= FILES || mark[fd] == 0 || parts == 0)
		return;
	if (v->iov_len < 12 || memcmp(v->iov_base, "HTTP/1.1 200", 12) != 0 ||
	    last->iov_len < ANSWER ||
	    memcmp((const uint8_t *)last->iov_base + last->iov_len - ANSWER,
		zeros, ANSWER) != 0)
		return;
	record_mark(mark[fd] - 1);
	mark[fd] = 0;
}

/* zegeld's own send() and sendmsg() call sendto() and syscall(). */
ssize_t
sendto(int fd, const void *p, size_t n, int flags, __CONST_SOCKADDR_ARG to,
    socklen_t to_n)
{
	const struct iovec v = { (void *)(uintptr_t)p, n };

	answer_mark(fd, &v, 1);
	return syscall(SYS_sendto, fd, p, n, flags, to.__sockaddr__, to_n);
}

long
syscall(long number, ...)
{
	static long (*real)(long number, ...);
	const struct msghdr *m;
	long v[6];
	va_list rest;

	va_start(rest, number);
	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		v[i] = va_arg(rest, long);
	va_end(rest);
	m = (const struct msghdr *)v[1];
	if (number == SYS_sendmsg)
		answer_mark((int)v[0], m->msg_iov, m->msg_iovlen);
	if (real == NULL)
		real = (__typeof__(real))(size_t)dlsym(RTLD_NEXT, "syscall");
	return real(number, v[0], v[1], v[2], v[3], v[4], v[5]);
}
