/* renewal.h - a desk's next 13 weeks: their keys, their schedule, carried. */

#ifndef CORE_RENEWAL_H
#define CORE_RENEWAL_H

#include <stdbool.h>

#include "core/desk.h"
#include "err.h"
#include "note.h"

/*
 * renewal_run(d, ik, all):
 * Draw a new OPS key and the epoch keys that 13 weeks from ${d->day} lack; all
 * of them if ${all}, or if one is revoked.  Sign them by ${ik} as the next
 * version and keep schedule, keys and secrets as one unit of work.
 * EPOCHS_FULL: opening an inbox destroys keys whose time is over; and those of
 * desk_commit().
 */
enum fault renewal_run(struct desk *d, const struct sign_seed *ik, bool all);

/* The same in a unit of work that was begun; after a failure, abort it. */
enum fault renewal_make(struct desk *d, const struct sign_seed *ik, bool all);

/*
 * renewal_carry(d, stick, path):
 * Write NNN.NAME.keys and NNN.NAME.schedule into the open folder ${stick},
 * which people call ${path}.  SCHEDULE_STICK.
 */
enum fault renewal_carry(struct desk *d, int stick, const char *path);

/* OK if ${ik} signed our newest schedule, else an error. */
MUST_USE enum err renewal_by(const struct desk *d, const struct vkey *ik);

#endif
