/* intake.c - from envelopes to cases: who wrote, was it seen, where it goes. */

#include "intake.h"

#include <stdlib.h>
#include <string.h>

#include "os/process.h"
#include "try.h"

/* One run's memory; locked, since it holds keys and texts. */
struct intake {
	const struct intake_where *where;
	struct intake_count *count;
	struct span inbox;
	uint16_t week; /* of the inbox */
	bool *later;   /* of each envelope: it is put off to the next round */
	enum kind put_off; /* what the round puts off: this kind and up */
	struct seen *seen;
	struct case_file c;
	struct message m;
	struct thread thread;
	struct opened opened[TRY_BLOCK];
};

/* A case that is new, with the thread at hand. */
static enum err
case_begin(struct intake *in, const struct body *b)
{
	struct case_file *c = &in->c;
	struct state *s = in->where->state;

	case_file_wipe(c);
	if (s->cases == UINT32_MAX)
		return ERR_FULL;
	c->number = ++s->cases;
	c->life = THREAD_LIVE;
	c->status = STATUS_RECEIVED;
	c->thread = in->thread;
	c->first = in->week;
	in->count->cases++;
	if (in->count->first == 0)
		in->count->first = c->number;
	if (b->kind == KIND_FOLLOW_UP || b->kind == KIND_CLOSE)
		in->m.marks |= MARK_LOST_THREAD;
	return case_thread_save(c, in->where->book);
}

/* The same text under another thread: mark the first one as well. */
static enum err
twin_mark(struct intake *in, const struct seen_entry *twin)
{
	struct casebook *b = in->where->book;
	struct case_file *other = locked_new(sizeof(*other));
	struct message *m = locked_new(sizeof(*m));
	enum err e = ERR_MEMORY;

	if (other == NULL || m == NULL)
		goto out;
	e = case_load(other, b, twin->number);
	if (e == OK)
		e = message_load(m, b, twin->number, twin->message);
	if (e != OK)
		goto out;
	m->marks |= MARK_REWRAPPED;
	m->twin = in->c.number;
	other->marks |= MARK_REWRAPPED;
	e = message_save(m, b, twin->number, twin->message);
	if (e == OK)
		e = case_save(other, b);
	in->m.marks |= MARK_REWRAPPED;
	in->m.twin = twin->number;
	in->count->rewrapped++;
out:
	locked_free(other);
	locked_free(m);
	return e;
}

/* What the message changes about its case. */
static void
case_learn(struct case_file *c, const struct body *b, uint16_t week)
{
	c->messages++;
	if (c->opened < UINT16_MAX)
		c->opened++;
	if (week > c->last)
		c->last = week;
	if (week < c->first)
		c->first = week;
	if ((b->flags & FLAG_WANTS_REPLY) != 0)
		c->wants = true;
	if (b->kind == KIND_CLOSE)
		c->life = THREAD_CLOSING;
	c->lanes |= (uint8_t)(1U << b->lane);
}

/* Put the message at hand into its case, and both into the casebook. */
static enum err
message_take(struct intake *in, const struct opened *o, const struct body *b)
{
	struct casebook *book = in->where->book;
	const struct seen_entry *twin = seen_hb(in->seen, o->hb);
	struct seen_entry entry = { .week = o->week };
	enum err e = OK;

	if (twin != NULL && twin->number != in->c.number)
		e = twin_mark(in, twin);
	case_learn(&in->c, b, in->week);
	in->c.marks |= in->m.marks;
	if (e == OK)
		e = message_save(&in->m, book, in->c.number, in->c.messages);
	if (e == OK)
		e = message_accept(book, &in->thread.tid, &in->m.id);
	if (e == OK)
		e = case_save(&in->c, book);
	if (e != OK)
		return e;
	memcpy(entry.dup, o->dup, sizeof(entry.dup));
	memcpy(entry.hb, o->hb, sizeof(entry.hb));
	entry.number = in->c.number;
	entry.message = in->c.messages;
	return seen_add(in->seen, &entry);
}

/* The case of the thread at hand, or a new one. */
static enum err
case_find(struct intake *in, const struct body *b)
{
	uint32_t number;
	enum err e = case_of_thread(&number, in->where->book, &in->thread.tid);

	if (e == ERR_MISSING)
		return case_begin(in, b);
	if (e == OK)
		e = case_load(&in->c, in->where->book, number);
	if (e == OK && b->kind != KIND_CLOSE)
		in->count->joined++;
	return e;
}

/* What can be decided before a case is touched; ERR_MISSING: nothing to do. */
static enum err
body_judge(struct intake *in, const struct body *b)
{
	uint32_t number;
	enum err e = message_known(in->where->book, &in->thread.tid, &b->id);

	if (e == OK) {
		in->count->repeats++;
		return ERR_MISSING;
	}
	if (e != ERR_MISSING)
		return e;
	if (b->kind != KIND_CLOSE || b->text.n > 0 || b->answers.n > 0)
		return OK;
	/* a bare close of a thread that is not here says nothing to keep */
	e = case_of_thread(&number, in->where->book, &in->thread.tid);
	if (e == ERR_MISSING)
		in->count->lost++;
	return e;
}

