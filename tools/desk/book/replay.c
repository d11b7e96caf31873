/* replay.c - which envelopes were accepted, as long as their key lives. */

#include "book/replay.h"

#include <string.h>

#include "book/query.h"

enum err
replay_add(const struct replay *r, struct book *b)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO replay (dup, hb, week, number, i)"
	    " VALUES (?, ?, ?, ?, ?)");
	query_put_blob(&q, (struct span){ r->dup, sizeof(r->dup) });
	query_put_blob(&q, (struct span){ r->hb, sizeof(r->hb) });
	query_put_u32(&q, r->week);
	query_put_u32(&q, r->number);
	query_put_u32(&q, r->message);
	return query_end(&q);
}

enum err
replay_known(struct book *b, const uint8_t dup[static HASH_SIZE])
{
	struct query q;
	bool found;
	enum err e;

	query_begin(&q, b, "SELECT 1 FROM replay WHERE dup = ?");
	query_put_blob(&q, (struct span){ dup, HASH_SIZE });
	found = query_row(&q);
	e = query_end(&q);
	return e == OK && !found ? ERR_MISSING : e;
}

enum err
replay_twin(struct replay *out, struct book *b,
    const uint8_t hb[static HASH_SIZE], uint32_t number)
{
	struct query q;
	bool found;
	enum err e;

	*out = (struct replay){ 0 };
	query_begin(&q, b,
	    "SELECT week, dup, number, i FROM replay"
	    " WHERE hb = ? AND number <> ? ORDER BY number, i LIMIT 1");
	query_put_blob(&q, (struct span){ hb, HASH_SIZE });
	query_put_u32(&q, number);
	found = query_row(&q);
	if (found) {
		out->week = query_u16(&q);
		query_copy(&q, out->dup, sizeof(out->dup));
		memcpy(out->hb, hb, HASH_SIZE);
		out->number = query_u32(&q);
		out->message = query_u32(&q);
	}
	e = query_end(&q);
	if (e == OK && !found)
		e = ERR_MISSING;
	if (e != OK)
		*out = (struct replay){ 0 };
	return e;
}

enum err
replay_forget(struct book *b, uint16_t week)
{
	struct query q;

	query_begin(&q, b, "DELETE FROM replay WHERE week < ?");
	query_put_u32(&q, week);
	return query_end(&q);
}
