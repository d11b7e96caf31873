/* mailbox.h - reads the desks' answers to a receipt from the board. */

#ifndef MAILBOX_H
#define MAILBOX_H

#include "body.h"
#include "receipt.h"
#include "tipster/exchange.h"

/* Keep it in locked memory. */
struct mailbox {
	struct receipt receipt;
	struct root root;
	uint8_t plain[CELL_BODY_SIZE]; /* of the desk read last */
	struct cell_body cell;         /* borrows from ${plain} */
};

/*
 * mailbox_exchange(m, x):
 * Make the visit ${x} with a dummy, and derive ${m->root} from ${m->receipt}
 * for the service visited.  Returns the errors of exchange_make(), or
 * ERR_FORMAT for a damaged board.
 */
MUST_USE enum err mailbox_exchange(struct mailbox *m, struct exchange *x);

/*
 * mailbox_read(m, x, i):
 * Read the answer of desk ${i} of the directory of ${x} into ${m->cell}.
 * Returns ERR_MISSING if there is none, or ERR_FORMAT if this program cannot
 * read it.
 */
MUST_USE enum err mailbox_read(struct mailbox *m, const struct exchange *x,
    unsigned i);

/*
 * The set of desks that answered; ${week} is the newest week of their answers,
 * or 0.
 */
uint32_t mailbox_found(uint16_t *week, struct mailbox *m,
    const struct exchange *x);

#endif
