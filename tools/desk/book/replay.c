/* seen.c - which envelopes were accepted, as long as their key lives. */

#include "seen.h"

#include <stdlib.h>
#include <string.h>

enum {
	ENTRY_BYTES = 2 * HASH_SIZE + 4 + 4,
	PART_ENTRIES = RECORD_BYTES_MAX / ENTRY_BYTES, /* of one record */
	FIRST_CAP = 64,
};

struct part_id {
	uint8_t b[4];
};

static struct span
part_name(struct part_id *id, uint16_t week, uint16_t part)
{
	struct writer w = { id->b, sizeof(id->b), 0, false };

	wire_put_u16(&w, week);
	wire_put_u16(&w, part);
	return (struct span){ id->b, w.n };
}

enum err
seen_add(struct seen *s, const struct seen_entry *e)
{
	struct seen_entry *more;
	size_t cap = s->cap == 0 ? FIRST_CAP : 2 * s->cap;

	if (s->n == s->cap) {
		more = calloc(cap, sizeof(*more));
		if (more == NULL)
			return ERR_MEMORY;
		if (s->n > 0)
			memcpy(more, s->entry, s->n * sizeof(*more));
		free(s->entry);
		s->entry = more;
		s->cap = cap;
	}
	s->entry[s->n++] = *e;
	return OK;
}

void
seen_free(struct seen *s)
{
	free(s->entry);
	*s = (struct seen){ 0, 0, NULL };
}

static enum err
part_read(struct seen *s, uint16_t week, struct span bytes)
{
	struct reader r = { bytes.p, bytes.n, false };
	enum err e = OK;

	while (r.n > 0 && e == OK) {
		struct seen_entry entry = { .week = week };

		wire_copy(&r, entry.dup, sizeof(entry.dup));
		wire_copy(&r, entry.hb, sizeof(entry.hb));
		entry.number = wire_u32(&r);
		entry.message = wire_u32(&r);
		e = r.bad ? ERR_FORMAT : seen_add(s, &entry);
	}
	return e;
}

/* Parts follow each other without a gap. */
static enum err
week_load(struct seen *s, struct casebook *b, uint16_t week)
{
	struct part_id id;
	struct span bytes;
	enum err e = OK;

	for (uint16_t part = 0; e == OK && part < UINT16_MAX; part++) {
		e = casebook_get(b, ROOM_SEEN, part_name(&id, week, part),
		    &bytes);
		if (e == OK)
			e = part_read(s, week, bytes);
	}
	return e == ERR_MISSING ? OK : e;
}

enum err
seen_load(struct seen *s, struct casebook *b, uint16_t from, uint16_t to)
{
	enum err e = OK;

	for (unsigned week = from; week <= to && e == OK; week++)
		e = week_load(s, b, (uint16_t)week);
	return e;
}

static void
entry_put(struct writer *w, const struct seen_entry *e)
{
	wire_put(w, e->dup, sizeof(e->dup));
	wire_put(w, e->hb, sizeof(e->hb));
	wire_put_u32(w, e->number);
	wire_put_u32(w, e->message);
}

/* The entries of one week, as many parts as they need. */
static enum err
week_save(const struct seen *s, struct casebook *b, uint16_t week,
    struct writer *w)
{
	struct part_id id;
	uint16_t part = 0;
	size_t in_part = 0;
	enum err e = OK;

	w->n = 0;
	for (size_t i = 0; i < s->n && e == OK; i++) {
		if (s->entry[i].week != week)
			continue;
		entry_put(w, &s->entry[i]);
		if (++in_part < PART_ENTRIES)
			continue;
		e = casebook_put(b, ROOM_SEEN, part_name(&id, week, part++),
		    (struct span){ w->p, w->n });
		w->n = 0;
		in_part = 0;
	}
	if (e == OK && in_part > 0)
		e = casebook_put(b, ROOM_SEEN, part_name(&id, week, part),
		    (struct span){ w->p, w->n });
	return e;
}

enum err
seen_save(const struct seen *s, struct casebook *b, uint16_t from, uint16_t to)
{
	struct writer w = { malloc(RECORD_BYTES_MAX), RECORD_BYTES_MAX, 0,
		false };
	enum err e = w.p == NULL ? ERR_MEMORY : OK;

	for (unsigned week = from; week <= to && e == OK; week++)
		e = week_save(s, b, (uint16_t)week, &w);
	free(w.p);
	return e;
}

const struct seen_entry *
seen_dup(const struct seen *s, const uint8_t dup[static HASH_SIZE])
{
	for (size_t i = 0; i < s->n; i++)
		if (memcmp(s->entry[i].dup, dup, HASH_SIZE) == 0)
			return &s->entry[i];
	return NULL;
}

const struct seen_entry *
seen_hb(const struct seen *s, const uint8_t hb[static HASH_SIZE])
{
	for (size_t i = 0; i < s->n; i++)
		if (memcmp(s->entry[i].hb, hb, HASH_SIZE) == 0)
			return &s->entry[i];
	return NULL;
}

enum err
seen_forget(struct casebook *b, uint16_t week)
{
	struct part_id id;
	struct span bytes;
	enum err e = OK;

	for (uint16_t part = 0; e == OK && part < UINT16_MAX; part++) {
		e = casebook_get(b, ROOM_SEEN, part_name(&id, week, part),
		    &bytes);
		if (e == OK)
			e = casebook_delete(b, ROOM_SEEN,
			    part_name(&id, week, part));
	}
	return e == ERR_MISSING ? OK : e;
}
