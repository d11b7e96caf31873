/* replies.c - which of a case's replies its cell on the board can hold. */

#include "core/replies.h"

#include <string.h>

#include "os/process.h"

enum {
	/* In a cell: the heads of four items, and of each text. */
	ITEMS_SIZE = 4 * 3 + 1 + 2 + 2,
	TEXT_HEAD = 3,
	TEXTS_MAX = CELL_TEXT_MAX + CELL_TEXTS_MAX * TEXT_HEAD,
};

/* True if ${n} texts of ${total} bytes fit one cell. */
static bool
cell_holds(size_t total, size_t n)
{
	return total <= CELL_TEXT_MAX && n <= CELL_TEXTS_MAX &&
	    ITEMS_SIZE + n * TEXT_HEAD + total <= CELL_BODY_SIZE;
}

/*
 * Move to ${out} what is in no outbox, if ${instead}, and all from the first
 * that does not fit beside ${total} bytes and ${n} texts.
 */
static void
replies_trim(struct replies *r, struct replies *out, size_t total, size_t n,
    bool instead)
{
	size_t kept = 0;
	bool full = false;

	for (size_t i = 0; i < r->n; i++) {
		const struct reply *reply = &r->reply[i];
		bool drop = full || (instead && !reply->sent);

		if (!drop) {
			total += reply->n;
			full = !cell_holds(total, ++n);
			drop = full;
		}
		if (drop)
			out->reply[out->n++] = *reply;
		else
			r->reply[kept++] = *reply;
	}
	sodium_memzero(&r->reply[kept], (r->n - kept) * sizeof(r->reply[0]));
	r->n = kept;
}

enum err
replies_add(struct replies *r, struct replies *out, struct reply *reply,
    bool instead)
{
	uint32_t newest = r->n == 0 ? 0 : r->reply[0].i;

	replies_wipe(out);
	if (reply->n > REPLY_MAX)
		return ERR_TOO_LONG;
	replies_trim(r, out, reply->n, reply->n > 0, instead);
	if (reply->n == 0)
		return OK;
	/* above what drops out too: it is destroyed after this is inserted */
	reply->i = newest + 1;
	memmove(&r->reply[1], &r->reply[0], r->n * sizeof(r->reply[0]));
	r->reply[0] = *reply;
	r->n++;
	return OK;
}

uint32_t
replies_unsent(const struct replies *r)
{
	uint32_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += !r->reply[i].sent;
	return n;
}

enum err
replies_cell(uint8_t out[static CELL_BODY_SIZE], const struct replies *r,
    const struct cell_says *says)
{
	uint8_t *texts = locked_new(TEXTS_MAX);
	struct writer w = { texts, TEXTS_MAX, 0, false };
	struct cell_body body = { 0 };
	enum err e = ERR_MEMORY;

	if (texts == NULL)
		return e;
	for (size_t i = 0; i < r->n; i++) {
		int ago = says->week - r->reply[i].week;

		ago = ago < 0 ? 0 : ago > UINT8_MAX ? UINT8_MAX : ago;
		texts_put(&w, (uint8_t)ago,
		    (struct span){ r->reply[i].text, r->reply[i].n });
	}
	body.status = says->status;
	body.week = says->week;
	body.opened = says->opened;
	body.texts = (struct span){ texts, w.n };
	e = w.bad ? ERR_TOO_LONG : cell_body_encode(out, &body);
	locked_free(texts);
	return e;
}
