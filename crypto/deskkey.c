/* deskkey.c - desk.key: the keys of a desk, sealed to each of its persons and
 * to a half of desk.lock. */

#include "deskkey.h"

#include <string.h>

static const char magic[] = "TIPDESK1";
static const uint8_t nonce0[NONCE_SIZE];

enum { FORM = 1 }; /* the first byte of the plain */

void
half_key_draw(struct half_key *w)
{
	randombytes_buf(w->b, sizeof(w->b));
}

void
half_key_put(uint8_t out[static LOCK_HALF], const struct half_key *w)
{
	memset(out, 0, LOCK_HALF);
	memcpy(out, w->b, sizeof(w->b));
}

const struct desk_person *
deskkey_person(const struct deskkey *k, uint8_t s)
{
	for (size_t i = 0; i < k->persons; i++)
		if (k->person[i].s == s)
			return &k->person[i];
	return NULL;
}

static void
seal_key(struct key *out, const struct key *m, const uint8_t w[static 32],
    const uint8_t *salt)
{
	WIPED(hash) h;

	hash_begin(&h, m->b, LABEL_DESK);
	hash_add(&h, w, 32);
	hash_add(&h, salt, SALT_SIZE);
	hash_end(&h, out->b);
}

/* The size of a plain with ${epochs} epochs for ${persons} persons. */
static size_t
plain_size(uint8_t persons, size_t epochs)
{
	return DESKKEY_PLAIN_MIN + persons * (size_t)SLOT_SECRET_SIZE +
	    epochs * DESKKEY_EPOCH_SIZE;
}

static void
plain_put(struct writer *w, const struct deskkey *k)
{
	wire_put_u8(w, FORM);
	wire_put(w, k->book_name, sizeof(k->book_name));
	wire_put(w, k->book.b, sizeof(k->book.b));
	wire_put(w, k->ops.b, sizeof(k->ops.b));
	for (size_t i = 0; i < k->persons; i++)
		wire_put(w, k->person[i].slot.b, sizeof(k->person[i].slot.b));
	wire_put_u8(w, (uint8_t)k->epochs);
	for (size_t i = 0; i < k->epochs; i++) {
		wire_put_u16(w, k->epoch[i].week);
		wire_put(w, k->epoch[i].secret.b, sizeof(k->epoch[i].secret.b));
	}
}

/* Weeks must not fall. */
static enum err
epochs_check(const struct deskkey *k)
{
	if (k->epochs > DESK_EPOCHS_MAX)
		return ERR_FORMAT;
	for (size_t i = 1; i < k->epochs; i++)
		if (k->epoch[i].week < k->epoch[i - 1].week)
			return ERR_FORMAT;
	return OK;
}

/* Write all; ${out} has room. */
static enum err
seal(struct writer *out, const struct deskkey *k, const struct half_key *w,
    uint8_t half)
{
	WIPED(key) m;
	WIPED(key) key;
	size_t start = out->n;
	uint8_t *plain;
	size_t n = plain_size(k->persons, k->epochs);
	enum err e = slots_seal(out, &m, magic, half, k->person, k->persons);

	if (e != OK)
		return e;
	plain = out->p + out->n;
	seal_key(&key, &m, w->b, out->p + start + SLOTS_HEAD_SIZE - SALT_SIZE);
	plain_put(out, k);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(plain, NULL, plain, n,
	    out->p + start, (size_t)(plain - out->p) - start, NULL, nonce0,
	    key.b);
	out->n += TAG_SIZE;
	return OK;
}

enum err
deskkey_seal(struct writer *out, const struct deskkey *k,
    const struct half_key *w, uint8_t half)
{
	size_t start = out->n;
	enum err e;

	if (slots_check(k->person, k->persons) != OK || epochs_check(k) != OK)
		return ERR_FORMAT;
	if (out->bad ||
	    out->cap - out->n < slots_size(k->persons) +
		    plain_size(k->persons, k->epochs) + TAG_SIZE)
		return ERR_TOO_LONG;
	e = seal(out, k, w, half);
	if (e != OK) {
		sodium_memzero(out->p + start, out->n - start);
		out->n = start;
	}
	return e;
}

