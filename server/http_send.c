/* http_send.c - send(2) and sendmsg(2): little waits in the kernel. */

#include <sys/socket.h>
#include <sys/syscall.h>

#include <stddef.h>
#include <unistd.h>

enum {
	/* With what SENT_BYTES of accept.c lets in before it: under 64 KiB. */
	PIECE = 40 * 1024,
};

/*
 * Linux looks at how much waits for a reader when it begins a packet of its
 * own, which then grows to 64 KiB: for one who reads slowly it holds two.
 * libmicrohttpd and GnuTLS are linked to these two, which end each such packet
 * after a piece.  As ever, less than all is sent only where no more fits in.
 */
ssize_t
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
send(int fd, const void *p, size_t n, int flags)
{
	const char *bytes = p;
	size_t done = 0;
	size_t piece;
	ssize_t sent;

	do {
		piece = n - done < PIECE ? n - done : PIECE;
		sent =
		    sendto(fd, bytes + done, piece, flags | MSG_EOR, NULL, 0);
		if (sent > 0)
			done += (size_t)sent;
	} while (sent == (ssize_t)piece && done < n);
	return sent < 0 && done == 0 ? -1 : (ssize_t)done;
}

ssize_t
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
sendmsg(int fd, const struct msghdr *m, int flags)
{
	size_t all = 0, done = 0;
	ssize_t sent = 0;

	for (size_t i = 0; i < m->msg_iovlen; i++)
		all += m->msg_iov[i].iov_len;
	if (all <= PIECE || m->msg_controllen > 0)
		return syscall(SYS_sendmsg, fd, m, flags | MSG_EOR);
	for (size_t i = 0; i < m->msg_iovlen; i++) {
		const struct iovec *v = &m->msg_iov[i];

		sent = send(fd, v->iov_base, v->iov_len, flags);
		if (sent > 0)
			done += (size_t)sent;
		if (sent != (ssize_t)v->iov_len)
			break;
	}
	return sent < 0 && done == 0 ? -1 : (ssize_t)done;
}
