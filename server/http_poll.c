/* http_poll.c - libmicrohttpd's epoll_wait(2), which never fills its room. */

#include <sys/epoll.h>

#include <stddef.h>
#include <stdlib.h>

#include "confine.h"
#include "log.h"

/*
 * libmicrohttpd (0.9.75 and later) asks for 128 events, and where it got all
 * 128 asks for more before it works on any: where there are no more it waits,
 * for half a minute, with everyone's request in its hands.  It is linked to
 * this one, which gives it at most 127; the others come with its next call.
 *
 * It is also the first that each of its threads does: they are not ours to
 * start, so here they prove that they are confined, before they read a byte.
 */
int
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
epoll_wait(int fd, struct epoll_event *events, int max, int timeout)
{
	static _Thread_local bool proved;

	if (!proved && confined_prove() != OK) {
		LOG("a thread is not confined: it ends here, with all others");
		abort();
	}
	proved = true;
	return epoll_pwait(fd, events, max > 1 ? max - 1 : max, timeout, NULL);
}