/* Read the head and the slots, and check the size of what follows. */
static enum err
file_read(struct slots *slots, struct span *sealed, struct span file)
{
	struct reader r = { file.p, file.n, false };
	enum err e = slots_read(slots, &r, magic);
	size_t least;

	if (e != OK)
		return e;
	least = plain_size(slots->persons, 0) + TAG_SIZE;
	if (r.n < least || (r.n - least) % DESKKEY_EPOCH_SIZE != 0 ||
	    (r.n - least) / DESKKEY_EPOCH_SIZE > DESK_EPOCHS_MAX)
		return ERR_FORMAT;
	*sealed = wire_span(&r, r.n);
	return OK;
}

enum err
deskkey_list(struct deskkey_list *out, struct span file)
{
	struct slots slots;
	struct span sealed;
	enum err e = file_read(&slots, &sealed, file);

	memset(out, 0, sizeof(*out));
	if (e == OK)
		slots_list(out, &slots);
	return e;
}

static enum err
epoch_read(struct epoch *out, struct reader *r)
{
	struct desk_public pk;

	out->week = wire_u16(r);
	wire_copy(r, out->secret.b, sizeof(out->secret.b));
	return r->bad || epoch_public(&pk, out) != OK ? ERR_FORMAT : OK;
}

/* Read the ${n} bytes of ${out->work}. */
static enum err
plain_read(struct deskkey *out, const struct slots *in, size_t n)
{
	struct reader r = { out->work, n, false };
	struct span secrets;
	uint8_t form = wire_u8(&r);
	enum err e;

	wire_copy(&r, out->book_name, sizeof(out->book_name));
	wire_copy(&r, out->book.b, sizeof(out->book.b));
	wire_copy(&r, out->ops.b, sizeof(out->ops.b));
	secrets = wire_span(&r, in->persons * (size_t)SLOT_SECRET_SIZE);
	out->epochs = wire_u8(&r);
	if (r.bad || form != FORM || n != plain_size(in->persons, out->epochs))
		return ERR_FORMAT;
	out->persons = in->persons;
	e = slots_persons(out->person, in, secrets.p);
	for (size_t i = 0; i < out->epochs && e == OK; i++)
		e = epoch_read(&out->epoch[i], &r);
	return e == OK ? epochs_check(out) : e;
}

/* The person number ${s} has the keys of ${secret}: so it opens the next
 * desk.key too. */
static enum err
own_check(const struct deskkey *k, uint8_t s, const struct staff_secret *secret)
{
	WIPED(slot_secret) slot;
	struct staff_public public;
	const struct desk_person *p = deskkey_person(k, s);

	staff_slot_secret(&slot, secret);
	if (p == NULL || staff_public_of(&public, secret) != OK ||
	    memcmp(p->pk.b, public.b, sizeof(public.b)) != 0 ||
	    sodium_memcmp(p->slot.b, slot.b, sizeof(slot.b)) != 0)
		return ERR_FORMAT;
	return OK;
}

static enum err
open_sealed(struct deskkey *out, const struct slots *in, struct span sealed,
    const struct key *m, const uint8_t w[static 32])
{
	WIPED(key) key;

	seal_key(&key, m, w, in->salt);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out->work, NULL, NULL,
		sealed.p, sealed.n, in->all.p, in->all.n, nonce0, key.b) != 0)
		return ERR_OPEN;
	return plain_read(out, in, sealed.n - TAG_SIZE);
}

enum err
deskkey_open(struct deskkey *out, uint8_t *half, struct span file, uint8_t s,
    const struct staff_secret *secret, const uint8_t lock[static LOCK_SIZE])
{
	WIPED(key) m;
	struct slots slots;
	struct span sealed;
	enum err e;

	deskkey_wipe(out);
	*half = 0;
	e = file_read(&slots, &sealed, file);
	if (e == OK)
		e = slots_open(&m, &slots, s, secret);
	if (e == OK)
		e = open_sealed(out, &slots, sealed, &m,
		    lock + slots.half * (size_t)LOCK_HALF);
	if (e == OK)
		e = own_check(out, s, secret);
	sodium_memzero(out->work, sizeof(out->work));
	if (e == OK)
		*half = slots.half;
	else
		deskkey_wipe(out);
	return e;
}
