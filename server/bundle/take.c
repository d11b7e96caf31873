/* take.c - takes a desk's schedule or outbox into the state, if it is right. */

#include "bundle/take.h"

#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "bundle/records.h"
#include "bundle/restore.h"

/* Concatenate ${head}, ${a} and ${b} into ${in->joined}. */
static enum err
join(struct import *in, struct span head, struct span a, struct span b)
{
	struct writer w = { NULL, head.n + a.n + b.n, 0, false };

	file_free(&in->joined);
	w.p = malloc(w.cap + 1);
	if (w.p == NULL)
		return ERR_MEMORY;
	wire_put(&w, head.p, head.n);
	wire_put(&w, a.p, a.n);
	wire_put(&w, b.p, b.n);
	in->joined = (struct file){ w.p, w.n };
	return OK;
}

/* Check that the 13 keys are those that the schedule names. */
static enum err
keys_check(const struct import *in)
{
	struct reader r = { in->file.p, in->file.n, false };

	for (size_t i = 0; i < EPOCHS; i++) {
		const uint8_t *key = wire_bytes(&r, DESK_PUBLIC_SIZE);
		struct pk_name name;

		if (key == NULL)
			return ERR_FORMAT;
		pk_name_of(&name, key, DESK_PUBLIC_SIZE);
		if (memcmp(&name, &in->schedule.epoch[i].name, sizeof(name)) !=
		    0)
			return ERR_KEY;
	}
	return wire_end(&r);
}

