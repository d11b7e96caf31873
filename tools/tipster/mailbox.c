/* mailbox.c - reads the desks' answers to a receipt from the board. */

#include "tipster/mailbox.h"

#include "client.h"
#include "envelope.h"

static enum err
seal_dummy(struct exchange *x, void *arg)
{
	struct mailbox *m = arg;

	/* Derive here, so that a check takes as long as a tip. */
	receipt_root(&m->root, &m->receipt, &x->directory.service);
	return envelope_dummy(x->envelope);
}

enum err
mailbox_exchange(struct mailbox *m, struct exchange *x)
{
	const struct sealer sealer = { seal_dummy, NULL, m };
	enum err e = exchange_make(x, &sealer);

	/* a board that cannot be read must not be shown as "no message" */
	return e == OK && exchange_board(x).n == 0 ? ERR_FORMAT : e;
}

enum err
mailbox_read(struct mailbox *m, const struct exchange *x, unsigned i)
{
	return client_read(&m->cell, m->plain, exchange_board(x), &m->root,
	    &x->directory.holder[i].id);
}

uint32_t
mailbox_found(uint16_t *week, struct mailbox *m, const struct exchange *x)
{
	uint32_t found = 0;

	*week = 0;
	for (unsigned i = 0; i < x->directory.desks; i++) {
		if (mailbox_read(m, x, i) != OK)
			continue;
		found |= (uint32_t)1 << i;
		if (m->cell.week > *week)
			*week = m->cell.week;
	}
	return found;
}
