/* http_poll.c - libmicrohttpd's epoll_wait(2), which never fills its room. */

#include <sys/epoll.h>

#include <stddef.h>

/*
 * libmicrohttpd (0.9.75 and later) asks for 128 events, and where it got all
 * 128 asks for more before it works on any: where there are no more it waits,
 * for half a minute, with everyone's request in its hands.  It is linked to
 * this one, which gives it at most 127; the others come with its next call.
 */
int
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
epoll_wait(int fd, struct epoll_event *events, int max, int timeout)
{
	return epoll_pwait(fd, events, max > 1 ? max - 1 : max, timeout, NULL);
}
