/* renewal.h - a desk's next 13 weeks: keys, schedule, and the way to carry it.
 */

#ifndef RENEWAL_H
#define RENEWAL_H

#include <stdbool.h>

#include "desk.h"
#include "err.h"
#include "note.h"
#include "schedule.h"

/*
 * renewal_make(d, ik, all):
 * Draw a new OPS key and the epoch keys that 13 weeks from ${d->day} lack; all
 * of them if ${all}, as it has to be where one is revoked.  Sign them as the
 * next version and put the schedule and its keys into the open transaction.
 * Changes
 * ${d->keys} and ${d->state} in memory; the caller writes both.
 */
MUST_USE enum err renewal_make(struct desk *d, const struct sign_seed *ik,
    bool all);

/*
 * renewal_carry(d, stick):
 * Write NNN.NAME.keys and NNN.NAME.schedule into the folder ${stick}.  Needs
 * a transaction.
 */
MUST_USE enum err renewal_carry(struct desk *d, int stick);

/*
 * renewal_whole(d):
 * OK if desk.key holds the OPS key of our newest schedule; ERR_KEY if a
 * renewal was cut off between the two.  Needs a transaction.
 */
MUST_USE enum err renewal_whole(struct desk *d);

/* OK if ${ik} signed our newest schedule, else an error; as above. */
MUST_USE enum err renewal_by(const struct desk *d, const struct vkey *ik);

#endif
