/* chain.h - how one inbox must follow from the one before. */

#ifndef CHAIN_H
#define CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "state.h"

enum verdict {
	VERDICT_NEXT,   /* as it should be */
	VERDICT_KNOWN,  /* opened before */
	VERDICT_OLD,    /* older than what is remembered */
	VERDICT_LATE,   /* one that was missing */
	VERDICT_GAP,    /* others are missing before it */
	VERDICT_BROKEN, /* does not fit to its neighbours */
	VERDICT_FORK,   /* another one of this number was opened */
};

/*
 * chain_judge(s, l):
 * How the inbox ${l} follows from what was opened before.  NEXT, LATE, GAP,
 * BROKEN and FORK are to be opened all the same: nobody's tip may be lost.
 */
enum verdict chain_judge(const struct state *s, const struct link *l);

/* Remember that ${l} was opened with ${v}, and what was wrong. */
void chain_take(struct state *s, const struct link *l, enum verdict v);

/*
 * True if ${day} lies at most 8 days outside the week of the newest inbox, or
 * there is none.
 */
bool chain_date_fits(uint16_t week, int32_t day);

/* Say every trouble in plain words, each line after ${margin}. */
void chain_say(const struct state *s, const char *margin);

#endif
