/* served_notes.c - what GET /n serves, made from the state and checked. */

#include "served/served_notes.h"

#include <stdlib.h>
#include <string.h>

#include "week.h"

/* Notes being made; their parts borrow from the files. */
struct making {
	struct directory directory;
	struct notes notes;
	struct file note; /* the directory */
	struct file schedule[HOLDERS_MAX];
};

enum err
stored_schedule_load(struct stored_schedule *out, struct store *s,
    const struct desk_id *holder, uint32_t number)
{
	struct reader r;
	enum err e;

	*out = (struct stored_schedule){ .version = 0 };
	e = store_get(s, &out->bytes, STATE_SCHEDULE, holder, number);
	if (e != OK)
		return e;
	r = (struct reader){ out->bytes.p, out->bytes.n, false };
	out->version = wire_u32(&r);
	out->note =
	    wire_span(&r, r.n > BUNDLE_KEYS_SIZE ? r.n - BUNDLE_KEYS_SIZE : 0);
	out->keys = wire_span(&r, BUNDLE_KEYS_SIZE);
	e = wire_end(&r);
	if (e != OK)
		file_free(&out->bytes);
	return e;
}

/* Fill in the part of ${h}: its newest schedule that covers ${day}, if any. */
static void
part_make(struct notes_part *part, struct file *bytes, struct store *s,
    const struct directory *d, const struct holder *h, int32_t day)
{
	struct schedule schedule;
	struct stored_schedule stored;

	for (uint32_t number = 0; number < 2; number++) {
		unsigned at = EPOCHS;

		if (stored_schedule_load(&stored, s, &h->id, number) != OK)
			continue;
		if (schedule_verify(&schedule, stored.note, d, h, day) == OK)
			at = schedule_week(&schedule, week_of_day(day));
		if (at < EPOCHS) {
			const void *keys = stored.keys.p;

			part->schedule = stored.note;
			part->key = (const struct desk_public *)keys + at;
			*bytes = stored.bytes;
			return;
		}
		file_free(&stored.bytes);
	}
}

static enum err
root_load(struct vkey *root, struct store *s)
{
	struct file f;
	enum err e;

	e = store_get(s, &f, STATE_ROOT, NULL, 0);
	if (e == OK)
		e = vkey_parse(root, file_span(&f));
	file_free(&f);
	return e;
}

static enum err
encode(struct file *out, const struct notes *notes)
{
	struct writer w = { malloc(NOTES_MAX), NOTES_MAX, 0, false };

	if (w.p == NULL)
		return ERR_MEMORY;
	notes_encode(&w, notes);
	*out = (struct file){ w.p, w.n };
	return w.bad ? ERR_TOO_LONG : OK;
}

static enum err
make(struct served_notes *n, struct making *m, struct store *s, int32_t day)
{
	struct directory *d = &m->directory;
	enum err e;

	e = root_load(&n->root, s);
	if (e == OK)
		e = store_get(s, &m->note, STATE_DIRECTORY, NULL, 0);
	if (e == OK)
		e = directory_verify(d, file_span(&m->note), &n->root, day);
	if (e != OK)
		return e;
	m->notes.directory = file_span(&m->note);
	m->notes.count = d->holders;
	for (size_t i = 0; i < d->holders; i++)
		part_make(&m->notes.part[i], &m->schedule[i], s, d,
		    &d->holder[i], day);
	e = encode(&n->bytes, &m->notes);
	if (e == OK)
		e = notes_verify(&n->notes, &n->directory, file_span(&n->bytes),
		    &n->root, day);
	return e;
}

enum err
served_notes_new(struct served_notes **out, struct store *s, int32_t day)
{
	struct served_notes *n = calloc(1, sizeof(*n));
	struct making *m = calloc(1, sizeof(*m));
	enum err e = ERR_MEMORY;

	*out = NULL;
	if (n != NULL && m != NULL) {
		n->week = week_of_day(day);
		e = make(n, m, s, day);
		file_free(&m->note);
		for (size_t i = 0; i < HOLDERS_MAX; i++)
			file_free(&m->schedule[i]);
	}
	free(m);
	if (e == OK)
		*out = n;
	else
		served_notes_free(n);
	return e;
}

void
served_notes_free(struct served_notes *n)
{
	if (n != NULL)
		file_free(&n->bytes);
	free(n);
}
