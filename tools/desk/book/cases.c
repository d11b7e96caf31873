/* cases.c - tips and their follow-ups, as the casebook keeps them. */

#include "book/cases.h"

#include <string.h>

#include "book/query.h"

static const char case_select[] =
    "SELECT life, by_tipster, wants, placed, chosen, junk, status,"
    " tid, ak, ck, opened, first, last, messages, shown, replied, marks, lanes"
    " FROM casefile WHERE number = ?";
/* no REPLACE: it would delete what hangs on the row */
static const char case_upsert[] =
    "INSERT INTO casefile (number, life, by_tipster, wants, placed, chosen,"
    " junk, status, tid, ak, ck, opened, first, last, messages, shown,"
    " replied, marks, lanes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET life = excluded.life,"
    " by_tipster = excluded.by_tipster, wants = excluded.wants,"
    " placed = excluded.placed, chosen = excluded.chosen,"
    " junk = excluded.junk, status = excluded.status,"
    " tid = excluded.tid, ak = excluded.ak, ck = excluded.ck,"
    " opened = excluded.opened, first = excluded.first,"
    " last = excluded.last, messages = excluded.messages,"
    " shown = excluded.shown, replied = excluded.replied,"
    " marks = excluded.marks, lanes = excluded.lanes";
#define LINE                                                          \
	"c.number, c.first, c.last, c.messages, c.shown, c.replied,"  \
	" (SELECT count(*) FROM reply AS u WHERE u.number = c.number" \
	" AND u.sent = 0), c.life, c.wants, c.by_tipster, c.junk,"    \
	" c.status, c.marks, c.lanes"
#define WALK                                                                \
	"SELECT " LINE ", f.body FROM casefile AS c LEFT JOIN message AS f" \
	" ON f.number = c.number AND f.i = 1"                               \
	" WHERE c.number > ?1 AND c.junk = ?2"
static const char case_lines[] =
    "SELECT " LINE
    " FROM casefile AS c WHERE c.number > ?1 ORDER BY c.number LIMIT ?2";
static const char case_walk[] = WALK " ORDER BY c.number";
static const char case_walk_with[] =
    WALK " AND (EXISTS (SELECT 1 FROM message AS m WHERE m.number = c.number"
	 " AND instr(m.folded, ?3) > 0)"
	 " OR EXISTS (SELECT 1 FROM reply AS r WHERE r.number = c.number"
	 " AND instr(r.folded, ?3) > 0))"
	 " ORDER BY c.number";

/* A key or name of a thread: NULL once the thread has ended. */
static void
secret_put(struct query *q, const struct case_file *c, const uint8_t *p,
    size_t n)
{
	if (c->life == THREAD_ENDED)
		query_put_null(q);
	else
		query_put_blob(q, (struct span){ p, n });
}

static void
secret_read(struct query *q, const struct case_file *c, uint8_t *out, size_t n)
{
	if (!query_null(q))
		query_copy(q, out, n);
	else if (c->life != THREAD_ENDED)
		q->e = ERR_FORMAT;
}

static enum life
life_read(struct query *q)
{
	uint8_t life = query_u8(q);

	if (life > THREAD_CLOSING)
		q->e = ERR_FORMAT;
	return life;
}

static void
case_read(struct query *q, struct case_file *c)
{
	c->life = life_read(q);
	c->by_tipster = query_u8(q) != 0;
	c->wants = query_u8(q) != 0;
	c->placed = query_u8(q) != 0;
	c->chosen = query_u8(q) != 0;
	c->junk = query_u8(q) != 0;
	c->status = query_u8(q);
	secret_read(q, c, c->thread.tid.b, sizeof(c->thread.tid.b));
	secret_read(q, c, c->thread.ak.b, sizeof(c->thread.ak.b));
	secret_read(q, c, c->thread.ck.b, sizeof(c->thread.ck.b));
	c->opened = query_u16(q);
	c->first = query_u16(q);
	c->last = query_u16(q);
	c->messages = query_u32(q);
	c->shown = query_u32(q);
	c->replied = query_u32(q);
	c->marks = query_u8(q);
	c->lanes = query_u8(q);
}

enum err
case_load(struct case_file *c, struct book *b, uint32_t number)
{
	struct query q;
	bool found;
	enum err e;

	case_file_wipe(c);
	query_begin(&q, b, case_select);
	query_put_u32(&q, number);
	found = query_row(&q);
	if (found) {
		c->number = number;
		case_read(&q, c);
	}
	e = query_end(&q);
	if (e == OK && !found)
		e = ERR_MISSING;
	if (e != OK)
		case_file_wipe(c);
	return e;
}

enum err
case_save(const struct case_file *c, struct book *b)
{
	const struct thread *t = &c->thread;
	struct query q;

	query_begin(&q, b, case_upsert);
	query_put_u32(&q, c->number);
	query_put_u32(&q, c->life);
	query_put_u32(&q, c->by_tipster);
	query_put_u32(&q, c->wants);
	query_put_u32(&q, c->placed);
	query_put_u32(&q, c->chosen);
	query_put_u32(&q, c->junk);
	query_put_u32(&q, c->status);
	secret_put(&q, c, t->tid.b, sizeof(t->tid.b));
	secret_put(&q, c, t->ak.b, sizeof(t->ak.b));
	secret_put(&q, c, t->ck.b, sizeof(t->ck.b));
	query_put_u32(&q, c->opened);
	query_put_u32(&q, c->first);
	query_put_u32(&q, c->last);
	query_put_u32(&q, c->messages);
	query_put_u32(&q, c->shown);
	query_put_u32(&q, c->replied);
	query_put_u32(&q, c->marks);
	query_put_u32(&q, c->lanes);
	return query_end(&q);
}

