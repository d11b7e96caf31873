/* mailbox.h - what a receipt finds on the board. */

#ifndef MAILBOX_H
#define MAILBOX_H

#include "body.h"
#include "desks.h"
#include "receipt.h"
#include "visit.h"

/* Keep it in locked memory. */
struct mailbox {
	struct receipt receipt;
	struct root root;
	uint8_t plain[CELL_BODY_SIZE]; /* of the desk read last */
	struct cell_body cell;         /* borrows from ${plain} */
};

/*
 * mailbox_visit(m, v):
 * Make a whole visit with a dummy, and derive the root of ${m->receipt} for
 * the service visited.  Errors of visit_make(); ERR_FORMAT for a damaged board.
 */
MUST_USE enum err mailbox_visit(struct mailbox *m, struct visit *v);

/*
 * mailbox_read(m, v, i):
 * Read into ${m->cell} what the ${i}th desk of the directory says.
 * ERR_MISSING if it says nothing; ERR_FORMAT if this program cannot read it.
 */
MUST_USE enum err mailbox_read(struct mailbox *m, const struct visit *v,
    unsigned i);

/* The desks that say something, and the newest week of what they say. */
void mailbox_found(struct desks *found, uint16_t *week, struct mailbox *m,
    const struct visit *v);

#endif
