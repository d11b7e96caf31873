/* outbox.c - the desk's whole section of the board, made and carried. */

#include "core/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "book/replies.h"
#include "bundle.h"
#include "cell.h"
#include "core/journal.h"
#include "core/renewal.h"
#include "core/replies.h"
#include "core/sequence.h"
#include "manifest.h"
#include "os/file.h"
#include "os/process.h"
#include "week.h"

enum {
	MANIFEST_MAX = 4096,
};

/* What the making of one outbox takes; in locked memory. */
struct work {
	struct case_file c;
	struct replies replies;
	uint8_t body[CELL_BODY_SIZE];
};

/* One outbox under way. */
struct outbox {
	struct desk *desk;
	struct work *work;
	struct claim *claim;
	size_t claims;
	struct outbox_done *done;
	uint8_t *file; /* salt || records */
	size_t file_n;
	uint8_t note[MANIFEST_MAX];
	size_t note_n;
};

bool
case_over(const struct case_file *c, uint16_t week)
{
	return c->life == THREAD_CLOSING ||
	    (c->life == THREAD_LIVE && week >= c->last + THREAD_WEEKS);
}

/*
 * End the thread: its keys and replies are destroyed, and with its name how
 * its messages are recognised; the messages stay.
 */
static enum err
case_end(struct case_file *c, struct book *b)
{
	enum err e = replies_destroy(b, c->number);

	if (e != OK)
		return e;
	c->by_tipster = c->life == THREAD_CLOSING;
	c->life = THREAD_ENDED;
	c->placed = false;
	c->chosen = false;
	thread_wipe(&c->thread);
	return case_save(c, b);
}

enum fault
outbox_end(struct desk *d)
{
	struct case_file *c = locked_new(sizeof(*c));
	uint16_t week = sequence_week(&d->state->sequence);
	enum err e = c == NULL ? ERR_MEMORY : OK;

	for (uint32_t i = 1; i <= d->state->cases && e == OK; i++) {
		e = case_load(c, d->book, i);
		if (e == OK && case_over(c, week))
			e = case_end(c, d->book);
		else if (e == ERR_MISSING)
			e = OK; /* destroyed */
	}
	locked_free(c);
	return desk_failed(d, e);
}

/* Enter the case at hand into the list of those that could get a cell. */
static enum err
claim_add(struct outbox *o)
{
	struct work *w = o->work;
	enum err e = replies_load(&w->replies, o->desk->book, w->c.number);

	o->claim[o->claims++] = (struct claim){ .number = w->c.number,
		.shown = w->c.shown > 0,
		.placed = w->c.placed,
		.chosen = w->c.chosen,
		.unsent = replies_unsent(&w->replies) > 0 };
	return e;
}

/* A case in the bin, or that wants no answer, loses the cell it had. */
static enum err
claim_none(struct outbox *o)
{
	struct case_file *c = &o->work->c;

	if (!c->placed)
		return OK;
	c->placed = false;
	return case_save(c, o->desk->book);
}

static enum err
case_gather(struct outbox *o, uint16_t week)
{
	struct case_file *c = &o->work->c;

	if (case_over(c, week)) {
		o->done->ended++;
		return case_end(c, o->desk->book);
	}
	if (c->life == THREAD_LIVE && c->wants && !c->junk)
		return claim_add(o);
	return claim_none(o);
}

/* End what is over; list who wants an answer. */
static enum err
cases_gather(struct outbox *o)
{
	struct desk *d = o->desk;
	uint16_t week = sequence_week(&d->state->sequence);
	enum err e = OK;

	for (uint32_t i = 1; i <= d->state->cases && e == OK; i++) {
		e = case_load(&o->work->c, d->book, i);
		if (e == OK)
			e = case_gather(o, week);
		else if (e == ERR_MISSING)
			e = OK; /* destroyed */
	}
	return e;
}

/* The record of the case at hand. */
static enum err
record_make(uint8_t *out, struct outbox *o, const struct salt *salt)
{
	struct work *w = o->work;
	struct cell_says says = { w->c.status, w->c.opened,
		week_of_day(o->desk->day) };
	struct addr addr;
	enum err e = replies_load(&w->replies, o->desk->book, w->c.number);

	if (e == OK)
		e = replies_cell(w->body, &w->replies, &says);
	if (e != OK)
		return e;
	mailbox_addr(&addr, &w->c.thread.ak, salt);
	memcpy(out, addr.b, sizeof(addr.b));
	cell_seal(out + ADDR_SIZE, w->body, &w->c.thread.ck, &addr);
	return replies_sent(o->desk->book, w->c.number);
}

static int
by_addr(const void *a, const void *b)
{
	return memcmp(a, b, ADDR_SIZE);
}

/* Write down whether the case of ${claim} has a cell now. */
static enum err
claim_keep(struct outbox *o, const struct claim *claim)
{
	struct case_file *c = &o->work->c;

	if (c->placed == claim->gets)
		return OK;
	c->placed = claim->gets;
	return case_save(c, o->desk->book);
}

