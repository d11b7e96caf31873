/* state.c - a desk's own affairs: who it is, what it has seen of its server. */

#include "state.h"

#include <stdlib.h>
#include <string.h>

enum {
	STATE_FORM = 2, /* 1 had no srv */
	FORGET = 1,
	REVOKED = 2,
};

static void
link_put(struct writer *w, const struct link *l)
{
	wire_put_u32(w, l->seq);
	wire_put_u16(w, l->week);
	wire_put(w, l->hash.b, sizeof(l->hash.b));
	wire_put(w, l->prev.b, sizeof(l->prev.b));
}

static void
link_read(struct reader *r, struct link *l)
{
	l->seq = wire_u32(r);
	l->week = wire_u16(r);
	wire_copy(r, l->hash.b, sizeof(l->hash.b));
	wire_copy(r, l->prev.b, sizeof(l->prev.b));
}

static void
lists_put(struct writer *w, const struct state *s)
{
	link_put(w, &s->newest);
	wire_put_u8(w, s->links);
	for (size_t i = 0; i < s->links; i++)
		link_put(w, &s->link[i]);
	wire_put_u8(w, s->troubles);
	for (size_t i = 0; i < s->troubles; i++) {
		wire_put_u8(w, (uint8_t)s->trouble[i].kind);
		wire_put_u32(w, s->trouble[i].from);
		wire_put_u32(w, s->trouble[i].to);
		wire_put_u16(w, s->trouble[i].week);
	}
}

static void
lists_read(struct reader *r, struct state *s)
{
	link_read(r, &s->newest);
	s->links = wire_u8(r);
	for (size_t i = 0; i < s->links && i < LINKS_MAX; i++)
		link_read(r, &s->link[i]);
	s->troubles = wire_u8(r);
	for (size_t i = 0; i < s->troubles && i < TROUBLES_MAX; i++) {
		s->trouble[i].kind = wire_u8(r);
		s->trouble[i].from = wire_u32(r);
		s->trouble[i].to = wire_u32(r);
		s->trouble[i].week = wire_u16(r);
	}
	if (s->links > LINKS_MAX || s->troubles > TROUBLES_MAX)
		r->bad = true;
}

static void
state_put(struct writer *w, const struct state *s)
{
	wire_put_u8(w, STATE_FORM);
	wire_put(w, s->service.b, sizeof(s->service.b));
	wire_put(w, s->desk.b, sizeof(s->desk.b));
	wire_put(w, s->name, sizeof(s->name));
	wire_put_u8(w, s->pinned);
	wire_put(w, s->root.name, sizeof(s->root.name));
	wire_put(w, s->root.key.b, sizeof(s->root.key.b));
	wire_put_u32(w, s->directory);
	wire_put_u16(w, s->cells);
	wire_put_u8(w, s->rhythm);
	wire_put_u32(w, s->schedule);
	wire_put_u32(w, s->served);
	wire_put_u16(w, s->last_epoch);
	wire_put_u32(w, s->outbox);
	wire_put_u32(w, s->cases);
	wire_put_u8(w, (s->forget ? FORGET : 0) | (s->revoked ? REVOKED : 0));
	wire_put_u16(w, s->seen_from);
	lists_put(w, s);
	wire_put(w, s->srv.b, sizeof(s->srv.b));
}

static enum err
state_read(struct state *s, struct reader *r)
{
	uint8_t bits;
	uint8_t form = wire_u8(r);

	if (form == 0 || form > STATE_FORM)
		r->bad = true;
	wire_copy(r, s->service.b, sizeof(s->service.b));
	wire_copy(r, s->desk.b, sizeof(s->desk.b));
	wire_copy(r, (uint8_t *)s->name, sizeof(s->name));
	s->pinned = wire_u8(r) != 0;
	wire_copy(r, (uint8_t *)s->root.name, sizeof(s->root.name));
	wire_copy(r, s->root.key.b, sizeof(s->root.key.b));
	s->directory = wire_u32(r);
	s->cells = wire_u16(r);
	s->rhythm = wire_u8(r);
	s->schedule = wire_u32(r);
	s->served = wire_u32(r);
	s->last_epoch = wire_u16(r);
	s->outbox = wire_u32(r);
	s->cases = wire_u32(r);
	bits = wire_u8(r);
	s->forget = (bits & FORGET) != 0;
	s->revoked = (bits & REVOKED) != 0;
	s->seen_from = wire_u16(r);
	lists_read(r, s);
	if (form > 1)
		wire_copy(r, s->srv.b, sizeof(s->srv.b));
	if (s->name[KEY_NAME_MAX] != '\0' || s->root.name[KEY_NAME_MAX] != '\0')
		r->bad = true;
	return wire_end(r);
}

enum err
state_save(const struct state *s, struct casebook *b)
{
	uint8_t *out = malloc(RECORD_BYTES_MAX);
	struct writer w = { out, RECORD_BYTES_MAX, 0, false };
	enum err e = ERR_MEMORY;

	if (out == NULL)
		return e;
	state_put(&w, s);
	e = w.bad ? ERR_TOO_LONG
		  : casebook_put(b, ROOM_STATE, span_str(""),
			(struct span){ out, w.n });
	free(out);
	return e;
}

enum err
state_load(struct state *s, struct casebook *b)
{
	struct span bytes;
	struct reader r;
	enum err e;

	memset(s, 0, sizeof(*s));
	e = casebook_get(b, ROOM_STATE, span_str(""), &bytes);
	if (e != OK)
		return e;
	r = (struct reader){ bytes.p, bytes.n, false };
	e = state_read(s, &r);
	if (e != OK)
		memset(s, 0, sizeof(*s));
	return e;
}
