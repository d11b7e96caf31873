/* op_note.c - signed notes and their contents as operations. */

#include "op.h"

#include <stdlib.h>

#include "directory.h"
#include "manifest.h"
#include "note.h"
#include "notes.h"
#include "schedule.h"

static enum err
op_vkey(struct fields *out, const struct fields *in)
{
	char text[VKEY_TEXT];
	struct vkey k;
	enum err e = vkey_parse(&k, field_get(in, "in"));

	if (e != OK)
		return e;
	vkey_print(text, &k);
	field_put_str(out, "name", k.name);
	PUT(out, "key", k.key);
	field_put_str(out, "text", text);
	return OK;
}

/* Copy the field "name" to a string. */
static void
name_get(char out[static KEY_NAME_MAX + 2], const struct fields *in)
{
	struct span s = field_get(in, "name");

	if (s.n > KEY_NAME_MAX + 1)
		die("a long name", "name");
	memset(out, 0, KEY_NAME_MAX + 2);
	if (s.n > 0)
		memcpy(out, s.p, s.n);
}

static enum err
op_sign(struct fields *out, const struct fields *in)
{
	struct span text = field_get(in, "text");
	struct writer w = { NULL, text.n + SIGNATURE_TEXT, 0, false };
	WIPED(sign_seed) seed;
	char name[KEY_NAME_MAX + 2];
	char vkey[VKEY_TEXT];
	struct vkey k;
	struct sign_public key;
	enum err e;

	FIXED(in, "key", seed);
	name_get(name, in);
	w.p = must_alloc(w.cap);
	e = note_sign(&w, text, &seed, name);
	if (e == OK) {
		sign_public_of(&key, &seed);
		e = vkey_set(&k, span_str(name), &key);
	}
	if (e == OK) {
		vkey_print(vkey, &k);
		field_put(out, "note", w.p, w.n);
		field_put_str(out, "vkey", vkey);
	}
	free(w.p);
	return e;
}

static struct vkey
vkey_get(const struct fields *in)
{
	struct vkey k;

	if (vkey_parse(&k, field_get(in, "vkey")) != OK)
		die("not a key", "vkey");
	return k;
}

static enum err
op_note_verify(struct fields *out, const struct fields *in)
{
	struct vkey k = vkey_get(in);
	struct span text;
	enum err e = note_verify(&text, field_get(in, "note"), &k);

	if (e == OK)
		field_put_span(out, "text", text);
	return e;
}

static void
holder_put(struct writer *w, const struct holder *h)
{
	wire_put(w, h->id.b, sizeof(h->id.b));
	wire_put_u8(w, (uint8_t)strlen(h->ik.name));
	wire_put_str(w, h->ik.name);
	wire_put(w, h->ik.key.b, sizeof(h->ik.key.b));
	wire_put_u32(w, h->min_version);
	wire_put_u16(w, h->cells);
	wire_put_u8(w, h->partner);
	wire_put_u32(w, h->topics);
	wire_put(w, h->regions, sizeof(h->regions));
	wire_put_u8(w, h->types);
	wire_put_u32(w, (uint32_t)h->lines.n);
	wire_put(w, h->lines.p, h->lines.n);
}

static enum err
op_directory(struct fields *out, const struct fields *in)
{
	static struct directory d;
	static uint8_t holders[NOTE_MAX * 2];
	struct writer w = { holders, sizeof(holders), 0, false };
	enum err e = directory_parse(&d, field_get(in, "text"));

	if (e != OK)
		return e;
	PUT(out, "service", d.service);
	field_put_num(out, "version", d.version, 4);
	field_put_num(out, "issued", (uint32_t)d.issued, 4);
	field_put_num(out, "expires", (uint32_t)d.expires, 4);
	field_put_str(out, "name", d.srv.name);
	PUT(out, "srv", d.srv.key);
	field_put_num(out, "rhythm", d.rhythm, 1);
	field_put_num(out, "letters", d.letters, 1);
	field_put_span(out, "neutral", d.neutral);
	field_put_span(out, "phone", d.phone);
	field_put_span(out, "onion", d.onion);
	field_put_span(out, "colour", d.colour);
	field_put_span(out, "lines", d.lines);
	field_put_span(out, "revoked", d.revoked);
	field_put_num(out, "desks", d.desks, 1);
	for (size_t i = 0; i < d.holders; i++)
		holder_put(&w, &d.holder[i]);
	field_put(out, "holders", holders, w.n);
	return OK;
}

static enum err
op_schedule(struct fields *out, const struct fields *in)
{
	static struct schedule s;
	static uint8_t text[NOTE_MAX];
	struct writer w = { text, sizeof(text), 0, false };
	enum err e = schedule_parse(&s, field_get(in, "text"));

	if (e != OK)
		return e;
	schedule_print(&w, &s);
	field_put(out, "again", text, w.n);
	field_put_num(out, "version", s.version, 4);
	field_put_num(out, "expires", (uint32_t)s.expires, 4);
	field_put_num(out, "week", s.epoch[0].week, 2);
	return OK;
}

static enum err
op_inbox(struct fields *out, const struct fields *in)
{
	static struct inbox_manifest m;
	static uint8_t text[NOTE_MAX];
	struct writer w = { text, sizeof(text), 0, false };
	enum err e = inbox_parse(&m, field_get(in, "text"));

	if (e != OK)
		return e;
	inbox_print(&w, &m);
	field_put(out, "again", text, w.n);
	field_put_num(out, "seq", m.seq, 4);
	field_put_num(out, "week", m.week, 2);
	field_put_num(out, "envelopes", m.envelopes, 4);
	field_put_num(out, "taken", m.n, 1);
	return OK;
}

static enum err
op_outbox(struct fields *out, const struct fields *in)
{
	static struct outbox_manifest m;
	static uint8_t text[NOTE_MAX];
	struct writer w = { text, sizeof(text), 0, false };
	enum err e = outbox_parse(&m, field_get(in, "text"));

	if (e != OK)
		return e;
	outbox_print(&w, &m);
	field_put(out, "again", text, w.n);
	field_put_num(out, "seq", m.seq, 4);
	field_put_num(out, "schedule", m.schedule, 4);
	field_put_num(out, "ack", m.ack_seq, 4);
	field_put_num(out, "cells", m.cells, 2);
	return OK;
}

static enum err
op_notes(struct fields *out, const struct fields *in)
{
	static struct notes n;
	static struct directory d;
	static uint8_t keys[HOLDERS_MAX * 32];
	struct writer w = { keys, sizeof(keys), 0, false };
	struct vkey root = vkey_get(in);
	struct pk_name name;
	enum err e;

	e = notes_verify(&n, &d, field_get(in, "notes"), &root,
	    (int32_t)field_num(in, "day"));
	if (e != OK)
		return e;
	for (size_t i = 0; i < n.count; i++) {
		memset(&name, 0, sizeof(name));
		if (n.part[i].key != NULL)
			pk_name_of(&name, n.part[i].key->b,
			    sizeof(n.part[i].key->b));
		wire_put(&w, name.b, sizeof(name.b));
	}
	field_put_num(out, "version", d.version, 4);
	field_put(out, "keys", keys, w.n);
	return OK;
}

const struct op ops_note[] = {
	{ "vkey", op_vkey },
	{ "sign", op_sign },
	{ "note-verify", op_note_verify },
	{ "directory", op_directory },
	{ "schedule", op_schedule },
	{ "inbox", op_inbox },
	{ "outbox", op_outbox },
	{ "notes", op_notes },
	{ NULL, NULL },
};
