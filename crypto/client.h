/* client.h - what every client does: seal a message to desks, read an answer.
 */

#ifndef CLIENT_H
#define CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "body.h"
#include "directory.h"
#include "envelope.h"
#include "notes.h"
#include "receipt.h"
#include "thread.h"
#include "wire.h"

/* A message of a tipster; all of it is borrowed. */
struct client_message {
	enum kind kind; /* tip, follow-up or close */
	enum lane lane;
	struct span text;        /* normalised */
	struct span answers;     /* as answers_put() writes them */
	const struct root *root; /* of the receipt; NULL: wants no answer */
	uint32_t desks;          /* 1 to SLOTS of them, see fit.h */
	bool has_week;           /* ${week} is that of the cell answered */
	uint16_t week;
};

/* Memory to seal in, of one message at a time; secret. */
struct client_work {
	uint8_t plain[BODY_SIZE];
	struct thread_secret thread[SLOTS];
};

/*
 * client_seal(envelope, w, m, d, notes):
 * Seal ${m} into ${envelope} for its desks of ${d}, with the keys of ${notes}.
 * A tip and a follow-up may be referred: every client shows to whom a desk
 * passes tips.  ERR_FULL for more than SLOTS desks; ERR_KEY for none, or one
 * without a key this week; errors of body_encode() and envelope_seal().
 */
MUST_USE enum err client_seal(uint8_t envelope[static ENVELOPE_SIZE],
    struct client_work *w, const struct client_message *m,
    const struct directory *d, const struct notes *notes);

/*
 * client_read(out, plain, board, root, desk):
 * Read what ${desk} answered to ${root} on ${board}, which board_check() has
 * accepted.  ${out} borrows from ${plain}.  ERR_MISSING if there is no answer,
 * ERR_FORMAT if there is one that this version cannot read.
 */
MUST_USE enum err client_read(struct cell_body *out,
    uint8_t plain[static CELL_BODY_SIZE], struct span board,
    const struct root *root, const struct desk_id *desk);

#endif
