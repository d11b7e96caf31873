/* today.h - what day it is for a service: the guard, and what it remembers. */

#ifndef TODAY_H
#define TODAY_H

#include <stdbool.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "guard.h"
#include "store.h"

/*
 * The folder remembers two weeks: the last one that was firm, and the one of
 * the server that runs, or ran last.
 */
struct today_weeks {
	uint16_t known;
	uint16_t now;
};

/* A running server's date. */
struct today {
	struct guard guard;
	struct today_weeks weeks;
	bool kept; /* the folder has them */
};

/*
 * today_begin(t, s):
 * Begin to serve ${s}.  A folder that was never used believes the clock; the
 * first today_look() writes that down.  Errors of the store.
 */
MUST_USE enum err today_begin(struct today *t, struct store *s);

/*
 * today_look(t, s, moved):
 * Look at the clock and write down a week that has begun, an hour after it
 * did: until then deposits may still go to the one before.  ${moved} if
 * another clock was taken over.
 */
MUST_USE enum err today_look(struct today *t, struct store *s, bool *moved);

/* The folder was changed: true if a person has said that the clock is right. */
bool today_said(struct today *t, struct store *s);

/* No day that is certainly before ${d} was signed is ever believed. */
void today_floor(struct today *t, const struct directory *d);

int32_t today_day(const struct today *t);

/*
 * today_of(day, s, served):
 * What day it is for a command.  Beside a server (${served}) it is a day of
 * that server's week, and the clock must show that week or a neighbour; else
 * the clock must fit the last week of use.  ERR_CLOCK if not; ${day} is then
 * in the week that the folder knows.
 */
MUST_USE enum err today_of(int32_t *day, struct store *s, bool served);

/* Believe ${week}: a person has said so. */
MUST_USE enum err today_set(struct store *s, uint16_t week);

/* Tell the person at standard error about ERR_CLOCK; returns 1. */
int today_say(const char *doing, struct store *s, bool served);

enum {
	TODAY_TEXT = 128,
};

/* "the clock says 2026-W48, this folder was last used in 2026-W40" */
void today_print(char out[static TODAY_TEXT], struct store *s, bool served);

#endif
