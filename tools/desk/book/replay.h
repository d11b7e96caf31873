/* replay.h - which envelopes were accepted, as long as their key lives. */

#ifndef BOOK_REPLAY_H
#define BOOK_REPLAY_H

#include <stdint.h>

#include "book/book.h"
#include "envelope.h"
#include "err.h"

/* One accepted envelope and where its message is. */
struct replay {
	uint16_t week; /* of the epoch */
	uint8_t dup[HASH_SIZE];
	uint8_t hb[HASH_SIZE];
	uint32_t number;  /* case */
	uint32_t message; /* in it, from 1 */
};

MUST_USE enum err replay_add(const struct replay *r, struct book *b);

/* OK if an envelope with ${dup} was accepted before, ERR_MISSING if not. */
MUST_USE enum err replay_known(struct book *b,
    const uint8_t dup[static HASH_SIZE]);

/*
 * replay_twin(out, b, hb, number):
 * The first message with the header and body ${hb} in another case than
 * ${number}; ERR_MISSING if there is none.
 */
MUST_USE enum err replay_twin(struct replay *out, struct book *b,
    const uint8_t hb[static HASH_SIZE], uint32_t number);

/* Forget the envelopes of weeks before ${week}. */
MUST_USE enum err replay_forget(struct book *b, uint16_t week);

#endif
