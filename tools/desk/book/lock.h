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
 * lock_open(fd, dir):
 * Open desk.lock in ${dir} and hold it until ${fd} is closed.  ERR_AGAIN if
 * another process holds it; ERR_MISSING; ERR_FORMAT if it is no regular file;
 * ERR_IO.  ${fd} is then -1.  lock_make() makes the file if it is missing:
 * then lock_burn() both halves.
 */
MUST_USE enum err lock_open(int *fd, int dir);
MUST_USE enum err lock_make(int *fd, int dir);

/* Read both halves; ERR_FORMAT if the file is too short. */
MUST_USE enum err lock_read(struct lock_bytes *out, int fd);

/* Write ${w} as the ${half} (0 or 1), and sync. */
MUST_USE enum err lock_put(int fd, uint8_t half, const struct half_key *w);

/* Overwrite the ${half} with random bytes, and sync. */
MUST_USE enum err lock_burn(int fd, uint8_t half);

#endif
