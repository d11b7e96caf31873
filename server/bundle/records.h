/* records.h - the state's records of inboxes, outboxes and lost envelopes. */

#ifndef BUNDLE_RECORDS_H
#define BUNDLE_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "manifest.h"
#include "store/store.h"

/* A closed inbox. */
struct closed {
	uint32_t seq;
	struct note_hash hash; /* of its manifest */
	uint16_t week;         /* an hour before; earlier weeks get no more */
};

/* The last outbox taken in from a holder. */
struct kept {
	uint32_t schedule; /* version */
	uint32_t seq;
	uint32_t ack_seq;
	struct note_hash ack;
	struct note_hash hash; /* of its manifest */
};

enum {
	CLOSED_SIZE = HASH_SIZE + 2,
	KEPT_SIZE = 3 * 4 + 2 * HASH_SIZE,
	CLOSED_KEPT = 128, /* how many inboxes are remembered */
	LOST_WEEKS = 5,    /* losses further apart are counted anew */
};

/* ERR_MISSING if there is none; ${out} is then zero. */
MUST_USE enum err closed_load(struct closed *out, struct store *s,
    uint32_t seq);

/* The newest inbox; seq 0 if there is none. */
MUST_USE enum err closed_last(struct closed *out, struct store *s);

/* Remember ${c} as the newest. */
MUST_USE enum err closed_save(struct store *s, const struct closed *c);

/*
 * closed_lower(s, week):
 * The clock ran ahead and was set back to ${week}: lower the week of each
 * inbox of ${s} to ${week} at most.  Otherwise new deposits would count as
 * exported and be forgotten.
 */
MUST_USE enum err closed_lower(struct store *s, uint16_t week);

/* ERR_MISSING if there is none; ${out} is then zero. */
MUST_USE enum err kept_load(struct kept *out, struct store *s,
    const struct desk_id *holder);

/* True if the inbox that ${k} acknowledges is one that this folder closed. */
bool kept_known(struct store *s, const struct kept *k);

/* The week before which ${holder} has acknowledged everything; 0: nothing. */
uint16_t kept_week(struct store *s, const struct desk_id *holder);

/* Envelopes forgotten before every holder had read them. */
struct lost {
	uint16_t week; /* the latest */
	uint32_t envelopes;
};

/* ERR_MISSING if nothing was lost; ${out} is then zero. */
MUST_USE enum err lost_load(struct lost *out, struct store *s);

/* Add ${envelopes} of ${week} to the losses. */
MUST_USE enum err lost_add(struct store *s, uint16_t week, uint64_t envelopes);

/* Write ${k} as STATE_OUTBOX holds it: KEPT_SIZE bytes. */
void kept_encode(struct writer *w, const struct kept *k);

#endif
