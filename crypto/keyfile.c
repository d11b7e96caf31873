/* keyfile.c - seal and open secrets under a passphrase. */

#include "keyfile.h"

#include <string.h>

#include "hash.h"

static const uint8_t magic[8] = { 'T', 'I', 'P', 'K', 'E', 'Y', '0', '1' };
static const uint8_t nonce0[NONCE_SIZE];

enum {
	SALT_AT = 16,
	CHECK_AT = 32,
	SALT_BYTES = CHECK_AT - SALT_AT,
	CHECK_BYTES = KEYFILE_HEAD_SIZE - CHECK_AT,
};

/* The output of Argon2id: the key, and the check of the passphrase. */
SECRET_TYPE(stretched, 64);

static enum err
stretch(struct stretched *out, struct span pass, const uint8_t *salt,
    uint32_t ops, uint32_t kib)
{
	/* an empty passphrase may be NULL, which libsodium forbids */
	const char *p = pass.n == 0 ? "" : (const char *)pass.p;

	if (pass.n > PASSPHRASE_MAX)
		return ERR_KEY;
	if (crypto_pwhash(out->b, sizeof(out->b), p, pass.n, salt, ops,
		(size_t)kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return ERR_MEMORY;
	return OK;
}

enum err
keyfile_seal(uint8_t *out, struct span plain, struct span pass, uint32_t kib)
{
	WIPED(stretched) s;
	struct writer w = { out, KEYFILE_HEAD_SIZE, 0, false };
	uint8_t salt[SALT_BYTES];
	enum err e;

	memset(out, 0, plain.n + KEYFILE_EXTRA);
	if (plain.n == 0 || kib < KEYFILE_KIB_MIN || kib > KEYFILE_KIB_MAX)
		return ERR_FORMAT;
	randombytes_buf(salt, sizeof(salt));
	e = stretch(&s, pass, salt, KEYFILE_OPS, kib);
	if (e != OK)
		return e;
	wire_put(&w, magic, sizeof(magic));
	wire_put_u32(&w, KEYFILE_OPS);
	wire_put_u32(&w, kib);
	wire_put(&w, salt, sizeof(salt));
	wire_put(&w, s.b + 32, CHECK_BYTES);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(out +
		KEYFILE_HEAD_SIZE,
	    NULL, plain.p, plain.n, out, KEYFILE_HEAD_SIZE, NULL, nonce0, s.b);
	return OK;
}

/* Read cost, salt and check; ERR_FORMAT for a bad head or no contents. */
static enum err
head_read(struct reader *r, uint32_t *ops, uint32_t *kib, const uint8_t **salt,
    const uint8_t **check)
{
	const uint8_t *m = wire_bytes(r, sizeof(magic));

	*ops = wire_u32(r);
	*kib = wire_u32(r);
	*salt = wire_bytes(r, SALT_BYTES);
	*check = wire_bytes(r, CHECK_BYTES);
	if (r->bad || r->n <= TAG_SIZE || memcmp(m, magic, sizeof(magic)) != 0)
		return ERR_FORMAT;
	if (*ops < KEYFILE_OPS_MIN || *ops > KEYFILE_OPS_MAX ||
	    *kib < KEYFILE_KIB_MIN || *kib > KEYFILE_KIB_MAX)
		return ERR_FORMAT;
	return OK;
}

enum err
keyfile_open(uint8_t *out, struct span in, struct span pass)
{
	WIPED(stretched) s;
	struct reader r = { in.p, in.n, false };
	const uint8_t *salt;
	const uint8_t *check;
	uint32_t ops;
	uint32_t kib;
	struct span sealed;
	enum err e;

	if (in.n > KEYFILE_EXTRA)
		sodium_memzero(out, in.n - KEYFILE_EXTRA);
	e = head_read(&r, &ops, &kib, &salt, &check);
	if (e != OK)
		return e;
	sealed = wire_span(&r, r.n);
	e = stretch(&s, pass, salt, ops, kib);
	if (e != OK)
		return e;
	if (sodium_memcmp(check, s.b + 32, CHECK_BYTES) != 0)
		return ERR_KEY;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
		sealed.p, sealed.n, in.p, KEYFILE_HEAD_SIZE, nonce0, s.b) == 0)
		return OK;
	sodium_memzero(out, sealed.n - TAG_SIZE);
	return ERR_OPEN;
}
