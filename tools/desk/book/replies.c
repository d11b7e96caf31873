/* replies.c - the desk's replies to the tipster of a case, as it keeps them. */

#include "book/replies.h"

#include <string.h>

#include "book/query.h"

static void
reply_read(struct reply *r, struct query *q)
{
	struct span text;

	r->i = query_u32(q);
	r->week = query_u16(q);
	r->sent = query_u8(q) != 0;
	text = query_text(q);
	if (text.n == 0 || text.n > sizeof(r->text)) {
		q->e = q->e == OK ? ERR_FORMAT : q->e;
		return;
	}
	r->n = text.n;
	memcpy(r->text, text.p, text.n);
}

enum err
replies_load(struct replies *r, struct book *b, uint32_t number)
{
	struct query q;
	enum err e;

	replies_wipe(r);
	query_begin(&q, b,
	    "SELECT i, week, sent, text FROM reply WHERE number = ?"
	    " ORDER BY i DESC");
	query_put_u32(&q, number);
	while (query_row(&q)) {
		if (r->n == CELL_TEXTS_MAX)
			q.e = ERR_FORMAT;
		else
			reply_read(&r->reply[r->n++], &q);
	}
	e = query_end(&q);
	if (e != OK)
		replies_wipe(r);
	return e;
}

enum err
reply_insert(const struct reply *r, struct book *b, uint32_t number,
    struct span folded)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO reply (number, i, week, sent, text, folded)"
	    " VALUES (?, ?, ?, ?, ?, ?)");
	query_put_u32(&q, number);
	query_put_u32(&q, r->i);
	query_put_u32(&q, r->week);
	query_put_u32(&q, r->sent);
	query_put_text(&q, (struct span){ r->text, r->n });
	query_put_text(&q, folded);
	return query_end(&q);
}

enum err
reply_destroy(struct book *b, uint32_t number, uint32_t i)
{
	struct query q;

	query_begin(&q, b, "DELETE FROM reply WHERE number = ? AND i = ?");
	query_put_u32(&q, number);
	query_put_u32(&q, i);
	return query_end(&q);
}

/* Run a statement whose one value is the number of a case. */
static enum err
case_run(struct book *b, const char *sql, uint32_t number)
{
	struct query q;

	query_begin(&q, b, sql);
	query_put_u32(&q, number);
	return query_end(&q);
}

enum err
replies_destroy(struct book *b, uint32_t number)
{
	return case_run(b, "DELETE FROM reply WHERE number = ?", number);
}

enum err
replies_sent(struct book *b, uint32_t number)
{
	return case_run(b,
	    "UPDATE reply SET sent = 1 WHERE number = ? AND sent = 0", number);
}
