/* proposals.c - what one person proposed and another has to release. */

#include "book/proposals.h"

#include <string.h>

#include "book/query.h"

static enum err
number_next(uint32_t *out, struct book *b)
{
	struct query q;

	*out = 0;
	query_begin(&q, b,
	    "UPDATE desk SET proposals = proposals + 1"
	    " RETURNING proposals");
	while (query_row(&q))
		*out = query_u32(&q);
	return query_end(&q);
}

enum err
proposals_list(uint32_t out[static PROPOSALS_MAX], size_t *n, struct book *b)
{
	struct query q;

	*n = 0;
	query_begin(&q, b, "SELECT id FROM proposal ORDER BY id");
	while (*n < PROPOSALS_MAX && query_row(&q))
		out[(*n)++] = query_u32(&q);
	return query_end(&q);
}

enum err
proposal_put(struct proposal *p, struct book *b)
{
	uint32_t waiting[PROPOSALS_MAX];
	struct query q;
	size_t n;
	enum err e = proposals_list(waiting, &n, b);

	if (e == OK && n == PROPOSALS_MAX)
		e = ERR_FULL;
	if (e == OK)
		e = number_next(&p->id, b);
	if (e != OK)
		return e;
	query_begin(&q, b,
	    "INSERT INTO proposal (id, act, s, number, day, plain)"
	    " VALUES (?, ?, ?, ?, ?, ?)");
	query_put_u32(&q, p->id);
	query_put_u32(&q, p->act);
	query_put_u32(&q, p->s);
	query_put_u32(&q, p->number);
	query_put_i64(&q, p->day);
	query_put_blob(&q, (struct span){ p->plain, p->n });
	return query_end(&q);
}

enum err
proposal_load(struct proposal *p, struct book *b, uint32_t id)
{
	struct query q;
	struct span plain;
	bool found;
	enum err e;

	memset(p, 0, sizeof(*p));
	query_begin(&q, b,
	    "SELECT act, s, number, day, plain FROM proposal WHERE id = ?");
	query_put_u32(&q, id);
	found = query_row(&q);
	if (found) {
		p->id = id;
		p->act = query_u8(&q);
		p->s = query_u8(&q);
		p->number = query_u32(&q);
		p->day = (int32_t)query_i64(&q);
		plain = query_blob(&q);
		if (plain.n > sizeof(p->plain))
			q.e = ERR_FORMAT;
		p->n = q.e == OK ? plain.n : 0;
		memcpy(p->plain, plain.p, p->n);
	}
	e = query_end(&q);
	return e == OK && !found ? ERR_MISSING : e;
}

enum err
proposal_remove(struct book *b, uint32_t id)
{
	struct query q;

	query_begin(&q, b, "DELETE FROM proposal WHERE id = ?");
	query_put_u32(&q, id);
	return query_end(&q);
}
