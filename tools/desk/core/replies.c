/* replies.c - what a tipster will read: the replies of a case and its cell. */

#include "replies.h"

#include <string.h>

#include "os/process.h"

struct reader
replies_begin(const struct case_file *c)
{
	return (struct reader){ c->replies, c->replies_n, false };
}

bool
replies_next(struct reply *out, struct reader *r)
{
	memset(out, 0, sizeof(*out));
	if (r->n == 0)
		return false;
	out->week = wire_u16(r);
	out->sent = wire_u8(r) != 0;
	out->text = wire_span(r, wire_u16(r));
	return !r->bad;
}

/* Bytes of a reply before its text. */
enum {
	REPLY_HEAD = 2 + 1 + 2,
	SENT_AT = 2,
	/* In a cell: the heads of four items, and of each text. */
	ITEMS_SIZE = 4 * 3 + 1 + 2 + 2,
	TEXT_HEAD = 3,
};

/* True if ${n} texts of ${total} bytes fit one cell. */
static bool
cell_holds(size_t total, size_t n)
{
	return total <= CELL_TEXT_MAX && n <= CELL_TEXTS_MAX &&
	    ITEMS_SIZE + n * TEXT_HEAD + total <= CELL_BODY_SIZE;
}

/*
 * In place: drop those not sent if ${instead}, then all from the first that
 * does not fit beside ${total} bytes and ${n} texts.
 */
static void
replies_trim(struct case_file *c, size_t total, unsigned n, bool instead)
{
	struct reader r = replies_begin(c);
	struct reply reply;
	size_t to = 0;

	while (replies_next(&reply, &r)) {
		size_t size = REPLY_HEAD + reply.text.n;

		if (instead && !reply.sent)
			continue;
		total += reply.text.n;
		if (!cell_holds(total, ++n))
			break;
		memmove(c->replies + to, reply.text.p - REPLY_HEAD, size);
		to += size;
	}
	sodium_memzero(c->replies + to, sizeof(c->replies) - to);
	c->replies_n = to;
}

enum err
replies_add(struct case_file *c, struct span text, uint16_t week, bool instead)
{
	struct writer w = { c->replies, sizeof(c->replies), 0, false };
	size_t size = REPLY_HEAD + text.n;

	if (text.n > REPLY_MAX)
		return ERR_TOO_LONG;
	replies_trim(c, text.n, text.n > 0, instead);
	if (text.n == 0)
		return OK;
	if (size > sizeof(c->replies) - c->replies_n)
		return ERR_TOO_LONG;
	memmove(c->replies + size, c->replies, c->replies_n);
	wire_put_u16(&w, week);
	wire_put_u8(&w, 0);
	wire_put_u16(&w, (uint16_t)text.n);
	wire_put(&w, text.p, text.n);
	c->replies_n += size;
	return OK;
}

void
replies_sent(struct case_file *c)
{
	struct reader r = replies_begin(c);
	struct reply reply;
	size_t at = 0;

	while (replies_next(&reply, &r)) {
		c->replies[at + SENT_AT] = 1;
		at += REPLY_HEAD + reply.text.n;
	}
}

enum err
replies_cell(uint8_t out[static CELL_BODY_SIZE], const struct case_file *c,
    uint16_t week)
{
	uint8_t *texts = locked_new(REPLIES_SIZE);
	struct writer w = { texts, REPLIES_SIZE, 0, false };
	struct reader r = replies_begin(c);
	struct reply reply;
	struct cell_body body = { 0 };
	enum err e = ERR_MEMORY;

	if (texts == NULL)
		return e;
	while (replies_next(&reply, &r)) {
		int ago = week - reply.week;

		ago = ago < 0 ? 0 : ago > UINT8_MAX ? UINT8_MAX : ago;
		texts_put(&w, (uint8_t)ago, reply.text);
	}
	body.status = c->status;
	body.week = week;
	body.opened = c->opened;
	body.texts = (struct span){ texts, w.n };
	e = w.bad ? ERR_TOO_LONG : cell_body_encode(out, &body);
	locked_free(texts);
	return e;
}
