/* client.h - connections: their deadlines, quotas and pace of answers. */

#ifndef QUOTA_CLIENT_H
#define QUOTA_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "quota/limit.h"
#include "quota/sketch.h"

/*
 * A guest is a connection, known by its descriptor from guests_enter() to
 * guests_leave().  The kernel is asked for its address at the start and once a
 * minute; only the positions of its counters are kept, see sketch.h.  Any
 * thread may call these functions.
 */
struct guests;

/*
 * guests_new(out, mbit, limits):
 * ${mbit}: outgoing bandwidth in Mbit a second, at least 1.  ${limits}: those
 * of envelopes, borrowed until guests_free(); no other code may call
 * limits_take() on them.  ERR_MEMORY.
 */
MUST_USE enum err guests_new(struct guests **out, uint32_t mbit,
    struct limits *limits);
void guests_free(struct guests *g);

/* Admit a connection; false if its prefix or address has its share of all. */
bool guests_enter(struct guests *g, int fd);
void guests_leave(struct guests *g, int fd);

/* True if there is room for one more connection. */
bool guests_room(struct guests *g);

/* Take one of ${what}; false if none is free for its prefix and address. */
bool guests_hold(struct guests *g, int fd, enum held what);
void guests_drop(struct guests *g, int fd, enum held what);

/*
 * guests_deposit(g, fd, intake, proven):
 * Count one well-formed envelope against the limits; false if the client has to
 * try later.  ${proven}: false for a form that another site may have sent; see
 * origin.h.
 */
bool guests_deposit(struct guests *g, int fd, enum intake intake, bool proven);

/* The address of ${fd} begins to wait for a buffer: return how often it did so
 * before in this minute. */
uint32_t guests_turn(struct guests *g, int fd);

/* End the connection in ${seconds}; 0: none, it waits for the server. */
void guests_until(struct guests *g, int fd, unsigned seconds);

/* How many of ${what} there are in all. */
size_t guests_most(const struct guests *g, enum held what);

/*
 * guests_answer(g, fd, n):
 * An answer of ${n} bytes and its headers begins; it ends with guests_rest().
 * Set its deadline and its pace.  A connection that holds HELD_BOARD shares the
 * bandwidth of boards with the others; so does one whose prefix was sent its
 * part of other answers in OUT_SECONDS.  Any other has no pace limit.
 */
void guests_answer(struct guests *g, int fd, size_t n);

/* The answer was sent or given up: set the deadline of the next request. */
void guests_rest(struct guests *g, int fd);

/* To be called once a second: refill, end what is late, divide bandwidth. */
void guests_tick(struct guests *g);

#endif
