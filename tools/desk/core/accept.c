/* accept.c - from an opened envelope to its case: who wrote, was it seen. */

#include "core/accept.h"

#include <string.h>

#include "book/replay.h"

/* A case that is new, with the thread at hand. */
static enum err
case_begin(struct accept *a, const struct body *b)
{
	struct case_file *c = &a->c;
	struct state *s = a->desk->state;

	case_file_wipe(c);
	if (s->cases == UINT32_MAX)
		return ERR_FULL;
	c->number = ++s->cases;
	c->life = THREAD_LIVE;
	c->status = STATUS_RECEIVED;
	c->thread = a->thread;
	c->first = a->week;
	a->count.cases++;
	if (a->count.first == 0)
		a->count.first = c->number;
	if (b->kind == KIND_FOLLOW_UP || b->kind == KIND_CLOSE)
		a->m.marks |= MARK_LOST_THREAD;
	return OK;
}

/* The same text under another thread: mark that message as well. */
static enum err
twin_mark(struct accept *a, const struct replay *twin)
{
	struct book *b = a->desk->book;
	enum err e = case_load(&a->other, b, twin->number);

	if (e == OK)
		e = message_load(&a->twin, b, twin->number, twin->message);
	if (e != OK)
		return e == ERR_MISSING ? OK : e; /* that one is destroyed */
	a->twin.marks |= MARK_REWRAPPED;
	a->twin.twin = a->c.number;
	a->other.marks |= MARK_REWRAPPED;
	e = message_mark(&a->twin, b, twin->number, twin->message);
	if (e == OK)
		e = case_save(&a->other, b);
	a->m.marks |= MARK_REWRAPPED;
	a->m.twin = twin->number;
	a->count.rewrapped++;
	return e;
}

static enum err
twin_find(struct accept *a, const struct opened *o)
{
	struct replay twin;
	enum err e = replay_twin(&twin, a->desk->book, o->hb, a->c.number);

	if (e == OK)
		e = twin_mark(a, &twin);
	case_file_wipe(&a->other);
	message_wipe(&a->twin);
	return e == ERR_MISSING ? OK : e;
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
message_take(struct accept *a, const struct opened *o, const struct body *b)
{
	struct book *book = a->desk->book;
	struct replay r = { .week = o->week };
	enum err e = twin_find(a, o);

	case_learn(&a->c, b, a->week);
	a->c.marks |= a->m.marks;
	if (e == OK)
		e = case_save(&a->c, book);
	fold_wipe(&a->fold);
	fold_body(&a->fold, b);
	if (e == OK)
		e = message_save(&a->m, book, a->c.number, a->c.messages,
		    fold_span(&a->fold));
	if (e != OK)
		return e;
	memcpy(r.dup, o->dup, sizeof(r.dup));
	memcpy(r.hb, o->hb, sizeof(r.hb));
	r.number = a->c.number;
	r.message = a->c.messages;
	return replay_add(&r, book);
}

/* The case of the thread at hand, or a new one. */
static enum err
case_find(struct accept *a, const struct body *b)
{
	uint32_t number;
	enum err e = case_of_thread(&number, a->desk->book, &a->thread.tid);

	if (e == ERR_MISSING)
		return case_begin(a, b);
	if (e == OK)
		e = case_load(&a->c, a->desk->book, number);
	if (e == OK && b->kind != KIND_CLOSE)
		a->count.joined++;
	return e;
}

/* What can be decided before a case is touched; ERR_MISSING: nothing to do. */
static enum err
body_judge(struct accept *a, const struct body *b)
{
	uint32_t number;
	enum err e = message_known(a->desk->book, &a->thread.tid, &b->id);

	if (e == OK) {
		a->count.repeats++;
		return ERR_MISSING;
	}
	if (e != ERR_MISSING)
		return e;
	if (b->kind != KIND_CLOSE || b->text.n > 0 || b->answers.n > 0)
		return OK;
	/* a bare close of a thread that is not here says nothing to keep */
	e = case_of_thread(&number, a->desk->book, &a->thread.tid);
	if (e == ERR_MISSING)
		a->count.lost++;
	return e;
}

/* True for what only a paired body may say; here it is a tip by a stranger. */
static bool
strange(enum kind kind)
{
	return kind != KIND_TIP && kind != KIND_FOLLOW_UP && kind != KIND_CLOSE;
}

static enum err
body_accept(struct accept *a, const struct opened *o, const struct body *b)
{
	enum err e = body_judge(a, b);

	if (e != OK)
		return e == ERR_MISSING ? OK : e;
	message_wipe(&a->m);
	a->m.id = b->id;
	a->m.week = a->week;
	if (strange(b->kind))
		a->m.marks |= MARK_STRANGER;
	memcpy(a->m.body, o->body, sizeof(a->m.body));
	e = case_find(a, b);
	if (e == OK)
		e = message_take(a, o, b);
	if (e == OK && b->kind == KIND_CLOSE)
		a->count.closes++;
	return e;
}

/*
 * Whether ${b} follows what is not here.  An inbox is in no order of time: the
 * tip may lie behind its own follow-up or close.
 */
static enum err
is_early(bool *yes, const struct accept *a, const struct body *b)
{
	uint32_t number;
	enum err e = OK;

	if (b->kind >= a->put_off && b->kind <= KIND_CLOSE)
		e = case_of_thread(&number, a->desk->book, &a->thread.tid);
	*yes = e == ERR_MISSING;
	return *yes ? OK : e;
}

/* A body that opened; ${later} becomes true for what is put off. */
static enum err
body_take(struct accept *a, struct opened *o, const struct body *b, bool *later)
{
	enum err e = replay_known(a->desk->book, o->dup);

	if (e == OK) {
		a->count.repeats++;
		return OK;
	}
	if (e != ERR_MISSING)
		return e;
	thread_keys(&a->thread, &o->thread, &a->desk->state->desk);
	/* from here on nobody at the desk can speak as the tipster */
	thread_secret_wipe(&o->thread);
	e = is_early(later, a, b);
	if (e == OK && !*later)
		e = body_accept(a, o, b);
	return e;
}

enum err
accept_opened(struct accept *a, struct opened *o, bool *later)
{
	struct body b;
	enum err e = OK;

	*later = false;
	if (body_decode(&b, o->body) != OK)
		a->count.malformed++;
	else
		e = body_take(a, o, &b, later);
	a->count.ours += !*later;
	opened_wipe(o);
	return e;
}
