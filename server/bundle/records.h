/* records.h - the state's records of inboxes, outboxes and lost envelopes. */

#ifndef BUNDLE_RECORDS_H
#define BUNDLE_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "manifest.h"
#include "store/store.h"

/* A closed inbox. */
struct inbox_record {
	uint32_t seq;
	struct note_hash hash; /* of its manifest */
	uint16_t week;         /* an hour before; earlier weeks get no more */
};

/* The last outbox taken in from a holder. */
struct outbox_record {
	uint32_t schedule; /* version */
	uint32_t seq;
	uint32_t ack_seq;
	struct note_hash ack;
	struct note_hash hash; /* of its manifest */
};

enum {
	INBOX_RECORD_SIZE = HASH_SIZE + 2,
	OUTBOX_RECORD_SIZE = 3 * 4 + 2 * HASH_SIZE,
	INBOX_RECORDS = 128, /* how many inboxes are remembered */
	LOST_WEEKS = 5,      /* losses further apart are counted anew */
};

/* ERR_MISSING if there is none; ${out} is then zero. */
MUST_USE enum err inbox_record_load(struct inbox_record *out, struct store *s,
    uint32_t seq);

/* The newest inbox; seq 0 if there is none. */
MUST_USE enum err inbox_record_last(struct inbox_record *out, struct store *s);

/* Remember ${inbox} as the newest. */
MUST_USE enum err inbox_record_save(struct store *s,
    const struct inbox_record *inbox);

/*
 * inbox_record_lower(s, week):
 * The clock ran ahead and was set back to ${week}: lower the week of each
 * inbox of ${s} to ${week} at most.  Otherwise new deposits would count as
 * exported and be forgotten.
 */
MUST_USE enum err inbox_record_lower(struct store *s, uint16_t week);

/* ERR_MISSING if there is none; ${out} is then zero. */
MUST_USE enum err outbox_record_load(struct outbox_record *out, struct store *s,
    const struct desk_id *holder);

/* True if the inbox that ${outbox} acknowledges is one that this folder closed.
 */
bool outbox_record_known(struct store *s, const struct outbox_record *outbox);

/* The week before which ${holder} has acknowledged everything; 0: nothing. */
uint16_t outbox_record_week(struct store *s, const struct desk_id *holder);

/* Envelopes forgotten before every holder had read them. */
struct loss_record {
	uint16_t week; /* the latest */
	uint32_t envelopes;
};

/* ERR_MISSING if nothing was lost; ${out} is then zero. */
MUST_USE enum err loss_record_load(struct loss_record *out, struct store *s);

/* Add ${envelopes} of ${week} to the losses. */
MUST_USE enum err loss_record_add(struct store *s, uint16_t week,
    uint64_t envelopes);

/* Write ${outbox} as STATE_OUTBOX holds it: OUTBOX_RECORD_SIZE bytes. */
void outbox_record_encode(struct writer *w, const struct outbox_record *outbox);

#endif
