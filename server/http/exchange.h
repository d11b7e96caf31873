/* exchange.h - checks the envelope of POST /x, and chooses the answer. */

#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include <stdbool.h>

#include "store/commit.h"
#include "wire.h"

/* The answers of POST /x. */
enum exchange {
	EXCHANGE_STORED,
	EXCHANGE_FULL,
	EXCHANGE_AGAIN,
	EXCHANGE_MALFORMED,
	EXCHANGES,
};

/*
 * exchange_check(d, body):
 * Make ${body} the envelope of ${d}, after a check of its length and header.
 * False if they are wrong: the result of ${d} is then ERR_FORMAT.
 */
bool exchange_check(struct deposit *d, struct span body);

/* The answer to a deposit that ended with ${result}; the ANSWER_SIZE bytes of
 * the answer ${x}. */
enum exchange exchange_of(enum err result);
struct span exchange_answer(enum exchange x);

#endif
