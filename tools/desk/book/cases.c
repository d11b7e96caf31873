/* case.c - a tip and its follow-ups at the desk, as the casebook keeps them. */

#include "case.h"

#include <string.h>

#include "os/process.h"

enum {
	CASE_FORM = 1,
	CASE_BYTES = 256 + REPLIES_SIZE,
	MESSAGE_FORM = 1,
	MESSAGE_BYTES = 64 + BODY_SIZE,
};

/* Ids of records: numbers and names one after the other. */
struct id {
	uint8_t b[RECORD_ID_MAX];
	struct writer w;
};

static struct span
id_numbers(struct id *id, uint32_t a, uint32_t b)
{
	id->w = (struct writer){ id->b, sizeof(id->b), 0, false };
	wire_put_u32(&id->w, a);
	if (b != 0)
		wire_put_u32(&id->w, b);
	return (struct span){ id->b, id->w.n };
}

static struct span
id_message(struct id *id, const struct tid *tid, const struct message_id *m)
{
	id->w = (struct writer){ id->b, sizeof(id->b), 0, false };
	wire_put(&id->w, tid->b, sizeof(tid->b));
	wire_put(&id->w, m->b, sizeof(m->b));
	return (struct span){ id->b, id->w.n };
}

static struct span
id_thread(const struct tid *tid)
{
	return (struct span){ tid->b, sizeof(tid->b) };
}

static void
case_put(struct writer *w, const struct case_file *c)
{
	wire_put_u8(w, CASE_FORM);
	wire_put_u32(w, c->number);
	wire_put_u8(w, (uint8_t)c->life);
	wire_put_u8(w, c->by_tipster);
	wire_put_u8(w, c->wants);
	wire_put_u8(w, c->placed);
	wire_put_u8(w, c->chosen);
	wire_put_u8(w, (uint8_t)c->status);
	wire_put(w, c->thread.tid.b, sizeof(c->thread.tid.b));
	wire_put(w, c->thread.ak.b, sizeof(c->thread.ak.b));
	wire_put(w, c->thread.ck.b, sizeof(c->thread.ck.b));
	wire_put_u16(w, c->opened);
	wire_put_u16(w, c->first);
	wire_put_u16(w, c->last);
	wire_put_u32(w, c->messages);
	wire_put_u32(w, c->shown);
	wire_put_u8(w, c->marks);
	wire_put_u8(w, c->lanes);
	wire_put_u16(w, (uint16_t)c->replies_n);
	wire_put(w, c->replies, c->replies_n);
}

static enum err
case_read(struct case_file *c, struct reader *r)
{
	if (wire_u8(r) != CASE_FORM)
		r->bad = true;
	c->number = wire_u32(r);
	c->life = wire_u8(r);
	c->by_tipster = wire_u8(r) != 0;
	c->wants = wire_u8(r) != 0;
	c->placed = wire_u8(r) != 0;
	c->chosen = wire_u8(r) != 0;
	c->status = wire_u8(r);
	wire_copy(r, c->thread.tid.b, sizeof(c->thread.tid.b));
	wire_copy(r, c->thread.ak.b, sizeof(c->thread.ak.b));
	wire_copy(r, c->thread.ck.b, sizeof(c->thread.ck.b));
	c->opened = wire_u16(r);
	c->first = wire_u16(r);
	c->last = wire_u16(r);
	c->messages = wire_u32(r);
	c->shown = wire_u32(r);
	c->marks = wire_u8(r);
	c->lanes = wire_u8(r);
	c->replies_n = wire_u16(r);
	if (c->replies_n > sizeof(c->replies))
		return ERR_FORMAT;
	wire_copy(r, c->replies, c->replies_n);
	return wire_end(r);
}

enum err
case_load(struct case_file *c, struct casebook *b, uint32_t number)
{
	struct id id;
	struct span bytes;
	struct reader r;
	enum err e;

	case_file_wipe(c);
	e = casebook_get(b, ROOM_CASE, id_numbers(&id, number, 0), &bytes);
	if (e != OK)
		return e;
	r = (struct reader){ bytes.p, bytes.n, false };
	e = case_read(c, &r);
	if (e == OK && c->number != number)
		e = ERR_FORMAT;
	if (e != OK)
		case_file_wipe(c);
	return e;
}

