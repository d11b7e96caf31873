/* guest.h - who is connected: until when, and what it may have of the whole. */

#ifndef GUEST_H
#define GUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "limit.h"
#include "share.h"

/*
 * A guest is a connection, known by its descriptor from guests_enter() to
 * guests_leave().  Where it comes from is asked of the kernel when it comes and
 * once a minute, and only where its counts stand is kept; see share.h.  Any
 * thread may call.
 */
struct guests;

/*
 * guests_new(out, mbit, limits):
 * ${mbit}: the way out, in Mbit a second, at least 1.  ${limits}: of the
 * envelopes, borrowed until guests_free(); nobody else takes of them.
 */
MUST_USE enum err guests_new(struct guests **out, uint32_t mbit,
    struct limits *limits);
void guests_free(struct guests *g);

/* A new connection; false: its prefix or address has enough of them. */
bool guests_enter(struct guests *g, int fd);
void guests_leave(struct guests *g, int fd);

/* True if there is room for one more. */
bool guests_room(struct guests *g);

/* Take one of ${what}; false if none is free, or its prefix has its share. */
bool guests_hold(struct guests *g, int fd, enum held what);
void guests_drop(struct guests *g, int fd, enum held what);

/*
 * guests_deposit(g, fd, intake, proven):
 * Take one well-formed envelope's part of the limits; false if it has to wait.
 * ${proven}: false for a form that may be another site's; see origin.h.
 */
bool guests_deposit(struct guests *g, int fd, enum intake intake, bool proven);

/* How often its address began to wait for a buffer in this minute before. */
uint32_t guests_turn(struct guests *g, int fd);

/* End the connection in so many seconds; 0: it waits for us, not we for it. */
void guests_until(struct guests *g, int fd, unsigned seconds);

/* How many of ${what} there are in all. */
size_t guests_most(const struct guests *g, enum held what);

/*
 * guests_answer(g, fd, n):
 * ${n} bytes and their headers go out from here on, until guests_rest(): at the
 * pace that all boards leave each other, if it holds a HELD_BOARD; and so does
 * any answer to a prefix that had many in these seconds.
 */
void guests_answer(struct guests *g, int fd, size_t n);

/* The answer is out, or was given up: now for the next request. */
void guests_rest(struct guests *g, int fd);

/* Once a second. */
void guests_tick(struct guests *g);

#endif
