/* state.c - a desk's own affairs: who it is, what it has seen of its server. */

#include "book/state.h"

#include <string.h>

#include "book/query.h"

static const char desk_select[] =
    "SELECT service, desk, name, root_name, root_key, srv, directory, cells,"
    " rhythm, schedule, served, last_epoch, outbox, cases, revoked,"
    " seen_from, leaves, journal FROM desk WHERE id = 1";
static const char desk_replace[] =
    "INSERT INTO desk (id, service, desk, name, root_name, root_key, srv,"
    " directory, cells, rhythm, schedule, served, last_epoch, outbox, cases,"
    " revoked, seen_from, leaves, journal)"
    " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET root_name = excluded.root_name,"
    " root_key = excluded.root_key, srv = excluded.srv,"
    " directory = excluded.directory, cells = excluded.cells,"
    " rhythm = excluded.rhythm, schedule = excluded.schedule,"
    " served = excluded.served, last_epoch = excluded.last_epoch,"
    " outbox = excluded.outbox, cases = excluded.cases,"
    " revoked = excluded.revoked, seen_from = excluded.seen_from,"
    " leaves = excluded.leaves, journal = excluded.journal";

static void
name_read(struct query *q, char name[static KEY_NAME_MAX + 1])
{
	struct span text = query_text(q);

	if (text.n > KEY_NAME_MAX)
		q->e = ERR_FORMAT;
	else
		memcpy(name, text.p, text.n);
}

static void
root_read(struct query *q, struct state *s)
{
	struct span name = query_text(q);
	struct span key = query_blob(q);

	s->pinned = name.n > 0;
	if (!s->pinned)
		return;
	if (name.n > KEY_NAME_MAX || key.n != sizeof(s->root.key.b)) {
		q->e = ERR_FORMAT;
		return;
	}
	memcpy(s->root.name, name.p, name.n);
	memcpy(s->root.key.b, key.p, key.n);
}

static void
desk_read(struct query *q, struct state *s)
{
	query_copy(q, s->service.b, sizeof(s->service.b));
	query_copy(q, s->desk.b, sizeof(s->desk.b));
	name_read(q, s->name);
	root_read(q, s);
	query_copy(q, s->srv.b, sizeof(s->srv.b));
	s->directory = query_u32(q);
	s->cells = query_u16(q);
	s->rhythm = query_u8(q);
	s->schedule = query_u32(q);
	s->served = query_u32(q);
	s->last_epoch = query_u16(q);
	s->outbox = query_u32(q);
	s->cases = query_u32(q);
	s->revoked = query_u8(q) != 0;
	s->seen_from = query_u16(q);
	s->leaves = query_u32(q);
	s->journal = query_u32(q);
}

static void
link_read(struct query *q, struct sequence *s)
{
	struct link l = { 0 };

	l.seq = query_u32(q);
	query_copy(q, l.hash.b, sizeof(l.hash.b));
	query_copy(q, l.prev.b, sizeof(l.prev.b));
	l.week = query_u16(q);
	if (query_u8(q) != 0)
		s->newest = l;
	else if (s->links < LINKS_MAX)
		s->link[s->links++] = l;
	else
		q->e = ERR_FORMAT;
}

static void
gap_read(struct query *q, struct sequence *s)
{
	struct gap g = { 0 };

	g.first = query_u32(q);
	g.last = query_u32(q);
	g.week = query_u16(q);
	if (s->gaps < GAPS_MAX)
		s->gap[s->gaps++] = g;
	else
		q->e = ERR_FORMAT;
}

static void
trouble_read(struct query *q, struct sequence *s)
{
	struct trouble t = { 0 };

	t.kind = query_u8(q);
	t.seq = query_u32(q);
	t.week = query_u16(q);
	if (s->troubles < TROUBLES_MAX)
		s->trouble[s->troubles++] = t;
	else
		q->e = ERR_FORMAT;
}

/* A table of the sequence, row by row. */
static enum err
rows_read(struct sequence *s, struct book *b, const char *sql,
    void (*row)(struct query *q, struct sequence *s))
{
	struct query q;

	query_begin(&q, b, sql);
	while (query_row(&q))
		row(&q, s);
	return query_end(&q);
}

static enum err
sequence_load(struct sequence *s, struct book *b)
{
	enum err e = rows_read(s, b,
	    "SELECT seq, hash, prev, week, newest FROM link ORDER BY seq",
	    link_read);

	if (e == OK)
		e = rows_read(s, b,
		    "SELECT first, last, week FROM gap ORDER BY first",
		    gap_read);
	if (e == OK)
		e = rows_read(s, b,
		    "SELECT kind, seq, week FROM trouble ORDER BY n",
		    trouble_read);
	return e;
}