/* Exactly N records: those of the claims that get one, and dummies. */
static enum err
file_make(struct outbox *o)
{
	struct desk *d = o->desk;
	uint8_t *records = o->file + SALT_SIZE;
	struct salt salt;
	size_t n = 0;
	enum err e = OK;

	randombytes_buf(salt.b, sizeof(salt.b));
	memcpy(o->file, salt.b, sizeof(salt.b));
	for (size_t i = 0; i < o->claims && e == OK; i++) {
		if (!o->claim[i].gets && !o->claim[i].placed)
			continue;
		e = case_load(&o->work->c, d->book, o->claim[i].number);
		if (e == OK && o->claim[i].gets)
			e = record_make(records + RECORD_SIZE * n++, o, &salt);
		if (e == OK)
			e = claim_keep(o, &o->claim[i]);
	}
	for (; n < d->state->cells; n++)
		record_random(records + RECORD_SIZE * n);
	qsort(records, n, RECORD_SIZE, by_addr);
	return e;
}

/* The manifest, signed by OPS. */
static enum err
note_make(struct outbox *o)
{
	struct state *s = o->desk->state;
	struct outbox_manifest m = { 0 };
	uint8_t text[1024];
	struct writer w = { text, sizeof(text), 0, false };
	struct writer note = { o->note, sizeof(o->note), 0, false };
	enum err e;

	m.service = s->service;
	m.desk = s->desk;
	m.seq = ++s->outbox;
	m.schedule = s->schedule;
	m.ack_seq = s->sequence.newest.seq;
	m.ack = s->sequence.newest.hash;
	m.cells = s->cells;
	file_hash(&m.file, o->file, o->file_n);
	outbox_print(&w, &m);
	e = w.bad ? ERR_TOO_LONG
		  : note_sign(&note, (struct span){ text, w.n },
			&desk_key(o->desk)->ops, s->name);
	o->note_n = note.n;
	return e;
}

static int
by_number(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;

	return (*x > *y) - (*x < *y);
}

/* Name the cases whose reply found no cell. */
static void
without_name(struct outbox *o)
{
	struct outbox_done *done = o->done;

	for (size_t i = 0; i < o->claims; i++)
		if (o->claim[i].chosen && !o->claim[i].gets &&
		    done->named < OUTBOX_NAMED)
			done->without[done->named++] = o->claim[i].number;
	qsort(done->without, done->named, sizeof(done->without[0]), by_number);
}

static enum err
memory_get(struct outbox *o)
{
	const struct state *s = o->desk->state;

	o->work = locked_new(sizeof(*o->work));
	o->claim = calloc((size_t)s->cases + 1, sizeof(*o->claim));
	o->file_n = SALT_SIZE + (size_t)s->cells * RECORD_SIZE;
	o->file = malloc(o->file_n);
	return o->work == NULL || o->claim == NULL || o->file == NULL
	    ? ERR_MEMORY
	    : OK;
}

/* Everything in the unit of work that is begun. */
static enum err
outbox_make(struct outbox *o)
{
	struct outbox_done *done = o->done;
	const struct state *s = o->desk->state;
	enum err e = memory_get(o);

	if (e == OK)
		e = cases_gather(o);
	if (e != OK)
		return e;
	allot(&done->allotment, o->claim, o->claims, s->cells);
	without_name(o);
	e = file_make(o);
	if (e == OK)
		e = note_make(o);
	done->outbox = s->outbox;
	done->cells = s->cells;
	return e;
}

/* The file first: with its note the outbox is there. */
static enum fault
bundle_write(const struct outbox *o, int stick, const char *path)
{
	const struct state *s = o->desk->state;
	struct detail *why = &o->desk->detail;
	char name[BUNDLE_NAME];
	enum err e;

	bundle_name(name, BUNDLE_OUTBOX, s->outbox, s->name);
	e = file_give(stick, name, (struct span){ o->file, o->file_n });
	bundle_name(name, BUNDLE_OUTBOX_NOTE, s->outbox, s->name);
	if (e == OK)
		e = file_give(stick, name, (struct span){ o->note, o->note_n });
	if (e == OK)
		return FAULT_NONE;
	(void)fault_text(why, FAULT_OUTBOX_STICK, path);
	why->n = s->outbox;
	why->err = e;
	return FAULT_OUTBOX_STICK;
}

/* A server that does not serve our newest schedule needs it once more. */
static enum fault
schedule_write(struct outbox *o, int stick, const char *path)
{
	const struct state *s = o->desk->state;

	if (s->sequence.newest.seq == 0 || s->served >= s->schedule)
		return FAULT_NONE;
	o->done->schedule = true;
	return renewal_carry(o->desk, stick, path);
}

static enum fault
outbox_run(struct outbox *o, int stick, const char *path)
{
	struct desk *d = o->desk;
	enum fault f = desk_begin(d);
	enum err e;

	if (f != FAULT_NONE)
		return f;
	if (d->state->outbox == UINT32_MAX) {
		desk_abort(d);
		return fault_plain(&d->detail, FAULT_OUTBOX_LAST);
	}
	e = outbox_make(o);
	f = e == OK ? journal_commit(d, ACT_OUTBOX, d->state->outbox)
		    : desk_failed(d, e);
	if (f == FAULT_NONE)
		f = bundle_write(o, stick, path);
	if (f == FAULT_NONE)
		f = schedule_write(o, stick, path);
	return f;
}

enum fault
outbox_write(struct outbox_done *out, struct desk *d, int stick,
    const char *path)
{
	struct outbox *o = calloc(1, sizeof(*o));
	enum fault f;

	memset(out, 0, sizeof(*out));
	if (o == NULL)
		return fault_book(&d->detail, ERR_MEMORY);
	o->desk = d;
	o->done = out;
	f = outbox_run(o, stick, path);
	locked_free(o->work);
	free(o->claim);
	free(o->file);
	free(o);
	return f;
}
