/* op_desk.c - cards, staff keys and the files of a desk as operations. */

#include "op.h"

#include <stdlib.h>

#include "backup.h"
#include "bookfile.h"
#include "deskkey.h"

static enum err
op_card(struct fields *out, const struct fields *in)
{
	static struct staff_public pk;
	struct desk_id desk;
	struct digits digits;

	FIXED(in, "desk", desk);
	FIXED(in, "pk", pk);
	staff_card(&digits, &desk, &pk);
	field_put_str(out, "digits", digits.d);
	return OK;
}

static enum err
op_staff_seal(struct fields *out, const struct fields *in)
{
	WIPED(staff_secret) secret;
	uint8_t file[STAFF_FILE_SIZE];
	enum err e;

	FIXED(in, "secret", secret);
	e = staff_seal(file, (uint8_t)field_num(in, "s"), &secret,
	    field_get(in, "pass"), field_num(in, "kib"));
	if (e == OK)
		field_put(out, "file", file, sizeof(file));
	return e;
}

static enum err
op_staff_open(struct fields *out, const struct fields *in)
{
	WIPED(staff_secret) secret;
	uint8_t s;
	enum err e = staff_open(&s, &secret, field_get(in, "file"),
	    field_get(in, "pass"));

	if (e != OK)
		return e;
	field_put_num(out, "s", s, 1);
	PUT(out, "secret", secret);
	return OK;
}

/* Read u8 s || u8 length || initials || secret[32] for each person. */
static enum err
persons_get(struct desk_person *persons, uint8_t *n, const struct fields *in)
{
	struct span s = field_get(in, "persons");
	struct reader r = { s.p, s.n, false };
	enum err e = OK;

	for (*n = 0; r.n > 0 && e == OK; (*n)++) {
		WIPED(staff_secret) secret;
		char initials[256] = { 0 };
		uint8_t number = wire_u8(&r);

		if (*n == DESK_PERSONS_MAX)
			return ERR_FORMAT;
		wire_copy(&r, (uint8_t *)initials, wire_u8(&r));
		wire_copy(&r, secret.b, sizeof(secret.b));
		e = r.bad
		    ? ERR_FORMAT
		    : person_make(&persons[*n], number, initials, &secret);
	}
	return e;
}

/* Answer u8 s || u8 length || initials || pk || slot secret for each person. */
static void
persons_put(struct fields *out, const struct desk_person *persons, uint8_t n)
{
	static uint8_t all[DESK_PERSONS_MAX * PERSON_SIZE];
	struct writer w = { all, sizeof(all), 0, false };

	for (size_t i = 0; i < n; i++) {
		wire_put_u8(&w, persons[i].s);
		wire_put_u8(&w, (uint8_t)strlen(persons[i].initials));
		wire_put_str(&w, persons[i].initials);
		wire_put(&w, persons[i].pk.b, sizeof(persons[i].pk.b));
		wire_put(&w, persons[i].slot.b, sizeof(persons[i].slot.b));
	}
	field_put(out, "persons", all, w.n);
}

static void
list_put(struct fields *out, const struct deskkey_list *list)
{
	uint8_t all[DESK_PERSONS_MAX * (2 + INITIALS_MAX)];
	struct writer w = { all, sizeof(all), 0, false };

	for (size_t i = 0; i < list->persons; i++) {
		wire_put_u8(&w, list->person[i].s);
		wire_put_u8(&w, (uint8_t)strlen(list->person[i].initials));
		wire_put_str(&w, list->person[i].initials);
	}
	field_put_num(out, "half", list->half, 1);
	field_put(out, "persons", all, w.n);
}

static enum err
op_deskkey_seal(struct fields *out, const struct fields *in)
{
	static uint8_t file[DESKKEY_MAX];
	static struct deskkey k;
	WIPED(half_key) half;
	struct writer w = { file, sizeof(file), 0, false };
	struct span epochs = field_get(in, "epochs");
	struct reader r = { epochs.p, epochs.n, false };
	enum err e;

	deskkey_wipe(&k);
	e = persons_get(k.person, &k.persons, in);
	if (e != OK)
		return e;
	FIXED(in, "w", half);
	FIXED(in, "book", k.book);
	FIXED(in, "ops", k.ops);
	memcpy(k.book_name, field_fixed(in, "name", sizeof(k.book_name)),
	    sizeof(k.book_name));
	for (; r.n > 0 && k.epochs < DESK_EPOCHS_MAX; k.epochs++) {
		struct epoch *to = &k.epoch[k.epochs];

		to->week = wire_u16(&r);
		wire_copy(&r, to->secret.b, sizeof(to->secret.b));
	}
	e = deskkey_seal(&w, &k, &half, (uint8_t)field_num(in, "half"));
	if (e == OK)
		field_put(out, "file", file, w.n);
	return e;
}