enum err
case_of_thread(uint32_t *number, struct book *b, const struct tid *tid)
{
	struct query q;
	bool found;
	enum err e;

	*number = 0;
	query_begin(&q, b, "SELECT number FROM casefile WHERE tid = ?");
	query_put_blob(&q, (struct span){ tid->b, sizeof(tid->b) });
	found = query_row(&q);
	if (found)
		*number = query_u32(&q);
	e = query_end(&q);
	return e == OK && !found ? ERR_MISSING : e;
}

static void
body_read(struct query *q, struct message *m)
{
	struct span body = query_blob(q);

	if (body.n > sizeof(m->body))
		q->e = ERR_FORMAT;
	else if (body.n > 0)
		memcpy(m->body, body.p, body.n);
}

/* The body without the zeros at its end. */
static struct span
body_span(const struct message *m)
{
	size_t n = sizeof(m->body);

	while (n > 0 && m->body[n - 1] == 0)
		n--;
	return (struct span){ m->body, n };
}

enum err
message_load(struct message *m, struct book *b, uint32_t number, uint32_t i)
{
	struct query q;
	bool found;
	enum err e;

	message_wipe(m);
	query_begin(&q, b,
	    "SELECT id, week, marks, twin, body FROM message"
	    " WHERE number = ? AND i = ?");
	query_put_u32(&q, number);
	query_put_u32(&q, i);
	found = query_row(&q);
	if (found) {
		query_copy(&q, m->id.b, sizeof(m->id.b));
		m->week = query_u16(&q);
		m->marks = query_u8(&q);
		m->twin = query_u32(&q);
		body_read(&q, m);
	}
	e = query_end(&q);
	if (e == OK && !found)
		e = ERR_MISSING;
	if (e != OK)
		message_wipe(m);
	return e;
}

enum err
message_save(const struct message *m, struct book *b, uint32_t number,
    uint32_t i, struct span folded)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO message (number, i, id, week, marks, twin, body,"
	    " folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
	query_put_u32(&q, number);
	query_put_u32(&q, i);
	query_put_blob(&q, (struct span){ m->id.b, sizeof(m->id.b) });
	query_put_u32(&q, m->week);
	query_put_u32(&q, m->marks);
	query_put_u32(&q, m->twin);
	query_put_blob(&q, body_span(m));
	query_put_text(&q, folded);
	return query_end(&q);
}

enum err
message_mark(const struct message *m, struct book *b, uint32_t number,
    uint32_t i)
{
	struct query q;

	query_begin(&q, b,
	    "UPDATE message SET marks = ?, twin = ?"
	    " WHERE number = ? AND i = ?");
	query_put_u32(&q, m->marks);
	query_put_u32(&q, m->twin);
	query_put_u32(&q, number);
	query_put_u32(&q, i);
	return query_end(&q);
}

enum err
message_known(struct book *b, const struct tid *tid,
    const struct message_id *id)
{
	struct query q;
	bool found;
	enum err e;

	query_begin(&q, b,
	    "SELECT 1 FROM casefile AS c JOIN message AS m"
	    " ON m.number = c.number WHERE c.tid = ? AND m.id = ?");
	query_put_blob(&q, (struct span){ tid->b, sizeof(tid->b) });
	query_put_blob(&q, (struct span){ id->b, sizeof(id->b) });
	found = query_row(&q);
	e = query_end(&q);
	return e == OK && !found ? ERR_MISSING : e;
}

static void
line_read(struct query *q, struct case_line *l)
{
	l->number = query_u32(q);
	l->first = query_u16(q);
	l->last = query_u16(q);
	l->messages = query_u32(q);
	l->shown = query_u32(q);
	l->replied = query_u32(q);
	l->unsent = query_u32(q);
	l->life = life_read(q);
	l->wants = query_u8(q) != 0;
	l->by_tipster = query_u8(q) != 0;
	l->junk = query_u8(q) != 0;
	l->status = query_u8(q);
	l->marks = query_u8(q);
	l->lanes = query_u8(q);
}

enum err
cases_list(struct case_line *out, size_t cap, size_t *n, struct book *b,
    uint32_t after)
{
	struct query q;
	enum err e;

	*n = 0;
	query_begin(&q, b, case_lines);
	query_put_u32(&q, after);
	query_put_i64(&q, cap < INT32_MAX ? (int64_t)cap : INT32_MAX);
	while (*n < cap && query_row(&q))
		line_read(&q, &out[(*n)++]);
	e = query_end(&q);
	if (e != OK)
		*n = 0;
	return e;
}

void
cases_begin(struct query *q, struct book *b, uint32_t after, bool junk,
    struct span folded)
{
	query_begin(q, b, folded.n == 0 ? case_walk : case_walk_with);
	query_put_u32(q, after);
	query_put_u32(q, junk);
	if (folded.n > 0)
		query_put_text(q, folded);
}

bool
cases_next(struct query *q, struct case_line *line, struct span *first)
{
	if (!query_row(q))
		return false;
	line_read(q, line);
	*first = query_blob(q);
	return q->e == OK;
}

enum err
cases_end(struct query *q)
{
	return query_end(q);
}
