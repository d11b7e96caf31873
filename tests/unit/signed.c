/* signed.c - the signed notes of a service, with keys from fixed seeds. */

#include "signed.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char *const names[SIGNED_HOLDERS] = { "noord", "zuid", "politie" };

const struct sign_seed *
signed_seed(unsigned role)
{
	static struct sign_seed seeds[SIGNED_SEEDS];

	assert(role < SIGNED_SEEDS);
	memset(seeds[role].b, (int)role + 1, sizeof(seeds[role].b));
	return &seeds[role];
}

struct sign_public
signed_public(unsigned role)
{
	struct sign_public pk;

	sign_public_of(&pk, signed_seed(role));
	return pk;
}

struct vkey
signed_vkey(unsigned role, const char *name)
{
	const struct sign_public pk = signed_public(role);
	struct vkey k;
	enum err e = vkey_set(&k, span_str(name), &pk);

	assert(e == OK);
	return k;
}

const char *
signed_name(size_t i)
{
	return names[i];
}

struct desk_id
signed_id(size_t i)
{
	struct desk_id id;

	memset(id.b, 0xa0 + (int)i, sizeof(id.b));
	return id;
}

static void
key_put(struct writer *w, const char *word, unsigned role)
{
	const struct sign_public pk = signed_public(role);

	wire_put_str(w, word);
	wire_put_base64(w, pk.b, sizeof(pk.b));
	wire_put_u8(w, '\n');
}

static void
holder_put(struct writer *w, size_t i, const char *head, const char *tail)
{
	const struct desk_id id = signed_id(i);

	wire_put_str(w, i < 2 ? "desk " : "partner ");
	wire_put_hex(w, id.b, sizeof(id.b));
	wire_put_str(w, head);
	key_put(w, "ik ", SIGNED_IK + (unsigned)i);
	wire_put_str(w, tail);
}

void
signed_directory_text(char *out, size_t cap)
{
	struct writer w = { (uint8_t *)out, cap - 1, 0, false };

	wire_put_str(&w,
	    "tip1/directory\nname demo\nservice "
	    "1111111111111111111111111111111111111111111111111111111111111111\n"
	    "version 7\nissued 2026-07-27\nexpires 2027-01-31\n");
	key_put(&w, "srv ", SIGNED_SRV);
	wire_put_str(&w,
	    "rhythm 1\nneutral https://example.org/weather\n"
	    "phone 0800 7000\n"
	    "region 1 en North\nregion 1 nl Noord\nregion 2 nl Zuid\n"
	    "card all nl Bel 112\ncard me en Call us\ncard sex nl Centrum\n"
	    "card care nl Thuis\n");
	holder_put(&w, 0, " noord 64 1\n",
	    "topics 1 2 31\nregions 1\ntitle en North desk\n"
	    "title nl Meldpunt Noord\nabout nl Over ons\npasses nl politie\n");
	holder_put(&w, 1, " zuid 32 3\n",
	    "topics all\nregions all\ntitle nl Meldpunt Zuid\n");
	holder_put(&w, 2, " politie 0 1\n",
	    "topics 1\nregions 2 255\ntitle nl Politie\n");
	wire_put_str(&w,
	    "revoked "
	    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	    "\n");
	assert(!w.bad);
	out[w.n] = '\0';
}

struct span
signed_note(uint8_t *out, size_t cap, struct span text, unsigned role,
    const char *name)
{
	struct writer w = { out, cap, 0, false };
	enum err e;

	memset(out, 0, cap);
	e = note_sign(&w, text, signed_seed(role), name);
	assert(e == OK);
	return (struct span){ out, w.n };
}

const struct desk_public *
signed_key(size_t i)
{
	static struct desk_public keys[SIGNED_HOLDERS];
	struct epoch epoch;
	enum err e;

	memset(epoch.secret.b, 0x40 + (int)i, sizeof(epoch.secret.b));
	e = epoch_public(&keys[i], &epoch);
	assert(e == OK);
	return &keys[i];
}

struct schedule
signed_schedule(size_t i)
{
	struct schedule s = { .desk = signed_id(i),
		.version = 5,
		.expires = SIGNED_DAY + 90,
		.ops = signed_public(SIGNED_OPS + (unsigned)i) };

	memset(s.service.b, 0x11, sizeof(s.service.b));
	for (unsigned w = 0; w < EPOCHS; w++) {
		s.epoch[w].week = (uint16_t)(SIGNED_WEEK + w);
		memset(s.epoch[w].name.b, (int)w + 1,
		    sizeof(s.epoch[w].name.b));
	}
	pk_name_of(&s.epoch[0].name, signed_key(i)->b, DESK_PUBLIC_SIZE);
	return s;
}

struct span
signed_notes(uint8_t *out, size_t cap)
{
	static char text[4096];
	static uint8_t directory[8192];
	static uint8_t note[SIGNED_HOLDERS][4096];
	static struct notes n;
	struct writer w = { out, cap, 0, false };

	memset(out, 0, cap);
	signed_directory_text(text, sizeof(text));
	n.count = SIGNED_HOLDERS;
	n.directory = signed_note(directory, sizeof(directory), span_str(text),
	    SIGNED_ROOT, "demo");
	for (size_t i = 0; i < SIGNED_HOLDERS; i++) {
		const struct schedule s = signed_schedule(i);
		struct writer sw = { (uint8_t *)text, sizeof(text), 0, false };

		schedule_print(&sw, &s);
		n.part[i].schedule = signed_note(note[i], sizeof(note[i]),
		    (struct span){ sw.p, sw.n }, SIGNED_IK + (unsigned)i,
		    names[i]);
		n.part[i].key = signed_key(i);
	}
	notes_encode(&w, &n);
	assert(!w.bad);
	return (struct span){ out, w.n };
}

void
signed_edit(char *out, size_t cap, const char *text, const char *from,
    const char *to)
{
	const char *at = strstr(text, from);
	int n;

	assert(at != NULL);
	n = snprintf(out, cap, "%.*s%s%s", (int)(at - text), text, to,
	    at + strlen(from));
	assert(n >= 0 && (size_t)n < cap);
}
