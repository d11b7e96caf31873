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
	VERDICT_ANEW,   /* the first under a new key of the server */
	VERDICT_FORMER, /* under a key that the server had before */
};

/*
 * chain_judge(s, l):
 * How the inbox ${l}, signed by the server's key, follows from what was opened
 * before.  All but KNOWN and OLD are to be opened: nobody's tip may be lost.
 */
enum verdict chain_judge(const struct state *s, const struct link *l);

/*
 * chain_take(s, l, v):
 * Remember that ${l} was opened with ${v}, and what was wrong.  What counts as
 * the newest is the highest number, but a later week overtakes it: a server in
 * wrong hands may sign any number, and no number may stand for good.
 */
void chain_take(struct state *s, const struct link *l, enum verdict v);

/* True if the inbox with this manifest was opened. */
bool chain_knows(const struct state *s, const struct note_hash *hash);

/* The desk's week: the latest of an inbox that was opened; 0: none was. */
uint16_t chain_week(const struct state *s);

/*
 * Forget inboxes of weeks after ${week}: a person says that these have not come
 * yet, so that no server can have closed them.
 */
void chain_trim(struct state *s, uint16_t week);

/* Say every trouble in plain words, each line after ${margin}. */
void chain_say(const struct state *s, const char *margin);

#endif
