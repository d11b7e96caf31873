/* replies.h - which of a case's replies its cell on the board can hold. */

#ifndef CORE_REPLIES_H
#define CORE_REPLIES_H

#include <stdbool.h>
#include <stdint.h>

#include "body.h"
#include "book/replies.h"
#include "err.h"
#include "label.h"
#include "wire.h"

/*
 * replies_add(r, out, reply, instead):
 * Put ${reply} in front of ${r} and number it; with no text it adds none.
 * ${instead}: in the place of those that are in no outbox yet.  The oldest that
 * no longer fit one cell drop out.  ${out} receives all that drop out.
 * ERR_TOO_LONG over REPLY_MAX bytes; ${r} is then as before.
 */
MUST_USE enum err replies_add(struct replies *r, struct replies *out,
    struct reply *reply, bool instead);

/* How many of ${r} are in no outbox yet. */
uint32_t replies_unsent(const struct replies *r);

/* The body of a cell sealed in ${week}: status, messages opened, replies. */
struct cell_says {
	enum status status;
	uint16_t opened;
	uint16_t week;
};
MUST_USE enum err replies_cell(uint8_t out[static CELL_BODY_SIZE],
    const struct replies *r, const struct cell_says *says);

#endif