static bool
same_bytes(struct span a, struct span b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

/* Store a newer schedule; ERR_VERSION if older, or another of that version. */
static enum err
schedule_put(struct import *in, const struct holder *h)
{
	struct state_item items[2] = {
		{ .kind = STATE_SCHEDULE, .holder = h->id, .number = 0 },
		{ .kind = STATE_SCHEDULE, .holder = h->id, .number = 1 },
	};
	uint8_t version[4];
	struct writer w = { version, sizeof(version), 0, false };
	struct stored_schedule old;
	enum err e;

	wire_put_u32(&w, in->schedule.version);
	e = join(in, (struct span){ version, sizeof(version) },
	    file_span(&in->note), file_span(&in->file));
	if (e != OK)
		return e;
	items[0].value = file_span(&in->joined);
	e = stored_schedule_load(&old, in->store, &h->id, 0);
	if (e == ERR_MISSING)
		return store_put(in->store, items, 1);
	if (e != OK)
		return e;
	items[1].value = file_span(&old.bytes);
	in->before = (struct bundle_numbers){ old.version, 0 };
	if (in->schedule.version > old.version)
		e = store_put(in->store, items, 2);
	else if (same_bytes(items[0].value, items[1].value))
		in->again = true;
	else
		e = ERR_VERSION;
	file_free(&old.bytes);
	return e;
}

enum err
schedule_take(struct import *in, const struct holder *h)
{
	enum err e;

	e = schedule_verify(&in->schedule, file_span(&in->note),
	    &in->served_notes->directory, h, in->day);
	if (e == OK)
		e = keys_check(in);
	in->new = (struct bundle_numbers){ in->schedule.version, 0 };
	return e == OK ? schedule_put(in, h) : e;
}

/* Verify that the manifest names schedule ${stored}, whose OPS key signed it.
 */
static enum err
outbox_verify_by(struct import *in, const struct holder *h,
    const struct stored_schedule *stored)
{
	struct span text;
	struct vkey ops;
	enum err e;

	e = schedule_verify(&in->schedule, stored->note,
	    &in->served_notes->directory, h, in->day);
	if (e == OK)
		e = vkey_set(&ops, span_str(h->ik.name), &in->schedule.ops);
	if (e == OK)
		e = note_verify(&text, file_span(&in->note), &ops);
	if (e == OK)
		e = outbox_parse(&in->manifest, text);
	if (e == OK && in->manifest.schedule != in->schedule.version)
		e = ERR_MISSING;
	return e;
}

/* Verify by either of the two kept schedules; the newest gives the error. */
static enum err
outbox_verify(struct import *in, const struct holder *h)
{
	enum err newest = ERR_MISSING;

	for (uint32_t number = 0; number < 2; number++) {
		struct stored_schedule stored;
		enum err e =
		    stored_schedule_load(&stored, in->store, &h->id, number);

		if (e != OK)
			break;
		e = outbox_verify_by(in, h, &stored);
		file_free(&stored.bytes);
		if (e == OK)
			return OK;
		if (number == 0)
			newest = e;
	}
	return newest;
}

/* Check that the manifest is of this desk and describes the file beside it. */
static enum err
outbox_check(struct import *in, const struct holder *h)
{
	const struct outbox_manifest *m = &in->manifest;
	struct file_hash hash;

	if (memcmp(&m->service, &in->served_notes->directory.service,
		sizeof(m->service)) != 0 ||
	    memcmp(&m->desk, &h->id, sizeof(m->desk)) != 0)
		return ERR_SERVICE;
	file_hash(&hash, in->file.p, in->file.n);
	if (memcmp(&hash, &m->file, sizeof(hash)) != 0 ||
	    in->file.n != SALT_SIZE + (size_t)m->cells * RECORD_SIZE)
		return ERR_FORMAT;
	return m->cells == h->cells ? OK : ERR_TOO_LONG;
}

/* Check that the file makes a section of the board: sorted, no duplicates. */
static enum err
section_check(struct import *in)
{
	uint8_t head[sizeof(struct desk_id) + 2];
	struct writer w = { head, sizeof(head), 0, false };
	struct section section;
	struct reader r;
	enum err e;

	wire_put(&w, in->manifest.desk.b, sizeof(in->manifest.desk.b));
	wire_put_u16(&w, in->manifest.cells);
	e = join(in, (struct span){ head, sizeof(head) }, file_span(&in->file),
	    (struct span){ NULL, 0 });
	if (e != OK)
		return e;
	r = (struct reader){ in->joined.p, in->joined.n, false };
	e = section_decode(&section, &r);
	return e == OK ? wire_end(&r) : e;
}

/* After a restore, continue from the inbox that the desk has opened. */
static enum err
numbers_go_on(struct import *in)
{
	const struct outbox_manifest *m = &in->manifest;

	in->moved = false;
	if (!restore_pending(in->store))
		return OK;
	return restore_to(&in->moved, in->store, m->ack_seq, &m->ack);
}

/* Store the outbox, if it is newer; the same again changes nothing. */
static enum err
outbox_put(struct import *in, const struct holder *h)
{
	const struct outbox_manifest *m = &in->manifest;
	uint8_t bytes[OUTBOX_RECORD_SIZE];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct state_item items[2];
	struct outbox_record new = { m->schedule, m->seq, m->ack_seq, m->ack,
		{ { 0 } } };
	struct outbox_record old;
	enum err e;

	note_hash(&new.hash, file_span(&in->note));
	e = outbox_record_load(&old, in->store, &h->id);
	if (e != OK && e != ERR_MISSING)
		return e;
	in->again =
	    e == OK && memcmp(&old.hash, &new.hash, sizeof(old.hash)) == 0;
	if (in->again)
		return OK;
	in->before = (struct bundle_numbers){ old.schedule, old.seq };
	if (e == OK &&
	    (new.schedule < old.schedule ||
		(new.schedule == old.schedule &&new.seq <= old.seq)))
		return ERR_VERSION;
	outbox_record_encode(&w, &new);
	items[0] = (struct state_item){ STATE_OUTBOX, h->id, 0,
		{ bytes, sizeof(bytes) } };
	items[1] = (struct state_item){ STATE_SECTION, h->id, 0,
		file_span(&in->file) };
	return store_put(in->store, items, h->partner ? 1 : 2);
}

enum err
outbox_take(struct import *in, const struct holder *h)
{
	enum err e = outbox_verify(in, h);

	if (e == OK)
		e = outbox_check(in, h);
	if (e == OK && !h->partner)
		e = section_check(in);
	in->new =
	    (struct bundle_numbers){ in->manifest.schedule, in->manifest.seq };
	if (e == OK)
		e = numbers_go_on(in);
	return e == OK ? outbox_put(in, h) : e;
}
