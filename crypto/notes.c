/* notes.c - the answer to GET /n: directory, schedules, this week's keys. */

#include "notes.h"

#include <string.h>

#include "week.h"

enum err
notes_decode(struct notes *out, struct span in)
{
	struct reader r = { in.p, in.n, false };

	memset(out, 0, sizeof(*out));
	if (in.n > NOTES_MAX || wire_u8(&r) != 1)
		return ERR_FORMAT;
	out->directory = wire_span(&r, wire_u32(&r));
	out->count = wire_u8(&r);
	for (size_t i = 0; i < out->count && i < HOLDERS_MAX; i++) {
		struct notes_part *part = &out->part[i];

		part->schedule = wire_span(&r, wire_u32(&r));
		if (part->schedule.n > 0)
			part->key = (const struct desk_public *)wire_bytes(&r,
			    DESK_PUBLIC_SIZE);
	}
	if (out->count <= HOLDERS_MAX && wire_end(&r) == OK)
		return OK;
	memset(out, 0, sizeof(*out));
	return ERR_FORMAT;
}

void
notes_encode(struct writer *w, const struct notes *in)
{
	wire_put_u8(w, 1);
	wire_put_u32(w, (uint32_t)in->directory.n);
	wire_put(w, in->directory.p, in->directory.n);
	wire_put_u8(w, in->count);
	for (size_t i = 0; i < in->count; i++) {
		const struct notes_part *part = &in->part[i];

		wire_put_u32(w, (uint32_t)part->schedule.n);
		wire_put(w, part->schedule.p, part->schedule.n);
		if (part->schedule.n > 0)
			wire_put(w, part->key->b, sizeof(part->key->b));
	}
}

/* Check that ${s} names ${key} for a week that ${day} may be in. */
static enum err
key_check(const struct desk_public *key, const struct schedule *s, int32_t day)
{
	struct pk_name name;

	pk_name_of(&name, key->b, sizeof(key->b));
	for (size_t i = 0; i < EPOCHS; i++) {
		int32_t monday = week_monday(s->epoch[i].week);

		if (memcmp(name.b, s->epoch[i].name.b, sizeof(name.b)) != 0)
			continue;
		return day >= monday - CLOCK_DAYS &&
			day < monday + 7 + CLOCK_DAYS
		    ? OK
		    : ERR_CLOCK;
	}
	return ERR_KEY;
}

static enum err
parts_verify(const struct notes *n, const struct directory *d, int32_t day)
{
	struct schedule s;
	enum err e = OK;

	if (n->count != d->holders)
		return ERR_FORMAT;
	for (size_t i = 0; i < n->count && e == OK; i++) {
		const struct notes_part *part = &n->part[i];

		if (part->schedule.n == 0)
			continue;
		e = schedule_verify(&s, part->schedule, d, &d->holder[i], day);
		if (e == OK)
			e = key_check(part->key, &s, day);
	}
	return e;
}

enum err
notes_verify(struct notes *n, struct directory *d, struct span in,
    const struct vkey *root, int32_t day)
{
	enum err e;

	memset(d, 0, sizeof(*d));
	e = notes_decode(n, in);
	if (e == OK)
		e = directory_verify(d, n->directory, root, day);
	if (e == OK)
		e = parts_verify(n, d, day);
	if (e == OK)
		return OK;
	memset(n, 0, sizeof(*n));
	memset(d, 0, sizeof(*d));
	return e;
}