enum err
case_save(const struct case_file *c, struct casebook *b)
{
	uint8_t *out = locked_new(CASE_BYTES);
	struct writer w = { out, CASE_BYTES, 0, false };
	struct id id;
	enum err e = ERR_MEMORY;

	if (out == NULL)
		return e;
	case_put(&w, c);
	e = w.bad ? ERR_TOO_LONG
		  : casebook_put(b, ROOM_CASE, id_numbers(&id, c->number, 0),
			(struct span){ out, w.n });
	locked_free(out);
	return e;
}

enum err
case_of_thread(uint32_t *number, struct casebook *b, const struct tid *tid)
{
	struct span bytes;
	struct reader r;
	enum err e = casebook_get(b, ROOM_THREAD, id_thread(tid), &bytes);

	*number = 0;
	if (e != OK)
		return e;
	r = (struct reader){ bytes.p, bytes.n, false };
	*number = wire_u32(&r);
	return wire_end(&r);
}

enum err
case_thread_save(const struct case_file *c, struct casebook *b)
{
	struct id id;

	return casebook_put(b, ROOM_THREAD, id_thread(&c->thread.tid),
	    id_numbers(&id, c->number, 0));
}

enum err
message_load(struct message *m, struct casebook *b, uint32_t number, uint32_t i)
{
	struct id id;
	struct span bytes;
	struct reader r;
	enum err e;

	message_wipe(m);
	e = casebook_get(b, ROOM_MESSAGE, id_numbers(&id, number, i), &bytes);
	if (e != OK)
		return e;
	r = (struct reader){ bytes.p, bytes.n, false };
	if (wire_u8(&r) != MESSAGE_FORM)
		r.bad = true;
	wire_copy(&r, m->id.b, sizeof(m->id.b));
	m->week = wire_u16(&r);
	m->marks = wire_u8(&r);
	m->twin = wire_u32(&r);
	wire_copy(&r, m->body, sizeof(m->body));
	return wire_end(&r);
}

enum err
message_save(const struct message *m, struct casebook *b, uint32_t number,
    uint32_t i)
{
	uint8_t *out = locked_new(MESSAGE_BYTES);
	struct writer w = { out, MESSAGE_BYTES, 0, false };
	struct id id;
	enum err e = ERR_MEMORY;

	if (out == NULL)
		return e;
	wire_put_u8(&w, MESSAGE_FORM);
	wire_put(&w, m->id.b, sizeof(m->id.b));
	wire_put_u16(&w, m->week);
	wire_put_u8(&w, m->marks);
	wire_put_u32(&w, m->twin);
	wire_put(&w, m->body, sizeof(m->body));
	e = casebook_put(b, ROOM_MESSAGE, id_numbers(&id, number, i),
	    (struct span){ out, w.n });
	locked_free(out);
	return e;
}

enum err
message_known(struct casebook *b, const struct tid *tid,
    const struct message_id *m)
{
	struct id id;
	struct span bytes;

	return casebook_get(b, ROOM_ID, id_message(&id, tid, m), &bytes);
}

enum err
message_accept(struct casebook *b, const struct tid *tid,
    const struct message_id *m)
{
	struct id id;

	return casebook_put(b, ROOM_ID, id_message(&id, tid, m), span_str(""));
}

enum err
case_end(struct case_file *c, struct casebook *b, struct message *m)
{
	struct id id;
	enum err e = casebook_delete(b, ROOM_THREAD, id_thread(&c->thread.tid));

	for (uint32_t i = 1; i <= c->messages && e == OK; i++) {
		e = message_load(m, b, c->number, i);
		if (e == OK)
			e = casebook_delete(b, ROOM_ID,
			    id_message(&id, &c->thread.tid, &m->id));
	}
	message_wipe(m);
	if (e != OK)
		return e;
	c->by_tipster = c->life == THREAD_CLOSING;
	c->life = THREAD_ENDED;
	c->placed = false;
	c->chosen = false;
	thread_wipe(&c->thread);
	sodium_memzero(c->replies, sizeof(c->replies));
	c->replies_n = 0;
	return case_save(c, b);
}

bool
case_over(const struct case_file *c, uint16_t week)
{
	return c->life == THREAD_CLOSING ||
	    (c->life == THREAD_LIVE && week >= c->last + THREAD_WEEKS);
}
