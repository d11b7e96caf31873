/* client.c - what every client does: seal a message to desks, read an answer.
 */

#include "client.h"

#include "board.h"
#include "fit.h"

static enum err
encode(struct client_work *w, const struct client_message *m)
{
	struct body b = {
		.kind = m->kind,
		.lane = m->lane,
		.text = m->text,
		.answers = m->answers,
		.has_week = m->has_week,
		.week = m->week,
	};

	if (m->kind != KIND_CLOSE)
		b.flags = m->root == NULL ? FLAG_MAY_REFER
					  : FLAG_MAY_REFER | FLAG_WANTS_REPLY;
	randombytes_buf(b.id.b, sizeof(b.id.b));
	return body_encode(w->plain, &b);
}

enum err
client_seal(uint8_t envelope[static ENVELOPE_SIZE], struct client_work *w,
    const struct client_message *m, const struct directory *d,
    const struct notes *notes)
{
	struct seal_to to[SLOTS];
	size_t n = 0;
	enum err e = encode(w, m);

	if (e == OK && fit_count(m->desks) > SLOTS)
		e = ERR_FULL;
	if (e != OK)
		return e;
	for (size_t i = 0; i < d->desks; i++) {
		if ((m->desks >> i & 1) == 0)
			continue;
		if (notes->part[i].key == NULL)
			return ERR_KEY;
		if (m->root == NULL)
			thread_draw(&w->thread[n]);
		else
			thread_derive(&w->thread[n], m->root, &d->holder[i].id);
		to[n].key = notes->part[i].key;
		to[n].thread = &w->thread[n];
		n++;
	}
	return n == 0 ? ERR_KEY : envelope_seal(envelope, w->plain, to, n);
}

enum err
client_read(struct cell_body *out, uint8_t plain[static CELL_BODY_SIZE],
    struct span board, const struct root *root, const struct desk_id *desk)
{
	WIPED(thread_secret) secret;
	WIPED(thread) thread;

	thread_derive(&secret, root, desk);
	thread_keys(&thread, &secret, desk);
	if (board_read(plain, board, &thread, desk) != OK)
		return ERR_MISSING;
	return cell_body_decode(out, plain);
}
