/* stream.h - lines that come in and go out, each with a limit and a deadline.
 */

#ifndef RPC_STREAM_H
#define RPC_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "wire.h"

enum {
	LINE_MOST = 1 << 20, /* bytes of a line that comes in, with its LF */
};

enum line_event {
	LINE_WHOLE,
	LINE_NONE, /* not yet */
	LINE_LONG, /* of LINE_MOST bytes or more; it was dropped */
	LINE_HALF, /* input ended within a line, which was dropped */
	LINE_END,  /* input ended */
};

/* Lines from a descriptor.  ${p}: locked memory, of stream_begin(). */
struct stream {
	int fd;
	uint8_t *p;
	size_t at;   /* where the line begins that was given last */
	size_t next; /* where the one after it begins */
	size_t seen; /* no LF from next to here */
	size_t n;    /* bytes in ${p} */
	bool drop;   /* what comes up to the next LF */
	bool end;
};

MUST_USE enum err stream_begin(struct stream *l, int fd);
void stream_end(struct stream *l);

/*
 * stream_next(l, line, ms):
 * Borrow the next line, without its LF, until the next call, which wipes it.
 * LINE_NONE if none is whole after one wait of at most ${ms} milliseconds (-1:
 * for ever) and one read.
 */
enum line_event stream_next(struct stream *l, struct span *line, int ms);

/* The next line if it is here already; stream_next() then gives it. */
bool stream_ahead(struct stream *l, struct span *line);

/*
 * stream_put(fd, line, seconds):
 * Write ${line} and an LF.  ERR_IO if that fails; ERR_AGAIN if it is not read
 * within ${seconds}.
 */
MUST_USE enum err stream_put(int fd, struct span line, unsigned seconds);

#endif
