/* today.h - whether this machine's date can be believed. */

#ifndef TODAY_H
#define TODAY_H

#include <stdint.h>

#include "err.h"
#include "store.h"

enum {
	TODAY_WEEKS = 3, /* a folder may lie unused this long unasked */
};

/*
 * today_week(week, s):
 * This week.  ERR_CLOCK if it lies before the week ${s} was last used in, or
 * more than TODAY_WEEKS after it: a wrong clock would expire tips that nobody
 * has read.  Remembers the week.
 */
MUST_USE enum err today_week(uint16_t *week, struct store *s);

/* Believe ${week}: a person has said so. */
MUST_USE enum err today_set(struct store *s, uint16_t week);

/* Write "2026-W48" to standard error's person: say() for ERR_CLOCK. */
int today_say(const char *doing, struct store *s);

#endif
