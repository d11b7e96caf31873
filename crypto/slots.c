/* slots.c - wraps one key for each person of a desk: the head of desk.key and
 * of a backup. */

#include "slots.h"

#include <string.h>

#include "envelope.h"
#include "text.h"

enum {
	MAGIC_SIZE = 8,
	SEALED_KEY_SIZE = 32 + TAG_SIZE,
	/* in the bytes of a person */
	INITIALS_AT = 2,
	PK_AT = INITIALS_AT + INITIALS_MAX,
	ENC_AT = PK_AT + DESK_PUBLIC_SIZE,
	WRAPPED_AT = ENC_AT + KEM_SIZE,
};

_Static_assert(WRAPPED_AT + SEALED_KEY_SIZE == PERSON_SIZE, "a person");

static const uint8_t nonce0[NONCE_SIZE];

static enum err
initials_check(struct span s)
{
	return s.n > INITIALS_MAX ? ERR_FORMAT : name_check(s);
}

enum err
person_make(struct desk_person *out, uint8_t s, const char *initials,
    const struct staff_secret *secret)
{
	enum err e = initials_check(span_str(initials));

	desk_person_wipe(out);
	if (s == 0)
		return ERR_FORMAT;
	if (e == OK)
		e = staff_public_of(&out->pk, secret);
	if (e != OK)
		return e;
	out->s = s;
	memcpy(out->initials, initials, strlen(initials));
	staff_slot_secret(&out->slot, secret);
	return OK;
}

/* One person by itself. */
static enum err
person_check(const struct desk_person *p)
{
	if (p->s == 0 || memchr(p->initials, '\0', sizeof(p->initials)) == NULL)
		return ERR_FORMAT;
	if (sodium_is_zero(p->slot.b, sizeof(p->slot.b)))
		return ERR_FORMAT;
	return initials_check(span_str(p->initials));
}

enum err
slots_check(const struct desk_person *persons, uint8_t n)
{
	if (n == 0 || n > DESK_PERSONS_MAX)
		return ERR_FORMAT;
	for (size_t i = 0; i < n; i++) {
		if (person_check(&persons[i]) != OK ||
		    (i > 0 && persons[i].s <= persons[i - 1].s))
			return ERR_FORMAT;
		for (size_t k = 0; k < i; k++)
			if (memcmp(persons[i].pk.b, persons[k].pk.b,
				DESK_PUBLIC_SIZE) == 0)
				return ERR_FORMAT;
	}
	return OK;
}

size_t
slots_size(uint8_t persons)
{
	return SLOTS_HEAD_SIZE + persons * (size_t)PERSON_SIZE;
}

static void
slot_key(struct key *wk, const struct key *z, const struct slot_secret *slot,
    const uint8_t *salt, const uint8_t *person,
    const struct staff_public *public)
{
	WIPED(hash) h;
	struct pk_name name;

	pk_name_of(&name, public->b, sizeof(public->b));
	hash_begin(&h, z->b, LABEL_SLOT);
	hash_add(&h, slot->b, sizeof(slot->b));
	hash_add(&h, salt, SALT_SIZE);
	hash_add(&h, person, 1);
	hash_add(&h, person + ENC_AT, KEM_SIZE);
	hash_add(&h, name.b, sizeof(name.b));
	hash_end(&h, wk->b);
}

/* Write the PERSON_SIZE bytes of ${p}. */
static enum err
person_seal(uint8_t *to, const struct desk_person *p, const struct key *m,
    const uint8_t *salt)
{
	WIPED(key) z;
	WIPED(key) wk;

	memset(to, 0, PERSON_SIZE);
	to[0] = p->s;
	to[1] = (uint8_t)strlen(p->initials);
	memcpy(to + INITIALS_AT, p->initials, to[1]);
	memcpy(to + PK_AT, p->pk.b, sizeof(p->pk.b));
	if (crypto_kem_xwing_enc(to + ENC_AT, z.b, p->pk.b) != 0)
		return ERR_KEY;
	slot_key(&wk, &z, &p->slot, salt, to, &p->pk);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(to + WRAPPED_AT, NULL,
	    m->b, sizeof(m->b), NULL, 0, NULL, nonce0, wk.b);
	return OK;
}

