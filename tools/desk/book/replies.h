/* replies.h - the desk's replies to the tipster of a case, as it keeps them. */

#ifndef BOOK_REPLIES_H
#define BOOK_REPLIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "book/book.h"
#include "err.h"
#include "label.h"
#include "secret.h"
#include "wire.h"

struct reply {
	uint32_t i;    /* from 1; the newest of a case has the highest */
	uint16_t week; /* in which it was written */
	bool sent;     /* in an outbox */
	size_t n;
	uint8_t text[REPLY_MAX]; /* ${n} bytes of UTF-8 */
};

/* Those of one case, the newest first.  Secret: locked_new(). */
struct replies {
	size_t n;
	struct reply reply[CELL_TEXTS_MAX];
};
WIPE_FUNCTION(replies);

/*
 * replies_load(r, b, number):
 * Read all replies of case ${number}; none is OK.  ERR_FORMAT for more or
 * longer ones than the tables may hold.
 */
MUST_USE enum err replies_load(struct replies *r, struct book *b,
    uint32_t number);

/* Insert a reply; ${folded}: its words as fold.h makes them, for search. */
MUST_USE enum err reply_insert(const struct reply *r, struct book *b,
    uint32_t number, struct span folded);

/* Destroy reply ${i}; one that is not there is OK. */
MUST_USE enum err reply_destroy(struct book *b, uint32_t number, uint32_t i);

/* Destroy all of them. */
MUST_USE enum err replies_destroy(struct book *b, uint32_t number);

/* All of them are in an outbox now. */
MUST_USE enum err replies_sent(struct book *b, uint32_t number);

#endif
