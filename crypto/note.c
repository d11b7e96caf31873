/* note.c - sign and verify C2SP signed notes: one text, one signature. */

#include "note.h"

#include <string.h>

#include "hash.h"
#include "text.h"

enum {
	KEY_ID_SIZE = 4,
	SIGNATURE_SIZE = crypto_sign_BYTES,
	KEY_TYPE_ED25519 = 1,
	SIGNATURE_BASE64 = (KEY_ID_SIZE + SIGNATURE_SIZE + 2) / 3 * 4,
};

SECRET_TYPE(sign_secret, crypto_sign_SECRETKEYBYTES);

static const char dash[] = "\xe2\x80\x94 "; /* an em dash and a space */

void
sign_public_of(struct sign_public *out, const struct sign_seed *seed)
{
	WIPED(sign_secret) sk;

	(void)crypto_sign_seed_keypair(out->b, sk.b, seed->b);
}

/* The first four bytes of SHA-256(name || LF || type || key). */
static void
key_id(uint8_t out[static KEY_ID_SIZE], const struct vkey *k)
{
	static const uint8_t tail[] = { '\n', KEY_TYPE_ED25519 };
	crypto_hash_sha256_state st;
	uint8_t digest[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256_init(&st);
	(void)crypto_hash_sha256_update(&st, (const uint8_t *)k->name,
	    strlen(k->name));
	(void)crypto_hash_sha256_update(&st, tail, sizeof(tail));
	(void)crypto_hash_sha256_update(&st, k->key.b, sizeof(k->key.b));
	(void)crypto_hash_sha256_final(&st, digest);
	memcpy(out, digest, KEY_ID_SIZE);
}

enum err
note_sign(struct writer *out, struct span text, const struct sign_seed *seed,
    const char *name)
{
	WIPED(sign_secret) sk;
	uint8_t blob[KEY_ID_SIZE + SIGNATURE_SIZE];
	size_t start = out->n;
	struct sign_public key;
	struct vkey k;

	if (text.n == 0 || text.p[text.n - 1] != '\n')
		return ERR_FORMAT;
	(void)crypto_sign_seed_keypair(key.b, sk.b, seed->b);
	if (vkey_set(&k, span_str(name), &key) != OK)
		return ERR_FORMAT;
	key_id(blob, &k);
	(void)crypto_sign_detached(blob + KEY_ID_SIZE, NULL, text.p, text.n,
	    sk.b);
	wire_put(out, text.p, text.n);
	wire_put_u8(out, '\n');
	wire_put_str(out, dash);
	wire_put_str(out, name);
	wire_put_u8(out, ' ');
	wire_put_base64(out, blob, sizeof(blob));
	wire_put_u8(out, '\n');
	return out->bad || out->n - start > NOTE_MAX ? ERR_TOO_LONG : OK;
}

/* Parse the line "— NAME BASE64", which must name ${key}. */
static enum err
signature_parse(uint8_t signature[static SIGNATURE_SIZE], struct span line,
    const struct vkey *key)
{
	uint8_t blob[KEY_ID_SIZE + SIGNATURE_SIZE];
	uint8_t id[KEY_ID_SIZE];
	struct reader r = { line.p, line.n, false };
	const uint8_t *p = wire_bytes(&r, sizeof(dash) - 1);
	struct span rest;
	struct span name;

	if (p == NULL || memcmp(p, dash, sizeof(dash) - 1) != 0)
		return ERR_FORMAT;
	rest = wire_span(&r, r.n);
	name = span_word(&rest);
	if (span_base64(blob, sizeof(blob), rest) != OK)
		return ERR_FORMAT;
	key_id(id, key);
	if (!span_is(name, key->name) || memcmp(id, blob, sizeof(id)) != 0)
		return ERR_SIGNATURE;
	memcpy(signature, blob + KEY_ID_SIZE, SIGNATURE_SIZE);
	return OK;
}

/* The length of the text before the last empty line; 0 if there is none. */
static size_t
text_length(struct span note)
{
	/* search backwards: only the short signature line follows */
	for (size_t n = note.n; n-- > 1;)
		if (note.p[n] == '\n' && note.p[n - 1] == '\n')
			return n;
	return 0;
}

enum err
note_verify(struct span *text, struct span note, const struct vkey *key)
{
	uint8_t signature[SIGNATURE_SIZE];
	struct reader r = { note.p, note.n, false };
	struct span line;
	struct span front;
	enum err e;

	*text = (struct span){ NULL, 0 };
	if (note.n > NOTE_MAX || text_check(note) != OK)
		return ERR_FORMAT;
	front = wire_span(&r, text_length(note));
	(void)wire_u8(&r);
	line = wire_line(&r);
	if (front.n == 0 || wire_end(&r) != OK) /* also a second signature */
		return ERR_FORMAT;
	e = signature_parse(signature, line, key);
	if (e != OK)
		return e;
	if (crypto_sign_verify_detached(signature, front.p, front.n,
		key->key.b) != 0)
		return ERR_SIGNATURE;
	*text = front;
	return OK;
}

void
note_hash(struct note_hash *out, struct span note)
{
	uh(out->b, LABEL_NOTE, note.p, note.n);
}

enum err
vkey_set(struct vkey *k, struct span name, const struct sign_public *key)
{
	struct vkey v = { { 0 }, *key };

	memset(k, 0, sizeof(*k));
	if (!key_name_ok(name))
		return ERR_FORMAT;
	memcpy(v.name, name.p, name.n);
	*k = v;
	return OK;
}

void
vkey_print(char out[static VKEY_TEXT], const struct vkey *k)
{
	struct writer w = { (uint8_t *)out, VKEY_TEXT - 1, 0, false };
	uint8_t typed[1 + sizeof(k->key.b)] = { KEY_TYPE_ED25519 };
	uint8_t id[KEY_ID_SIZE];

	key_id(id, k);
	memcpy(typed + 1, k->key.b, sizeof(k->key.b));
	wire_put_str(&w, k->name);
	wire_put_u8(&w, '+');
	wire_put_hex(&w, id, sizeof(id));
	wire_put_u8(&w, '+');
	wire_put_base64(&w, typed, sizeof(typed));
	out[w.n] = '\0';
}

enum err
vkey_parse(struct vkey *k, struct span s)
{
	uint8_t typed[1 + sizeof(k->key.b)];
	uint8_t id[KEY_ID_SIZE];
	uint8_t want[KEY_ID_SIZE];
	struct reader r = { s.p, s.n, false };
	struct sign_public key;
	struct span name = { s.p, 0 };

	memset(k, 0, sizeof(*k));
	while (r.n > 0 && wire_u8(&r) != '+')
		name.n++;
	if (span_hex(id, sizeof(id), wire_span(&r, 8)) != OK ||
	    wire_u8(&r) != '+' ||
	    span_base64(typed, sizeof(typed), wire_span(&r, r.n)) != OK ||
	    typed[0] != KEY_TYPE_ED25519)
		return ERR_FORMAT;
	memcpy(key.b, typed + 1, sizeof(key.b));
	if (vkey_set(k, name, &key) != OK)
		return ERR_FORMAT;
	key_id(want, k);
	if (memcmp(id, want, sizeof(id)) == 0)
		return OK;
	memset(k, 0, sizeof(*k));
	return ERR_FORMAT;
}
