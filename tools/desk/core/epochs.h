/* epochs.h - the weekly keys in desk.key: find, add, drop. */

#ifndef CORE_EPOCHS_H
#define CORE_EPOCHS_H

#include <stdint.h>

#include "deskkey.h"
#include "envelope.h"
#include "err.h"

/* The newest epoch of ${week}, or NULL. */
const struct epoch *epochs_find(const struct deskkey *k, uint16_t week);

/*
 * epochs_add(k, e):
 * Put ${e} behind those of its week and before: what was sealed to an older
 * key must still be opened.  ERR_FULL if there is no room.
 */
MUST_USE enum err epochs_add(struct deskkey *k, const struct epoch *e);

/* Wipe epochs of ${week} and before. */
void epochs_drop(struct deskkey *k, uint16_t week);

#endif
