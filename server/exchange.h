/* exchange.h - one envelope in by POST /x, and what it is answered. */

#ifndef EXCHANGE_H
#define EXCHANGE_H

#include <stdbool.h>

#include "commit.h"
#include "limit.h"
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
 * exchange_begin(d, c, limits, body):
 * Look at ${body} by its shape alone and hand it to the committer as ${d},
 * whose done was set by the caller.  False if it was refused at once: the
 * result is then ERR_FORMAT or ERR_AGAIN, and done is not called.
 */
bool exchange_begin(struct deposit *d, struct committer *c,
    struct limits *limits, struct span body);

/* The answer to a deposit that ended so, and its ANSWER_SIZE bytes. */
enum exchange exchange_of(enum err result);
struct span exchange_answer(enum exchange x);

#endif
