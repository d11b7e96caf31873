/* exchange.h - one envelope in by POST /x, and what it is answered. */

#ifndef EXCHANGE_H
#define EXCHANGE_H

#include <stdbool.h>

#include "commit.h"
#include "wire.h"

/* What /x answers. */
enum exchange {
	EXCHANGE_STORED,
	EXCHANGE_FULL,
	EXCHANGE_AGAIN,
	EXCHANGE_MALFORMED,
	EXCHANGES,
};

/*
 * exchange_check(d, body):
 * Look at ${body} by its shape alone and make it the envelope of ${d}.  False
 * if it is none: the result is then ERR_FORMAT.
 */
bool exchange_check(struct deposit *d, struct span body);

/* The answer to a deposit that ended so, and its ANSWER_SIZE bytes. */
enum exchange exchange_of(enum err result);
struct span exchange_answer(enum exchange x);

#endif
