/* mailbox.c - reads the desks' answers to a receipt from the board. */

#include "tipster/mailbox.h"

#include "board.h"
#include "envelope.h"
#include "thread.h"

static enum err
seal_dummy(struct exchange *v, void *arg)
{
	struct mailbox *m = arg;

	/* Derive here, so that a check takes as long as a tip. */
	receipt_root(&m->root, &m->receipt, &v->directory.service);
	return envelope_dummy(v->envelope);
}

enum err
mailbox_visit(struct mailbox *m, struct exchange *v)
{
	const struct sealer sealer = { seal_dummy, NULL, m };
	enum err e = exchange_make(v, &sealer);

	/* a board that cannot be read must not be shown as "no message" */
	return e == OK && exchange_board(v).n == 0 ? ERR_FORMAT : e;
}

enum err
mailbox_read(struct mailbox *m, const struct exchange *v, unsigned i)
{
	WIPED(thread_secret) secret;
	WIPED(thread) thread;
	const struct desk_id *desk = &v->directory.holder[i].id;
	enum err e;

	thread_derive(&secret, &m->root, desk);
	thread_keys(&thread, &secret, desk);
	e = board_read(m->plain, exchange_board(v), &thread, desk);
	if (e != OK)
		return ERR_MISSING;
	return cell_body_decode(&m->cell, m->plain);
}

void
mailbox_found(struct desks *found, uint16_t *week, struct mailbox *m,
    const struct exchange *v)
{
	unsigned i;

	found->n = 0;
	*week = 0;
	for (i = 0; i < v->directory.desks; i++) {
		if (mailbox_read(m, v, i) != OK)
			continue;
		found->at[found->n++] = (uint8_t)i;
		if (m->cell.week > *week)
			*week = m->cell.week;
	}
}
