/* backup.c - a casebook that each person of its desk can open by itself. */

#include "backup.h"

#include <string.h>

#include "bookfile.h"

static const char magic[] = "TIPBACK1";
static const uint8_t nonce0[NONCE_SIZE];

size_t
backup_size(size_t db, uint8_t persons)
{
	size_t n = bookfile_plain_size(db);

	return n == 0 ? 0
		      : slots_size(persons) +
		persons * (size_t)SLOT_SECRET_SIZE + n + TAG_SIZE;
}

static void
seal_key(struct key *out, const struct key *m, const uint8_t *salt)
{
	kh(out->b, m->b, LABEL_BACKUP, salt, SALT_SIZE);
}

enum err
backup_seal(uint8_t *out, struct span db, const struct desk_person *persons,
    uint8_t n)
{
	WIPED(key) m;
	WIPED(key) key;
	size_t size = backup_size(db.n, n);
	struct writer w = { out, size, 0, false };
	uint8_t *plain;
	enum err e;

	if (size == 0)
		return ERR_TOO_LONG;
	e = slots_seal(&w, &m, magic, 0, persons, n);
	if (e != OK)
		return e;
	plain = out + w.n;
	seal_key(&key, &m, out + SLOTS_HEAD_SIZE - SALT_SIZE);
	for (size_t i = 0; i < n; i++)
		wire_put(&w, persons[i].slot.b, sizeof(persons[i].slot.b));
	bookfile_plain_put(out + w.n, db);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(plain, NULL, plain,
	    size - (size_t)(plain - out) - TAG_SIZE, out, (size_t)(plain - out),
	    NULL, nonce0, key.b);
	return OK;
}

/* Read the head and the slots, and check the size of what follows. */
static enum err
file_read(struct slots *slots, struct span file)
{
	struct reader r = { file.p, file.n, false };
	enum err e = slots_read(slots, &r, magic);
	size_t secrets = slots->persons * (size_t)SLOT_SECRET_SIZE;

	if (e != OK)
		return e;
	if (slots->half != 0 || r.n < secrets + TAG_SIZE)
		return ERR_FORMAT;
	return bookfile_size_check(r.n - secrets - TAG_SIZE);
}

enum err
backup_list(struct deskkey_list *out, struct span file)
{
	struct slots slots;
	enum err e = file_read(&slots, file);

	memset(out, 0, sizeof(*out));
	if (e == OK)
		slots_list(out, &slots);
	return e;
}

enum err
backup_open(struct span *db, uint8_t *file, size_t n, uint8_t s,
    const struct staff_secret *secret)
{
	WIPED(key) m;
	WIPED(key) key;
	struct slots slots;
	struct reader r = { file, n, false };
	uint8_t *sealed;
	enum err e = file_read(&slots, (struct span){ file, n });

	*db = (struct span){ NULL, 0 };
	if (e == OK)
		e = slots_open(&m, &slots, s, secret);
	if (e != OK)
		return e;
	sealed = file + slots.all.n;
	n -= slots.all.n;
	seal_key(&key, &m, slots.salt);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, NULL, NULL,
		sealed, n, slots.all.p, slots.all.n, nonce0, key.b) != 0)
		return ERR_OPEN;
	(void)wire_bytes(&r,
	    slots.all.n + slots.persons * (size_t)SLOT_SECRET_SIZE);
	e = bookfile_plain_read(db, wire_span(&r, r.n - TAG_SIZE));
	if (e != OK)
		sodium_memzero(sealed, n);
	return e;
}

enum err
backup_persons(struct desk_person *persons, uint8_t *n, struct span file)
{
	struct slots slots;
	enum err e = file_read(&slots, file);

	*n = 0;
	if (e == OK)
		e = slots_persons(persons, &slots, file.p + slots.all.n);
	if (e == OK)
		*n = slots.persons;
	return e;
}
