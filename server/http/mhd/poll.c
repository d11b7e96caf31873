/* poll.c - epoll_wait(2) for libmicrohttpd: one event less than asked. */

#include <sys/epoll.h>

#include <stddef.h>
#include <stdlib.h>

#include "confine/confine.h"
#include "log.h"

/*
 * libmicrohttpd (0.9.75 and later) asks for 128 events.  If it gets all 128, it
 * asks for more before it handles any; if there are no more, it waits half a
 * minute, and all those requests wait with it.  This function replaces the C
 * library's: it returns at most 127 events, the others with the next call.
 *
 * Each thread of libmicrohttpd also calls it first.  We do not start those
 * threads, so they prove here that they are confined, before they read a byte.
 */
int
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
epoll_wait(int fd, struct epoll_event *events, int max, int timeout)
{
	static _Thread_local bool proved;

	if (!proved && confined_prove() != CONFINE_OK) {
		LOG("a thread is not confined, so the server ends");
		abort();
	}
	proved = true;
	return epoll_pwait(fd, events, max > 1 ? max - 1 : max, timeout, NULL);
}
