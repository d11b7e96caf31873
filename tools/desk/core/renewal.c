/* renewal.c - a desk's next 13 weeks: their keys, their schedule, carried. */

#include "core/renewal.h"

#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "core/epochs.h"
#include "core/journal.h"
#include "os/file.h"
#include "schedule.h"
#include "week.h"

/* The key of ${week}: the one that is there, unless ${anew}; else a new one. */
static enum err
epoch_have(struct deskkey *k, struct desk_public *pk, struct pk_name *name,
    uint16_t week, bool anew)
{
	WIPED(epoch) e = { 0 };
	const struct epoch *old = anew ? NULL : epochs_find(k, week);
	enum err err;

	if (old != NULL) {
		e = *old;
		err = epoch_public(pk, &e);
	} else {
		err = epoch_draw(&e, pk, week);
		if (err == OK)
			err = epochs_add(k, &e);
	}
	*name = e.name;
	return err;
}

/* Fill in ${s} and the public keys, ${keys}. */
static enum err
schedule_fill(struct schedule *s, uint8_t *keys, struct desk *d, bool anew)
{
	struct deskkey *k = desk_key(d);
	uint16_t week = week_of_day(d->day);
	enum err e = OK;

	s->service = d->state->service;
	s->desk = d->state->desk;
	/* a desk put back from a copy knows less than the server serves */
	s->version = d->state->schedule > d->state->served
	    ? d->state->schedule + 1
	    : d->state->served + 1;
	/* the last Sunday, and as far as a clock may be off */
	s->expires = week_monday((uint16_t)(week + EPOCHS)) - 1 + CLOCK_DAYS;
	randombytes_buf(k->ops.b, sizeof(k->ops.b));
	sign_public_of(&s->ops, &k->ops);
	for (size_t i = 0; i < EPOCHS && e == OK; i++) {
		struct desk_public pk;

		s->epoch[i].week = (uint16_t)(week + i);
		e = epoch_have(k, &pk, &s->epoch[i].name, s->epoch[i].week,
		    anew);
		memcpy(keys + i * sizeof(pk.b), pk.b, sizeof(pk.b));
	}
	return e;
}

static enum err
schedule_sign(struct schedule_files *files, const struct schedule *s,
    const struct sign_seed *ik, const char *name)
{
	uint8_t *p = malloc(SCHEDULE_NOTE_MAX);
	struct writer text = { p, SCHEDULE_NOTE_MAX, 0, false };
	struct writer note = { files->note, sizeof(files->note), 0, false };
	enum err e = ERR_MEMORY;

	if (p == NULL)
		return e;
	schedule_print(&text, s);
	e = text.bad ? ERR_TOO_LONG
		     : note_sign(&note, (struct span){ p, text.n }, ik, name);
	files->note_n = note.n;
	free(p);
	return e;
}

static enum err
renewal_keep(struct schedule_files *files, struct desk *d,
    const struct sign_seed *ik, bool all)
{
	struct schedule s;
	enum err e;

	memset(&s, 0, sizeof(s));
	e = schedule_fill(&s, files->keys, d, all);
	if (e == OK)
		e = schedule_sign(files, &s, ik, d->state->name);
	if (e == OK)
		e = schedule_save(files, d->book);
	if (e != OK)
		return e;
	d->state->revoked = false;
	d->state->schedule = s.version;
	d->state->last_epoch = s.epoch[EPOCHS - 1].week;
	return OK;
}

enum fault
renewal_make(struct desk *d, const struct sign_seed *ik, bool all)
{
	struct schedule_files *files = malloc(sizeof(*files));
	enum err e = ERR_MEMORY;

	if (files != NULL)
		e = renewal_keep(files, d, ik,
		    all || d->state->revoked ||
			d->state->leaves > d->state->schedule);
	free(files);
	/* a disk has no part in this */
	if (e == ERR_FULL)
		return fault_number(&d->detail, FAULT_EPOCHS_FULL,
		    DESK_EPOCHS_MAX);
	return fault_book(&d->detail, e);
}

enum fault
renewal_run(struct desk *d, const struct sign_seed *ik, bool all)
{
	enum fault f = desk_begin(d);

	if (f != FAULT_NONE)
		return f;
	f = renewal_make(d, ik, all);
	if (f == FAULT_NONE)
		return journal_commit(d, ACT_RENEWED, d->state->schedule);
	desk_abort(d);
	return f;
}

/* The schedule last: with it the bundle is there. */
static enum err
files_give(const struct schedule_files *files, const struct state *s, int stick)
{
	char name[BUNDLE_NAME];
	enum err e;

	bundle_name(name, BUNDLE_KEYS, s->schedule, s->name);
	e = file_give(stick, name,
	    (struct span){ files->keys, sizeof(files->keys) });
	bundle_name(name, BUNDLE_SCHEDULE, s->schedule, s->name);
	if (e == OK)
		e = file_give(stick, name,
		    (struct span){ files->note, files->note_n });
	return e;
}

enum fault
renewal_carry(struct desk *d, int stick, const char *path)
{
	struct schedule_files *files = malloc(sizeof(*files));
	enum err e = files == NULL ? ERR_MEMORY : schedule_load(files, d->book);

	if (e != OK) {
		free(files);
		return fault_book(&d->detail, e);
	}
	e = files_give(files, d->state, stick);
	free(files);
	if (e == OK)
		return FAULT_NONE;
	(void)fault_text(&d->detail, FAULT_SCHEDULE_STICK, path);
	d->detail.n = d->state->schedule;
	d->detail.err = e;
	return FAULT_SCHEDULE_STICK;
}

enum err
renewal_by(const struct desk *d, const struct vkey *ik)
{
	struct schedule_files *files = malloc(sizeof(*files));
	struct span text;
	enum err e = files == NULL ? ERR_MEMORY : schedule_load(files, d->book);

	if (e == OK)
		e = note_verify(&text,
		    (struct span){ files->note, files->note_n }, ik);
	free(files);
	return e;
}