/* True for what only a paired body may say; here it is a tip by a stranger. */
static bool
strange(enum kind kind)
{
	return kind != KIND_TIP && kind != KIND_FOLLOW_UP && kind != KIND_CLOSE;
}

static enum err
body_accept(struct intake *in, const struct opened *o, const struct body *b)
{
	enum err e = body_judge(in, b);

	if (e != OK)
		return e == ERR_MISSING ? OK : e;
	message_wipe(&in->m);
	in->m.id = b->id;
	in->m.week = in->week;
	if (strange(b->kind))
		in->m.marks |= MARK_STRANGER;
	memcpy(in->m.body, o->body, sizeof(in->m.body));
	e = case_find(in, b);
	if (e == OK)
		e = message_take(in, o, b);
	if (e == OK && b->kind == KIND_CLOSE)
		in->count->closes++;
	return e;
}

/*
 * Whether ${b} follows what is not here.  An inbox is in no order of time: the
 * tip may lie behind its own follow-up or close.
 */
static enum err
is_early(bool *yes, const struct intake *in, const struct body *b)
{
	uint32_t number;
	enum err e = OK;

	if (b->kind >= in->put_off && b->kind <= KIND_CLOSE)
		e = case_of_thread(&number, in->where->book, &in->thread.tid);
	*yes = e == ERR_MISSING;
	return *yes ? OK : e;
}

/* ${later} becomes true for what is put off. */
static enum err
accept_opened(struct intake *in, struct opened *o, bool *later)
{
	struct body b;
	enum err e = OK;

	if (body_decode(&b, o->body) != OK) {
		in->count->malformed++;
	} else if (seen_dup(in->seen, o->dup) != NULL) {
		in->count->repeats++;
	} else {
		thread_keys(&in->thread, &o->thread, &in->where->state->desk);
		/* from here on nobody at the desk can speak as the tipster */
		thread_secret_wipe(&o->thread);
		e = is_early(later, in, &b);
		if (e == OK && !*later)
			e = body_accept(in, o, &b);
	}
	in->count->ours += !*later;
	opened_wipe(o);
	return e;
}

/* ${n} envelopes, at most a block, from the ${at}th on. */
static enum err
block_accept(struct intake *in, struct try *t, size_t at, size_t n)
{
	enum err e = OK;

	t->envelopes = in->inbox.p + at * ENVELOPE_SIZE;
	t->n = n;
	try_block(t);
	for (size_t i = 0; i < n; i++) {
		in->later[at + i] = false;
		if (e == OK && t->result[i] == OK)
			e = accept_opened(in, &in->opened[i],
			    &in->later[at + i]);
	}
	return e;
}

/*
 * All envelopes, a block at a time; then one by one those put off, the closes
 * last.
 */
static enum err
blocks_accept(struct intake *in)
{
	const struct desk_keys *k = in->where->keys;
	struct try t = { NULL, 0, k->epoch, 0, in->opened, { OK } };
	size_t n = in->inbox.n / ENVELOPE_SIZE;
	enum err e = OK;

	while (t.n_epochs < k->n && k->epoch[t.n_epochs].week <= in->week + 1)
		t.n_epochs++;
	in->put_off = KIND_FOLLOW_UP;
	for (size_t at = 0; at < n && e == OK; at += TRY_BLOCK)
		e = block_accept(in, &t, at,
		    n - at < TRY_BLOCK ? n - at : TRY_BLOCK);
	while (in->put_off++ <= KIND_CLOSE)
		for (size_t at = 0; at < n && e == OK; at++)
			if (in->later[at])
				e = block_accept(in, &t, at, 1);
	return e;
}

enum err
intake_run(struct intake_count *count, struct span inbox, uint16_t week,
    const struct intake_where *where)
{
	const struct desk_keys *k = where->keys;
	struct intake *in = locked_new(sizeof(*in));
	struct seen seen = { 0, 0, NULL };
	uint16_t last = k->n == 0 ? 0 : k->epoch[k->n - 1].week;
	enum err e = ERR_MEMORY;

	if (in == NULL)
		return e;
	in->where = where;
	in->count = count;
	in->inbox = inbox;
	in->week = week;
	in->seen = &seen;
	in->later = calloc(inbox.n / ENVELOPE_SIZE + 1, sizeof(*in->later));
	if (in->later != NULL)
		e = seen_load(&seen, where->book, where->state->seen_from,
		    last);
	if (e == OK)
		e = blocks_accept(in);
	if (e == OK)
		e = seen_save(&seen, where->book, where->state->seen_from,
		    last);
	count->envelopes += (uint32_t)(inbox.n / ENVELOPE_SIZE);
	seen_free(&seen);
	free(in->later);
	locked_free(in);
	return e;
}
