/* sequence.h - how one inbox must follow from the one before. */

#ifndef CORE_SEQUENCE_H
#define CORE_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "book/state.h"

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
 * sequence_judge(s, l):
 * How the inbox ${l}, signed by the server's key, follows from what was opened
 * before.  All but KNOWN and OLD are to be opened: nobody's tip may be lost.
 */
enum verdict sequence_judge(const struct sequence *s, const struct link *l);

/*
 * sequence_take(s, l, v):
 * Remember that ${l} was opened with ${v}, and what was wrong.  ANEW begins a
 * new sequence.  The newest inbox is that of the latest week, within a week the
 * highest number: a server in wrong hands may sign any number, and no number
 * may stand for good.  Source: PROTOCOL.md, "Bundles between server and
 * holder".
 */
void sequence_take(struct sequence *s, const struct link *l, enum verdict v);

/* True if the inbox with this manifest was opened. */
bool sequence_knows(const struct sequence *s, const struct note_hash *hash);

/* The desk's week: the latest of an inbox that was opened; 0: none was. */
uint16_t sequence_week(const struct sequence *s);

/*
 * Forget inboxes of weeks after ${week}: a person says that these have not come
 * yet, so that no server can have closed them.
 */
void sequence_trim(struct sequence *s, uint16_t week);

/* True if trouble ${t} is recent enough to be told still. */
bool sequence_told(const struct sequence *s, const struct trouble *t);

#endif
