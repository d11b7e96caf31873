/* exchange.h - one envelope in by POST /x, and what it is answered. */

#ifndef EXCHANGE_H
#define EXCHANGE_H

#include <stdbool.h>

#include "commit.h"
#include "limit.h"
#include "wire.h"

/*
 * exchange_begin(d, c, limits, body):
 * Look at ${body} by its shape alone and hand it to the committer as ${d},
 * whose done was set by the caller.  False if it was refused at once: the
 * result is then ERR_FORMAT or ERR_AGAIN, and done is not called.
 */
bool exchange_begin(struct deposit *d, struct committer *c,
    struct limits *limits, struct span body);

/* The ANSWER_SIZE bytes that say so. */
struct span exchange_answer(enum err result);

#endif
