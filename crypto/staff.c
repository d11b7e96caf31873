/* staff.c - the key pair of a person at a desk, its card, and its file. */

#include "staff.h"

#include <string.h>

#include "hash.h"

SECRET_TYPE(staff_plain, STAFF_PLAIN_SIZE);

enum err
staff_draw(struct staff_secret *secret, struct staff_public *public)
{
	if (crypto_kem_xwing_keypair(public->b, secret->b) == 0)
		return OK;
	staff_secret_wipe(secret);
	memset(public->b, 0, sizeof(public->b));
	return ERR_KEY;
}

enum err
staff_public_of(struct staff_public *public, const struct staff_secret *secret)
{
	WIPED(staff_secret) again;

	/* X-Wing's secret key is the seed of its key pair */
	if (crypto_kem_xwing_seed_keypair(public->b, again.b, secret->b) == 0)
		return OK;
	memset(public->b, 0, sizeof(public->b));
	return ERR_KEY;
}

void
staff_slot_secret(struct slot_secret *out, const struct staff_secret *secret)
{
	kh(out->b, secret->b, LABEL_PERSON, "", 0);
}

void
staff_card(struct digits *out, const struct desk_id *desk,
    const struct staff_public *public)
{
	const struct span parts[] = {
		{ desk->b, sizeof(desk->b) },
		{ public->b, sizeof(public->b) },
	};

	digits_make(out, LABEL_CARD, parts, 2);
}

enum err
staff_seal(uint8_t out[static STAFF_FILE_SIZE], uint8_t s,
    const struct staff_secret *secret, struct span pass, uint32_t kib)
{
	WIPED(staff_plain) plain = { { KEY_STAFF, s } };

	if (s == 0) {
		memset(out, 0, STAFF_FILE_SIZE);
		return ERR_FORMAT;
	}
	memcpy(plain.b + 2, secret->b, sizeof(secret->b));
	return keyfile_seal(out, (struct span){ plain.b, sizeof(plain.b) },
	    pass, kib);
}

enum err
staff_open(uint8_t *s, struct staff_secret *secret, struct span in,
    struct span pass)
{
	WIPED(staff_plain) plain;
	enum err e;

	*s = 0;
	staff_secret_wipe(secret);
	if (in.n != STAFF_FILE_SIZE)
		return ERR_FORMAT;
	e = keyfile_open(plain.b, in, pass);
	if (e != OK)
		return e;
	if (plain.b[0] != KEY_STAFF || plain.b[1] == 0)
		return ERR_FORMAT;
	*s = plain.b[1];
	memcpy(secret->b, plain.b + 2, sizeof(secret->b));
	return OK;
}
