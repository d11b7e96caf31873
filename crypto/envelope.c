/* envelope.c - seal and open; every envelope has one size and tells nothing. */

#include "envelope.h"

#include <string.h>

#include "hash.h"

static const uint8_t header[HEADER_SIZE] = { 'T', 'I', 'P', '1', SUITE,
	FORM_ENVELOPE, SLOTS, 0 };
static const uint8_t nonce0[NONCE_SIZE];

/* The plain text of a slot: DEK || thread secret. */
SECRET_TYPE(wrapped, WRAP_SIZE);

void
pk_name_of(struct pk_name *out, const uint8_t *key, size_t n)
{
	uh(out->b, LABEL_PK, key, n);
}

enum err
epoch_draw(struct epoch *out, struct desk_public *pk, uint16_t week)
{
	if (crypto_kem_xwing_keypair(pk->b, out->secret.b) != 0) {
		epoch_wipe(out);
		return ERR_KEY;
	}
	out->week = week;
	pk_name_of(&out->name, pk->b, sizeof(pk->b));
	return OK;
}

enum err
epoch_public(struct desk_public *pk, struct epoch *e)
{
	WIPED(desk_secret) again;

	/* X-Wing's secret key is the seed of its key pair */
	_Static_assert(crypto_kem_xwing_SEEDBYTES ==
		crypto_kem_xwing_SECRETKEYBYTES,
	    "X-Wing keeps its seed as its secret");
	if (crypto_kem_xwing_seed_keypair(pk->b, again.b, e->secret.b) != 0)
		return ERR_KEY;
	pk_name_of(&e->name, pk->b, sizeof(pk->b));
	return OK;
}

static void
envelope_hb(uint8_t hb[static HASH_SIZE], const uint8_t *envelope)
{
	WIPED(hash) h;

	hash_begin(&h, NULL, LABEL_HB);
	hash_add(&h, envelope, HEADER_SIZE);
	hash_add(&h, envelope + BODY_AT, SEALED_BODY_SIZE);
	hash_end(&h, hb);
}

static void
envelope_commit(uint8_t out[static COMMIT_SIZE], const struct key *dek,
    const uint8_t *envelope)
{
	WIPED(hash) h;

	hash_begin(&h, dek->b, LABEL_COMMIT);
	hash_add(&h, envelope, HEADER_SIZE);
	hash_add(&h, envelope + SLOTS_AT, ENVELOPE_SIZE - SLOTS_AT);
	hash_end(&h, out);
}

static void
wrap_key(struct key *wk, const struct key *z,
    const uint8_t hb[static HASH_SIZE], const uint8_t enc[static KEM_SIZE],
    const struct pk_name *name)
{
	WIPED(hash) h;

	hash_begin(&h, z->b, LABEL_WRAP);
	hash_add(&h, hb, HASH_SIZE);
	hash_add(&h, enc, KEM_SIZE);
	hash_add(&h, name->b, sizeof(name->b));
	hash_end(&h, wk->b);
}

static enum err
slot_seal(uint8_t slot[static SLOT_SIZE], const uint8_t hb[static HASH_SIZE],
    const struct desk_public *pk, const struct wrapped *plain)
{
	WIPED(key) z;
	WIPED(key) wk;
	struct pk_name name;

	if (crypto_kem_xwing_enc(slot, z.b, pk->b) != 0)
		return ERR_KEY;
	pk_name_of(&name, pk->b, sizeof(pk->b));
	wrap_key(&wk, &z, hb, slot, &name);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(slot + KEM_SIZE, NULL,
	    plain->b, sizeof(plain->b), NULL, 0, NULL, nonce0, wk.b);
	return OK;
}

/*
 * Draw a public key whose secret nobody keeps.  One key serves all dummy slots
 * of an envelope.  It is drawn even for an envelope without dummies, so that
 * every envelope takes the same work.
 */
static enum err
nobody_draw(struct desk_public *pk)
{
	WIPED(desk_secret) sk;

	return crypto_kem_xwing_keypair(pk->b, sk.b) == 0 ? OK : ERR_KEY;
}

/* Seal random bytes to ${nobody}, built like a desk's slot. */
static enum err
slot_dummy(uint8_t slot[static SLOT_SIZE], const uint8_t hb[static HASH_SIZE],
    const struct desk_public *nobody)
{
	WIPED(wrapped) noise;

	randombytes_buf(noise.b, sizeof(noise.b));
	return slot_seal(slot, hb, nobody, &noise);
}

/* Draw a uniform permutation: slot i goes to ${place[i]}. */
static void
shuffle(uint8_t place[static SLOTS])
{
	for (uint32_t i = 0; i < SLOTS; i++) {
		uint32_t j = randombytes_uniform(i + 1);

		place[i] = place[j];
		place[j] = (uint8_t)i;
	}
}

