/* clockguard.h - the date a service goes by, and the weeks that it stores. */

#ifndef CLOCKGUARD_H
#define CLOCKGUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "os/guard.h"
#include "store/store.h"

/*
 * Two weeks stored in the folder: ${known}, the last one that was firm, and
 * ${now}, that of the server that runs or ran last.
 */
struct clockguard_weeks {
	uint16_t known;
	uint16_t now;
};

/* A running server's date. */
struct clockguard {
	struct guard guard;
	struct clockguard_weeks weeks;
	bool kept; /* the weeks are stored in the folder */
};

/*
 * clockguard_begin(c, s):
 * Set up ${c} to serve ${s}.  In a folder that was never used the clock is
 * believed, and the first clockguard_look() stores its week.  Errors of the
 * store.
 */
MUST_USE enum err clockguard_begin(struct clockguard *c, struct store *s);

/*
 * clockguard_look(c, s, moved):
 * Look at the clock for ${c}, and store in ${s} a new week an hour after it
 * began: until then deposits may still go to the one before.  ${moved} is true
 * if guard_look() took over another clock.
 */
MUST_USE enum err clockguard_look(struct clockguard *c, struct store *s,
    bool *moved);

/* After a change of the folder: true if a person has confirmed the clock. */
bool clockguard_said(struct clockguard *c, struct store *s);

/* Never believe a day that is certainly before ${d} was signed. */
void clockguard_floor(struct clockguard *c, const struct directory *d);

int32_t clockguard_day(const struct clockguard *c);

/*
 * clockguard_of(day, s, served):
 * Set ${day} to the date for a command in ${s}.  While a server runs
 * (${served}), it is a day of that server's week, and the clock must show that
 * week or one next to it; otherwise the clock must fit the last week of use.
 * ERR_CLOCK if it does not; ${day} is then in the week that is stored.
 */
MUST_USE enum err clockguard_of(int32_t *day, struct store *s, bool served);

/* Store ${week}, which a person has confirmed. */
MUST_USE enum err clockguard_set(struct store *s, uint16_t week);

/* Explain ERR_CLOCK on standard error; returns 1. */
int clockguard_say(const char *doing, struct store *s, bool served);

enum {
	CLOCKGUARD_TEXT = 128,
};

/* "the clock shows 2026-W48, this folder was last used in 2026-W40" */
void clockguard_print(char out[static CLOCKGUARD_TEXT], struct store *s,
    bool served);

#endif
