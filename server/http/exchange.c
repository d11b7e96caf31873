/* exchange.c - checks the envelope of POST /x, and chooses the answer. */

#include "http/exchange.h"

#include "envelope.h"

static const uint8_t answers[EXCHANGES][ANSWER_SIZE] = {
	[EXCHANGE_STORED] = { EXCHANGE_STORED },
	[EXCHANGE_FULL] = { EXCHANGE_FULL },
	[EXCHANGE_AGAIN] = { EXCHANGE_AGAIN },
	[EXCHANGE_MALFORMED] = { EXCHANGE_MALFORMED },
};

bool
exchange_check(struct deposit *d, struct span body)
{
	d->intake = INTAKE_SCRIPT;
	d->item.envelope = body.p;
	d->item.result = envelope_check(body);
	return d->item.result == OK;
}

enum exchange
exchange_of(enum err result)
{
	if (result == OK)
		return EXCHANGE_STORED;
	if (result == ERR_FULL)
		return EXCHANGE_FULL;
	return result == ERR_FORMAT ? EXCHANGE_MALFORMED : EXCHANGE_AGAIN;
}

struct span
exchange_answer(enum exchange x)
{
	return (struct span){ answers[x], ANSWER_SIZE };
}