static enum err
slots_seal(uint8_t *out, const struct key *dek, const struct seal_to *to,
    size_t n)
{
	WIPED(wrapped) plain;
	struct desk_public nobody;
	uint8_t hb[HASH_SIZE];
	uint8_t place[SLOTS] = { 0 };
	enum err e;

	envelope_hb(hb, out);
	shuffle(place);
	e = nobody_draw(&nobody);
	for (size_t i = 0; i < SLOTS && e == OK; i++) {
		uint8_t *slot = out + SLOTS_AT + place[i] * (size_t)SLOT_SIZE;

		if (i < n) {
			memcpy(plain.b, dek->b, 32);
			memcpy(plain.b + 32, to[i].thread->b, 32);
			e = slot_seal(slot, hb, to[i].key, &plain);
		} else {
			e = slot_dummy(slot, hb, &nobody);
		}
	}
	return e;
}

static enum err
seal(uint8_t out[static ENVELOPE_SIZE], const uint8_t body[static BODY_SIZE],
    const struct seal_to *to, size_t n)
{
	WIPED(key) dek;
	WIPED(key) bk;
	enum err e;

	randombytes_buf(dek.b, sizeof(dek.b));
	kh(bk.b, dek.b, LABEL_BODY, header, sizeof(header));
	memcpy(out, header, sizeof(header));
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + BODY_AT, NULL,
	    body, BODY_SIZE, header, sizeof(header), NULL, nonce0, bk.b);
	e = slots_seal(out, &dek, to, n);
	if (e != OK) {
		memset(out, 0, ENVELOPE_SIZE);
		return e;
	}
	envelope_commit(out + COMMIT_AT, &dek, out);
	return OK;
}

enum err
envelope_seal(uint8_t out[static ENVELOPE_SIZE],
    const uint8_t body[static BODY_SIZE], const struct seal_to *to, size_t n)
{
	if (n >= 1 && n <= SLOTS)
		return seal(out, body, to, n);
	memset(out, 0, ENVELOPE_SIZE);
	return ERR_FORMAT;
}

enum err
envelope_dummy(uint8_t out[static ENVELOPE_SIZE])
{
	static const uint8_t zeros[BODY_SIZE];

	return seal(out, zeros, NULL, 0);
}

/* Unwrap a slot and check its DEK by the commitment; ERR_OPEN: not for ${e}. */
static enum err
slot_open(struct wrapped *plain, const uint8_t *in, const uint8_t *slot,
    const uint8_t hb[static HASH_SIZE], const struct epoch *e)
{
	WIPED(key) z;
	WIPED(key) wk;
	WIPED(key) dek;
	uint8_t commit[COMMIT_SIZE];

	if (crypto_kem_xwing_dec(z.b, slot, e->secret.b) != 0)
		return ERR_OPEN;
	wrap_key(&wk, &z, hb, slot, &e->name);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain->b, NULL, NULL,
		slot + KEM_SIZE, WRAP_SIZE + TAG_SIZE, NULL, 0, nonce0,
		wk.b) != 0)
		return ERR_OPEN;
	memcpy(dek.b, plain->b, sizeof(dek.b));
	envelope_commit(commit, &dek, in);
	return sodium_memcmp(commit, in + COMMIT_AT, COMMIT_SIZE) == 0
	    ? OK
	    : ERR_OPEN;
}

static enum err
body_open(struct opened *out, const uint8_t *in, const struct wrapped *plain)
{
	WIPED(key) bk;

	kh(bk.b, plain->b, LABEL_BODY, header, sizeof(header));
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out->body, NULL, NULL,
		in + BODY_AT, SEALED_BODY_SIZE, header, sizeof(header), nonce0,
		bk.b) != 0)
		return ERR_OPEN;
	memcpy(out->thread.b, plain->b + 32, sizeof(out->thread.b));
	kh(out->dup, out->thread.b, LABEL_DUP, out->hb, sizeof(out->hb));
	return OK;
}

enum err
envelope_open(struct opened *out, const uint8_t in[static ENVELOPE_SIZE],
    const struct epoch *epochs, size_t n)
{
	WIPED(wrapped) plain;
	enum err e;

	opened_wipe(out);
	e = envelope_check((struct span){ in, ENVELOPE_SIZE });
	if (e != OK)
		return e;
	envelope_hb(out->hb, in);
	for (size_t i = 0; i < n * SLOTS; i++) {
		const struct epoch *key = &epochs[i / SLOTS];
		const uint8_t *slot = in + SLOTS_AT + i % SLOTS * SLOT_SIZE;

		if (slot_open(&plain, in, slot, out->hb, key) != OK)
			continue;
		out->week = key->week;
		if (body_open(out, in, &plain) == OK)
			return OK;
	}
	opened_wipe(out);
	return ERR_OPEN;
}

enum err
envelope_check(struct span in)
{
	if (in.n != ENVELOPE_SIZE || memcmp(in.p, header, sizeof(header)) != 0)
		return ERR_FORMAT;
	return OK;
}

void
envelope_name(struct pool_name *out, const uint8_t in[static ENVELOPE_SIZE])
{
	envelope_name_two(out, in, ENVELOPE_SIZE, NULL);
}

void
envelope_name_two(struct pool_name *out, const uint8_t *head, size_t n,
    const uint8_t *rest)
{
	WIPED(hash) h;

	hash_begin(&h, NULL, LABEL_POOL);
	hash_add(&h, head, n);
	hash_add(&h, rest, ENVELOPE_SIZE - n);
	hash_end(&h, out->b);
}
