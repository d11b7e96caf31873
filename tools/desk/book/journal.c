/* journal.c - the log: who did what, when; each entry hashes the one before. */

#include "book/journal.h"

#include <string.h>

#include "book/query.h"

#define COLUMNS                                            \
	"SELECT n, day, s, act, number, reason, hash, tag" \
	" FROM journal"

static void
entry_read(struct query *q, struct entry *e)
{
	memset(e, 0, sizeof(*e));
	e->n = query_u32(q);
	e->day = (int32_t)query_u32(q);
	e->s = query_u8(q);
	e->act = query_u8(q);
	e->number = query_u32(q);
	query_copy(q, e->reason, sizeof(e->reason));
	query_copy(q, e->hash, sizeof(e->hash));
	query_copy(q, e->tag, sizeof(e->tag));
}

enum err
journal_last(struct entry *out, struct book *b)
{
	struct query q;
	bool found;
	enum err e;

	query_begin(&q, b, COLUMNS " ORDER BY n DESC LIMIT 1");
	found = query_row(&q);
	if (found)
		entry_read(&q, out);
	e = query_end(&q);
	return e == OK && !found ? journal_head(out, b) : e;
}

enum err
journal_put(const struct entry *e, struct book *b)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO journal (n, day, s, act, number, reason, hash, tag)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
	query_put_u32(&q, e->n);
	query_put_u32(&q, (uint32_t)e->day);
	query_put_u32(&q, e->s);
	query_put_u32(&q, e->act);
	query_put_u32(&q, e->number);
	query_put_blob(&q, (struct span){ e->reason, sizeof(e->reason) });
	query_put_blob(&q, (struct span){ e->hash, sizeof(e->hash) });
	query_put_blob(&q, (struct span){ e->tag, sizeof(e->tag) });
	return query_end(&q);
}

enum err
journal_walk(struct book *b, uint32_t from,
    enum err (*each)(void *to, const struct entry *e), void *to)
{
	struct query q;
	struct entry entry;
	enum err e = OK;
	enum err end;

	query_begin(&q, b, COLUMNS " WHERE n > ? ORDER BY n");
	query_put_u32(&q, from);
	while (e == OK && query_row(&q)) {
		entry_read(&q, &entry);
		e = each(to, &entry);
	}
	end = query_end(&q);
	return e != OK ? e : end;
}

enum err
journal_head(struct entry *out, struct book *b)
{
	struct query q;

	memset(out, 0, sizeof(*out));
	query_begin(&q, b, "SELECT n, hash FROM journal_head WHERE id = 1");
	if (query_row(&q)) {
		out->n = query_u32(&q);
		query_copy(&q, out->hash, sizeof(out->hash));
	}
	return query_end(&q);
}

/* The last but one before ${day} becomes the head. */
static enum err
head_set(struct book *b, int32_t day)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT OR REPLACE INTO journal_head (id, n, hash)"
	    " SELECT 1, n, hash FROM journal WHERE n + 1 ="
	    " (SELECT max(n) FROM journal WHERE n < (SELECT"
	    " coalesce(min(n), 4294967296) FROM journal WHERE day >= ?))");
	query_put_u32(&q, day < 0 ? 0 : (uint32_t)day);
	return query_end(&q);
}

enum err
journal_cut(struct book *b, int32_t day)
{
	enum err e = head_set(b, day);

	return e == OK ? query_run(b,
			     "DELETE FROM journal WHERE n <="
			     " (SELECT coalesce(max(n), 0) FROM journal_head)")
		       : e;
}

enum err
reason_put(struct book *b, uint32_t n, uint32_t number,
    const uint8_t salt[static REASON_SALT], struct span text)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO reason (n, number, salt, text)"
	    " VALUES (?, ?, ?, ?)");
	query_put_u32(&q, n);
	query_put_u32(&q, number);
	query_put_blob(&q, (struct span){ salt, REASON_SALT });
	query_put_text(&q, text);
	return query_end(&q);
}
