/* stream.c - lines that come in and go out, each with a limit and a deadline.
 */

#include "rpc/stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "os/clock.h"
#include "os/process.h"

enum {
	PIECE = 4096, /* a pipe that can be written to takes as many bytes */
};

enum err
stream_begin(struct stream *l, int fd)
{
	*l = (struct stream){ .fd = fd, .p = locked_new(LINE_MOST) };
	return l->p == NULL ? ERR_MEMORY : OK;
}

void
stream_end(struct stream *l)
{
	locked_free(l->p);
	*l = (struct stream){ .fd = -1 };
}

/* Forget the line that was given; what follows it stays. */
static void
line_forget(struct stream *l)
{
	sodium_memzero(l->p + l->at, l->next - l->at);
	l->at = l->next;
}

/* Make room: what is left goes to the front. */
static void
rest_move(struct stream *l)
{
	size_t rest = l->n - l->next;

	if (l->next == 0)
		return;
	memmove(l->p, l->p + l->next, rest);
	sodium_memzero(l->p + rest, l->n - rest);
	l->at = 0;
	l->next = 0;
	l->seen = rest;
	l->n = rest;
}

/* A whole line that is in memory. */
static bool
line_find(struct stream *l, struct span *line)
{
	const uint8_t *lf = memchr(l->p + l->seen, '\n', l->n - l->seen);

	l->seen = lf == NULL ? l->n : (size_t)(lf - l->p);
	if (lf == NULL)
		return false;
	*line = (struct span){ l->p + l->next, l->seen - l->next };
	return true;
}

/* Read once; false if nothing came in time. */
static bool
more_read(struct stream *l, int ms)
{
	struct pollfd in = { l->fd, POLLIN, 0 };
	ssize_t n;

	if (poll(&in, 1, ms) <= 0)
		return false;
	n = read(l->fd, l->p + l->n, LINE_MOST - l->n);
	if (n > 0)
		l->n += (size_t)n;
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		l->end = true;
	return n > 0;
}

/* Of a line that is too long nothing is kept. */
static void
all_drop(struct stream *l)
{
	sodium_memzero(l->p, l->n);
	l->at = l->next = l->seen = l->n = 0;
}

/* The line that was found is given, or dropped for its length. */
static enum line_event
line_give(struct stream *l, struct span *line)
{
	bool drop = l->drop;

	l->next = l->seen + 1;
	l->seen = l->next;
	l->drop = false;
	if (!drop)
		return LINE_WHOLE;
	*line = (struct span){ NULL, 0 };
	return LINE_LONG;
}

static enum line_event
line_last(struct stream *l)
{
	bool half = l->n > 0 || l->drop;

	all_drop(l);
	l->drop = false;
	return half ? LINE_HALF : LINE_END;
}

enum line_event
stream_next(struct stream *l, struct span *line, int ms)
{
	line_forget(l);
	if (line_find(l, line))
		return line_give(l, line);
	rest_move(l);
	if (!l->end && more_read(l, ms)) {
		if (line_find(l, line))
			return line_give(l, line);
		if (l->n == LINE_MOST) {
			all_drop(l);
			l->drop = true;
		}
	}
	*line = (struct span){ NULL, 0 };
	return l->end ? line_last(l) : LINE_NONE;
}

bool
stream_ahead(struct stream *l, struct span *line)
{
	if (!l->end && l->n < LINE_MOST && !l->drop)
		(void)more_read(l, 0);
	return !l->drop && line_find(l, line);
}

enum err
stream_put(int fd, struct span line, unsigned seconds)
{
	static const uint8_t lf = '\n';
	/* seconds begin and end within one of the clock's */
	const int64_t until = clock_moment().boot + seconds + 1;
	struct pollfd out = { fd, POLLOUT, 0 };
	struct span rest[] = { line, { &lf, 1 } };

	for (size_t i = 0; i < 2;) {
		size_t n = rest[i].n < PIECE ? rest[i].n : PIECE;
		int64_t left = until - clock_moment().boot;
		ssize_t put;

		if (left <= 0 || poll(&out, 1, (int)left * 1000) == 0)
			return ERR_AGAIN;
		put = write(fd, rest[i].p, n);
		if (put < 0 && errno != EINTR && errno != EAGAIN)
			return ERR_IO;
		if (put > 0) {
			rest[i].p += put;
			rest[i].n -= (size_t)put;
		}
		i += rest[i].n == 0;
	}
	return OK;
}
