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
 * A client is a connection, known by its descriptor from clients_enter() to
 * clients_leave().  The kernel is asked for its address at the start and once a
 * minute; only the positions of its counters are kept, see sketch.h.  Any
 * thread may call these functions.
 */
struct clients;

/*
 * clients_new(out, mbit, limits):
 * ${mbit}: outgoing bandwidth in Mbit a second, at least 1.  ${limits}: those
 * of envelopes, borrowed until clients_free(); no other code may call
 * limits_take() on them.  ERR_MEMORY.
 */
MUST_USE enum err clients_new(struct clients **out, uint32_t mbit,
    struct limits *limits);
void clients_free(struct clients *c);

/* Admit a connection; false if its prefix or address has its share of all. */
bool clients_enter(struct clients *c, int fd);
void clients_leave(struct clients *c, int fd);

/* True if there is room for one more connection. */
bool clients_room(struct clients *c);

/* Take one of ${what}; false if none is free for its prefix and address. */
bool clients_hold(struct clients *c, int fd, enum held what);
void clients_drop(struct clients *c, int fd, enum held what);

/*
 * clients_deposit(c, fd, intake, proven):
 * Count one well-formed envelope against the limits; false if the client has to
 * try later.  ${proven}: false for a form that another site may have sent; see
 * origin.h.
 */
bool clients_deposit(struct clients *c, int fd, enum intake intake,
    bool proven);

/* The address of ${fd} begins to wait for a buffer: return how often it did so
 * before in this minute. */
uint32_t clients_turn(struct clients *c, int fd);

/* End the connection in ${seconds}; 0: none, it waits for the server. */
void clients_until(struct clients *c, int fd, unsigned seconds);

/* How many of ${what} there are in all. */
size_t clients_most(const struct clients *c, enum held what);

/*
 * clients_answer(c, fd, n):
 * An answer of ${n} bytes and its headers begins; it ends with clients_rest().
 * Set its deadline and its pace.  A connection that holds HELD_BOARD shares the
 * bandwidth of boards with the others; so does one whose prefix was sent its
 * part of other answers in OUT_SECONDS.  Any other has no pace limit.
 */
void clients_answer(struct clients *c, int fd, size_t n);

/* The answer was sent or given up: set the deadline of the next request. */
void clients_rest(struct clients *c, int fd);

/* To be called once a second: refill, end what is late, divide bandwidth. */
void clients_tick(struct clients *c);

#endif