enum err
state_load(struct state *s, struct book *b)
{
	struct query q;
	enum err e;
	bool found;

	memset(s, 0, sizeof(*s));
	query_begin(&q, b, desk_select);
	found = query_row(&q);
	if (found)
		desk_read(&q, s);
	e = query_end(&q);
	if (e == OK && !found)
		e = ERR_MISSING;
	if (e == OK)
		e = sequence_load(&s->sequence, b);
	if (e != OK)
		memset(s, 0, sizeof(*s));
	return e;
}

static enum err
link_save(const struct link *l, struct book *b, bool newest)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO link (seq, hash, prev, week, newest)"
	    " VALUES (?, ?, ?, ?, ?)");
	query_put_u32(&q, l->seq);
	query_put_blob(&q, (struct span){ l->hash.b, sizeof(l->hash.b) });
	query_put_blob(&q, (struct span){ l->prev.b, sizeof(l->prev.b) });
	query_put_u32(&q, l->week);
	query_put_u32(&q, newest);
	return query_end(&q);
}

static enum err
gap_save(const struct gap *g, struct book *b)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO gap (first, last, week) VALUES (?, ?, ?)");
	query_put_u32(&q, g->first);
	query_put_u32(&q, g->last);
	query_put_u32(&q, g->week);
	return query_end(&q);
}

static enum err
trouble_save(const struct trouble *t, struct book *b)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT INTO trouble (kind, seq, week) VALUES (?, ?, ?)");
	query_put_u32(&q, t->kind);
	query_put_u32(&q, t->seq);
	query_put_u32(&q, t->week);
	return query_end(&q);
}

static enum err
sequence_save(const struct sequence *s, struct book *b)
{
	enum err e = query_run(b, "DELETE FROM link");

	if (e == OK)
		e = query_run(b, "DELETE FROM gap");
	if (e == OK)
		e = query_run(b, "DELETE FROM trouble");
	if (e == OK && s->newest.seq != 0)
		e = link_save(&s->newest, b, true);
	for (size_t i = 0; i < s->links && e == OK; i++)
		e = link_save(&s->link[i], b, false);
	for (size_t i = 0; i < s->gaps && e == OK; i++)
		e = gap_save(&s->gap[i], b);
	for (size_t i = 0; i < s->troubles && e == OK; i++)
		e = trouble_save(&s->trouble[i], b);
	return e;
}

enum err
state_save(const struct state *s, struct book *b)
{
	struct query q;
	enum err e;

	query_begin(&q, b, desk_replace);
	query_put_blob(&q, (struct span){ s->service.b, sizeof(s->service.b) });
	query_put_blob(&q, (struct span){ s->desk.b, sizeof(s->desk.b) });
	query_put_text(&q, span_str(s->name));
	query_put_text(&q, span_str(s->pinned ? s->root.name : ""));
	query_put_blob(&q,
	    (struct span){ s->root.key.b,
		s->pinned ? sizeof(s->root.key.b) : 0 });
	query_put_blob(&q, (struct span){ s->srv.b, sizeof(s->srv.b) });
	query_put_u32(&q, s->directory);
	query_put_u32(&q, s->cells);
	query_put_u32(&q, s->rhythm);
	query_put_u32(&q, s->schedule);
	query_put_u32(&q, s->served);
	query_put_u32(&q, s->last_epoch);
	query_put_u32(&q, s->outbox);
	query_put_u32(&q, s->cases);
	query_put_u32(&q, s->revoked);
	query_put_u32(&q, s->seen_from);
	query_put_u32(&q, s->leaves);
	query_put_u32(&q, s->journal);
	e = query_end(&q);
	return e == OK ? sequence_save(&s->sequence, b) : e;
}

enum err
schedule_load(struct schedule_files *f, struct book *b)
{
	struct query q;
	struct span note;
	bool found;
	enum err e;

	memset(f, 0, sizeof(*f));
	query_begin(&q, b, "SELECT note, keys FROM schedule WHERE id = 1");
	found = query_row(&q);
	if (found) {
		note = query_blob(&q);
		query_copy(&q, f->keys, sizeof(f->keys));
		if (note.n > sizeof(f->note))
			q.e = ERR_FORMAT;
		f->note_n = q.e == OK ? note.n : 0;
		memcpy(f->note, note.p, f->note_n);
	}
	e = query_end(&q);
	return e == OK && !found ? ERR_MISSING : e;
}

enum err
schedule_save(const struct schedule_files *f, struct book *b)
{
	struct query q;

	query_begin(&q, b,
	    "INSERT OR REPLACE INTO schedule (id, note, keys)"
	    " VALUES (1, ?, ?)");
	query_put_blob(&q, (struct span){ f->note, f->note_n });
	query_put_blob(&q, (struct span){ f->keys, sizeof(f->keys) });
	return query_end(&q);
}
