/* renewal.c - a desk's next 13 weeks: keys, schedule, and how it is carried. */

#include "renewal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "os/file.h"
#include "week.h"

enum {
	SCHEDULE_NOTE_MAX = 4096,
};

static const uint8_t id_note[] = { 0 };
static const uint8_t id_keys[] = { 1 };

static struct span
id_of(const uint8_t *id)
{
	return (struct span){ id, 1 };
}

/* The key of ${week}: the one that is there, unless ${anew}; else a new one. */
static enum err
epoch_have(struct desk_keys *k, struct desk_public *pk, struct pk_name *name,
    uint16_t week, bool anew)
{
	WIPED(epoch) e = { 0 };
	const struct epoch *old = anew ? NULL : keys_epoch(k, week);
	enum err err;

	if (old != NULL) {
		e = *old;
		err = epoch_public(pk, &e);
	} else {
		err = epoch_draw(&e, pk, week);
		if (err == OK)
			err = keys_add(k, &e);
	}
	*name = e.name;
	return err;
}

/* Fill in ${s} and the public keys at ${pk}. */
static enum err
schedule_fill(struct schedule *s, struct desk_public *pk, struct desk *d,
    bool anew)
{
	uint16_t week = week_of_day(d->day);
	enum err e = OK;

	s->service = d->state->service;
	s->desk = d->state->desk;
	s->version = d->state->schedule + 1;
	/* the last Sunday, and as far as a clock may be off */
	s->expires = week_monday((uint16_t)(week + EPOCHS)) - 1 + CLOCK_DAYS;
	randombytes_buf(d->keys->ops.b, sizeof(d->keys->ops.b));
	sign_public_of(&s->ops, &d->keys->ops);
	for (size_t i = 0; i < EPOCHS && e == OK; i++) {
		s->epoch[i].week = (uint16_t)(week + i);
		e = epoch_have(d->keys, &pk[i], &s->epoch[i].name,
		    s->epoch[i].week, anew);
	}
	return e;
}

/* Sign ${s} into the transaction. */
static enum err
schedule_keep(const struct schedule *s, struct desk *d,
    const struct sign_seed *ik)
{
	uint8_t *buf = malloc((size_t)2 * SCHEDULE_NOTE_MAX);
	struct writer text = { buf, SCHEDULE_NOTE_MAX, 0, false };
	struct writer note = { NULL, SCHEDULE_NOTE_MAX, 0, false };
	enum err e = ERR_MEMORY;

	if (buf == NULL)
		return e;
	note.p = buf + SCHEDULE_NOTE_MAX;
	schedule_print(&text, s);
	e = text.bad ? ERR_TOO_LONG
		     : note_sign(&note, (struct span){ buf, text.n }, ik,
			   d->state->name);
	if (e == OK)
		e = casebook_put(d->book, ROOM_SCHEDULE, id_of(id_note),
		    (struct span){ note.p, note.n });
	free(buf);
	return e;
}

enum err
renewal_make(struct desk *d, const struct sign_seed *ik, bool all)
{
	struct desk_public *pk = malloc(BUNDLE_KEYS_SIZE);
	struct schedule s;
	enum err e = ERR_MEMORY;

	if (pk == NULL)
		return e;
	memset(&s, 0, sizeof(s));
	e = schedule_fill(&s, pk, d, all);
	if (e == OK)
		e = schedule_keep(&s, d, ik);
	if (e == OK)
		e = casebook_put(d->book, ROOM_SCHEDULE, id_of(id_keys),
		    (struct span){ pk[0].b, BUNDLE_KEYS_SIZE });
	if (e == OK) {
		d->state->revoked = false;
		d->state->schedule = s.version;
		d->state->last_epoch = s.epoch[EPOCHS - 1].week;
	}
	free(pk);
	return e;
}

/* One record of the schedule as a file of the bundle. */
static enum err
record_carry(struct desk *d, int stick, const uint8_t *id, enum bundle kind)
{
	char name[BUNDLE_NAME];
	struct span bytes;
	enum err e = casebook_get(d->book, ROOM_SCHEDULE, id_of(id), &bytes);

	if (e != OK)
		return e;
	bundle_name(name, kind, d->state->schedule, d->state->name);
	return file_give(stick, name, bytes);
}

enum err
renewal_carry(struct desk *d, int stick)
{
	enum err e = record_carry(d, stick, id_keys, BUNDLE_KEYS);

	/* the schedule last: with it the bundle is there */
	if (e == OK)
		e = record_carry(d, stick, id_note, BUNDLE_SCHEDULE);
	return e;
}

enum err
renewal_whole(struct desk *d)
{
	static const char begin[] = "\n\n";
	struct schedule s;
	struct sign_public ops;
	struct span note;
	const uint8_t *end;
	enum err e =
	    casebook_get(d->book, ROOM_SCHEDULE, id_of(id_note), &note);

	if (e != OK)
		return e;
	end = memmem(note.p, note.n, begin, strlen(begin));
	if (end == NULL)
		return ERR_FORMAT;
	e = schedule_parse(&s,
	    (struct span){ note.p, (size_t)(end - note.p) + 1 });
	if (e != OK)
		return e;
	sign_public_of(&ops, &d->keys->ops);
	return memcmp(ops.b, s.ops.b, sizeof(ops.b)) == 0 ? OK : ERR_KEY;
}

enum err
renewal_by(const struct desk *d, const struct vkey *ik)
{
	struct span note;
	struct span text;
	enum err e =
	    casebook_get(d->book, ROOM_SCHEDULE, id_of(id_note), &note);

	return e == OK ? note_verify(&text, note, ik) : e;
}