enum err
slots_seal(struct writer *out, struct key *m, const char *magic, uint8_t half,
    const struct desk_person *persons, uint8_t n)
{
	struct salt salt;
	enum err e = slots_check(persons, n);

	key_wipe(m);
	if (e != OK || half > 1)
		return ERR_FORMAT;
	if (out->bad || out->cap - out->n < slots_size(n))
		return ERR_TOO_LONG;
	randombytes_buf(salt.b, sizeof(salt.b));
	randombytes_buf(m->b, sizeof(m->b));
	wire_put(out, magic, MAGIC_SIZE);
	wire_put_u8(out, half);
	wire_put_u8(out, n);
	wire_put_u16(out, 0);
	wire_put(out, salt.b, sizeof(salt.b));
	for (size_t i = 0; i < n && e == OK; i++) {
		e = person_seal(out->p + out->n, &persons[i], m, salt.b);
		out->n += PERSON_SIZE;
	}
	if (e != OK)
		key_wipe(m);
	return e;
}

/* Check one person; its number must be over ${before}. */
static enum err
person_read(const uint8_t *p, uint8_t before)
{
	if (p[0] <= before || p[1] > INITIALS_MAX ||
	    !sodium_is_zero(p + INITIALS_AT + p[1], INITIALS_MAX - p[1]))
		return ERR_FORMAT;
	return initials_check((struct span){ p + INITIALS_AT, p[1] });
}

enum err
slots_read(struct slots *out, struct reader *r, const char *magic)
{
	struct slots got = { { r->p, 0 }, NULL, NULL, 0, 0 };
	uint8_t before = 0;
	uint16_t zero;
	enum err e = wire_magic(r, magic);

	*out = (struct slots){ { NULL, 0 }, NULL, NULL, 0, 0 };
	if (e != OK)
		return e;
	got.half = wire_u8(r);
	got.persons = wire_u8(r);
	zero = wire_u16(r);
	got.salt = wire_bytes(r, SALT_SIZE);
	got.person = wire_bytes(r, got.persons * (size_t)PERSON_SIZE);
	if (r->bad || zero != 0 || got.half > 1 || got.persons == 0 ||
	    got.persons > DESK_PERSONS_MAX)
		return ERR_FORMAT;
	for (size_t i = 0; i < got.persons; i++) {
		const uint8_t *p = got.person + i * PERSON_SIZE;

		if (person_read(p, before) != OK)
			return ERR_FORMAT;
		before = p[0];
	}
	got.all.n = slots_size(got.persons);
	*out = got;
	return OK;
}

void
slots_list(struct deskkey_list *out, const struct slots *in)
{
	memset(out, 0, sizeof(*out));
	out->half = in->half;
	out->persons = in->persons;
	for (size_t i = 0; i < in->persons; i++) {
		const uint8_t *p = in->person + i * PERSON_SIZE;

		out->person[i].s = p[0];
		memcpy(out->person[i].initials, p + INITIALS_AT, INITIALS_MAX);
	}
}

/* Unwrap ${m} from the slot in ${person}; ERR_KEY: not for ${secret}. */
static enum err
slot_open(struct key *m, const uint8_t *person, const uint8_t *salt,
    const struct staff_secret *secret)
{
	WIPED(key) z;
	WIPED(key) wk;
	WIPED(slot_secret) slot;
	struct staff_public public;

	if (staff_public_of(&public, secret) != OK ||
	    crypto_kem_xwing_dec(z.b, person + ENC_AT, secret->b) != 0)
		return ERR_KEY;
	staff_slot_secret(&slot, secret);
	slot_key(&wk, &z, &slot, salt, person, &public);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(m->b, NULL, NULL,
		person + WRAPPED_AT, SEALED_KEY_SIZE, NULL, 0, nonce0,
		wk.b) == 0)
		return OK;
	key_wipe(m);
	return ERR_KEY;
}

enum err
slots_open(struct key *m, const struct slots *in, uint8_t s,
    const struct staff_secret *secret)
{
	key_wipe(m);
	for (size_t i = 0; i < in->persons; i++) {
		const uint8_t *p = in->person + i * PERSON_SIZE;

		if (p[0] == s)
			return slot_open(m, p, in->salt, secret);
	}
	return ERR_MISSING;
}

enum err
slots_persons(struct desk_person *persons, const struct slots *in,
    const uint8_t *secrets)
{
	for (size_t i = 0; i < in->persons; i++) {
		const uint8_t *p = in->person + i * PERSON_SIZE;
		struct desk_person *to = &persons[i];

		to->s = p[0];
		memcpy(to->initials, p + INITIALS_AT, INITIALS_MAX);
		to->initials[INITIALS_MAX] = '\0';
		memcpy(to->pk.b, p + PK_AT, sizeof(to->pk.b));
		memcpy(to->slot.b, secrets + i * SLOT_SECRET_SIZE,
		    sizeof(to->slot.b));
	}
	return slots_check(persons, in->persons);
}
