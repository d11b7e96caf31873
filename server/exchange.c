/* exchange.c - one envelope in by POST /x, and what it is answered. */

#include "exchange.h"

#include "envelope.h"

enum status {
	STORED,
	FULL,
	AGAIN,
	MALFORMED,
	STATUSES,
};

static const uint8_t answers[STATUSES][ANSWER_SIZE] = {
	[STORED] = { STORED },
	[FULL] = { FULL },
	[AGAIN] = { AGAIN },
	[MALFORMED] = { MALFORMED },
};

bool
exchange_begin(struct deposit *d, struct committer *c, struct limits *limits,
    struct span body)
{
	d->item.result = envelope_check(body);
	if (d->item.result != OK)
		return false;
	if (!limits_take(limits, INTAKE_SCRIPT)) {
		d->item.result = ERR_AGAIN;
		return false;
	}
	d->intake = INTAKE_SCRIPT;
	d->item.envelope = body.p;
	envelope_name(&d->item.name, body.p);
	committer_put(c, d);
	return true;
}

struct span
exchange_answer(enum err result)
{
	enum status status = AGAIN;

	if (result == OK)
		status = STORED;
	else if (result == ERR_FULL)
		status = FULL;
	else if (result == ERR_FORMAT)
		status = MALFORMED;
	return (struct span){ answers[status], ANSWER_SIZE };
}
