/* replies.h - what a tipster will read: the replies of a case and its cell. */

#ifndef REPLIES_H
#define REPLIES_H

#include <stdbool.h>
#include <stdint.h>

#include "case.h"
#include "err.h"
#include "wire.h"

/* A reply, borrowed from its case. */
struct reply {
	uint16_t week;
	bool sent; /* in an outbox */
	struct span text;
};

/* Walk the replies of ${c}, newest first; false at the end. */
struct reader replies_begin(const struct case_file *c);
bool replies_next(struct reply *out, struct reader *r);

/*
 * replies_add(c, text, week, instead):
 * Put ${text} in front; ${instead} of those that were not sent yet.  An empty
 * text adds none.  What no longer fits the cell drops out at the end.
 * ERR_TOO_LONG over REPLY_MAX bytes.
 */
MUST_USE enum err replies_add(struct case_file *c, struct span text,
    uint16_t week, bool instead);

/* All replies have gone out. */
void replies_sent(struct case_file *c);

/* The body of the cell of ${c}, sealed in ${week}. */
MUST_USE enum err replies_cell(uint8_t out[static CELL_BODY_SIZE],
    const struct case_file *c, uint16_t week);

#endif
