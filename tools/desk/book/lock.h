/* lock.h - desk.lock: two halves, of which desk.key names the one that opens
 * it.  Only ever overwritten in place. */

#ifndef LOCK_H
#define LOCK_H

#include <stdint.h>

#include "deskkey.h"
#include "err.h"

#define LOCK_NAME "desk.lock"

SECRET_TYPE(lock_bytes, LOCK_SIZE);

/*
 * lock_make(fd, dir):
 * Make desk.lock in ${dir}, filled with random bytes, and hold it as
 * lock_open() does.  One that is there, without a desk.key, is overwritten.
 */
MUST_USE enum err lock_make(int *fd, int dir);

/*
 * lock_open(fd, dir):
 * Open desk.lock and hold it until ${fd} is closed.  ERR_AGAIN if another
 * process holds it; ERR_MISSING; ERR_FORMAT for another size; ERR_IO.  ${fd}
 * is then -1.
 */
MUST_USE enum err lock_open(int *fd, int dir);

MUST_USE enum err lock_read(struct lock_bytes *out, int fd);

/* Write ${w} as the ${half} (0 or 1), and sync. */
MUST_USE enum err lock_put(int fd, uint8_t half, const struct half_key *w);

/* Overwrite the ${half} with random bytes, and sync. */
MUST_USE enum err lock_burn(int fd, uint8_t half);

#endif