static void
epochs_put(struct fields *out, const struct deskkey *k)
{
	static uint8_t all[DESK_EPOCHS_MAX * DESKKEY_EPOCH_SIZE];
	struct writer w = { all, sizeof(all), 0, false };

	for (size_t i = 0; i < k->epochs; i++) {
		wire_put_u16(&w, k->epoch[i].week);
		wire_put(&w, k->epoch[i].secret.b,
		    sizeof(k->epoch[i].secret.b));
	}
	field_put(out, "epochs", all, w.n);
}

static enum err
op_deskkey_open(struct fields *out, const struct fields *in)
{
	static struct deskkey k;
	WIPED(staff_secret) secret;
	uint8_t half;
	enum err e;

	FIXED(in, "secret", secret);
	e = deskkey_open(&k, &half, field_get(in, "file"),
	    (uint8_t)field_num(in, "s"), &secret,
	    field_fixed(in, "lock", LOCK_SIZE));
	if (e != OK)
		return e;
	field_put_num(out, "half", half, 1);
	field_put(out, "name", k.book_name, sizeof(k.book_name));
	PUT(out, "book", k.book);
	PUT(out, "ops", k.ops);
	persons_put(out, k.person, k.persons);
	epochs_put(out, &k);
	return OK;
}

static enum err
op_deskkey_list(struct fields *out, const struct fields *in)
{
	struct deskkey_list list;
	enum err e = deskkey_list(&list, field_get(in, "file"));

	if (e == OK)
		list_put(out, &list);
	return e;
}

/* A casebook file is long: its size and its hash stand for it. */
static void
long_put(struct fields *out, const uint8_t *file, size_t n)
{
	uint8_t hash[HASH_SIZE];

	uh(hash, LABEL_FILE, file, n);
	field_put_num(out, "size", (uint32_t)n, 4);
	field_put(out, "hash", hash, sizeof(hash));
}

static enum err
op_book_seal(struct fields *out, const struct fields *in)
{
	struct span db = field_get(in, "db");
	size_t n = bookfile_size(db.n);
	uint8_t *file = must_alloc(n);
	WIPED(key) key;
	enum err e;

	FIXED(in, "key", key);
	e = bookfile_seal(file, db, &key,
	    field_fixed(in, "name", BOOK_NAME_SIZE));
	if (e == OK)
		long_put(out, file, n);
	free(file);
	return e;
}

static enum err
op_book_open(struct fields *out, const struct fields *in)
{
	struct span s = field_get(in, "file");
	uint8_t *file = must_alloc(s.n + 1);
	struct span db;
	WIPED(key) key;
	enum err e;

	FIXED(in, "key", key);
	if (s.n > 0)
		memcpy(file, s.p, s.n);
	e = bookfile_open(&db, file, s.n, &key,
	    field_fixed(in, "name", BOOK_NAME_SIZE));
	if (e == OK)
		field_put_span(out, "db", db);
	free(file);
	return e;
}

static enum err
op_book_read(struct fields *out, const struct fields *in)
{
	struct span db;
	enum err e = bookfile_plain_read(&db, field_get(in, "plain"));

	if (e == OK)
		field_put_span(out, "db", db);
	return e;
}

static enum err
op_backup_seal(struct fields *out, const struct fields *in)
{
	static struct desk_person persons[DESK_PERSONS_MAX];
	struct span db = field_get(in, "db");
	uint8_t n;
	uint8_t *file;
	enum err e = persons_get(persons, &n, in);

	if (e != OK)
		return e;
	file = must_alloc(backup_size(db.n, n));
	e = backup_seal(file, db, persons, n);
	if (e == OK)
		long_put(out, file, backup_size(db.n, n));
	free(file);
	return e;
}

static enum err
op_backup_open(struct fields *out, const struct fields *in)
{
	static struct desk_person persons[DESK_PERSONS_MAX];
	struct span s = field_get(in, "file");
	uint8_t *file = must_alloc(s.n + 1);
	WIPED(staff_secret) secret;
	struct span db;
	uint8_t n;
	enum err e;

	FIXED(in, "secret", secret);
	if (s.n > 0)
		memcpy(file, s.p, s.n);
	e = backup_open(&db, file, s.n, (uint8_t)field_num(in, "s"), &secret);
	if (e == OK)
		e = backup_persons(persons, &n, (struct span){ file, s.n });
	if (e == OK) {
		field_put_span(out, "db", db);
		persons_put(out, persons, n);
	}
	free(file);
	return e;
}

const struct op ops_desk[] = {
	{ "card", op_card },
	{ "staff-seal", op_staff_seal },
	{ "staff-open", op_staff_open },
	{ "deskkey-seal", op_deskkey_seal },
	{ "deskkey-open", op_deskkey_open },
	{ "deskkey-list", op_deskkey_list },
	{ "book-seal", op_book_seal },
	{ "book-open", op_book_open },
	{ "book-read", op_book_read },
	{ "backup-seal", op_backup_seal },
	{ "backup-open", op_backup_open },
	{ NULL, NULL },
};
