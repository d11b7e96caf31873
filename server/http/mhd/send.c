/* send.c - send(2) and sendmsg(2) that keep kernel buffers small. */

#include <sys/socket.h>
#include <sys/syscall.h>

#include <stddef.h>
#include <unistd.h>

enum {
	/* Bytes of one kernel packet.  With what SENT_BYTES of listen.c allows
	 * to be queued before it, a socket holds less than 64 KiB. */
	PIECE = 40 * 1024,
};

/*
 * Linux checks how much is queued on a socket only when it begins a new packet,
 * and a packet grows to 64 KiB: for a client that reads slowly the kernel holds
 * two.  These functions replace the C library's for libmicrohttpd and GnuTLS.
 * They end the packet (MSG_EOR) after each PIECE.  As with send(2), a short
 * count means that the socket takes no more now.
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
