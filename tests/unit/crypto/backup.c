/* backup.c - tests the backup: who opens it, and whom it brings back. */

#include <string.h>

#include <sodium.h>

#include "rows.h"

#include "backup.h"

enum {
	N = 2,
	DB = 5000,
	HEAD = 44 + N * 2394,
	SIZE = HEAD + N * 32 + (1 << 20) + 16,
};

static struct staff_secret secret[N];
static struct desk_person person[DESK_PERSONS_MAX];
static struct desk_person got[DESK_PERSONS_MAX];
static uint8_t db[DB];
static uint8_t file[SIZE + 1];
static struct span opened;

static int
begin(void **state)
{
	static struct staff_public pk;

	(void)state;
	randombytes_buf(db, sizeof(db));
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(staff_draw(&secret[i], &pk), OK);
		assert_int_equal(
		    person_make(&person[i], (uint8_t)(i + 1), "AB", &secret[i]),
		    OK);
	}
	assert_int_equal(backup_size(DB, N), SIZE);
	assert_int_equal(backup_seal(file, (struct span){ db, DB }, person, N),
	    OK);
	return 0;
}

static void
opens_for_each_person(void **state)
{
	(void)state;
	for (uint8_t s = 1; s <= N; s++) {
		uint8_t n;

		(void)begin(NULL);
		assert_memory_equal(file, "TIPBACK1\0\2\0\0", 12);
		assert_int_equal(
		    backup_open(&opened, file, SIZE, s, &secret[s - 1]), OK);
		assert_int_equal(opened.n, DB);
		assert_memory_equal(opened.p, db, DB);
		assert_int_equal(
		    backup_persons(got, &n, (struct span){ file, SIZE }), OK);
		assert_int_equal(n, N);
		assert_memory_equal(got, person, N * sizeof(person[0]));
	}
}

static const struct bad_row {
	const char *name;
	size_t at;
	const char *bytes; /* B() */
	size_t n;
	enum err want;
} bad[] = {
	{ "a desk.key", 0, B("TIPDESK1"), ERR_FORMAT },
	{ "a later form", 7, B("2"), ERR_VERSION },
	{ "half 1", 8, B("\1"), ERR_FORMAT },
	{ "another initial", 46, B("X"), ERR_OPEN },
	{ "another salt", 12, B("\0\0\0\0\0\0"), ERR_KEY },
	{ "another slot secret", HEAD, B("\0\0\0\0\0\0"), ERR_OPEN },
	{ "another database", HEAD + N * 32, B("\0\0\0\0\0\0"), ERR_OPEN },
};

static void
refuses_a_changed_file(void **state)
{
	const struct bad_row *row = *state;

	memcpy(file + row->at, row->bytes, row->n);
	assert_int_equal(backup_open(&opened, file, SIZE, 1, &secret[0]),
	    row->want);
	assert_null(opened.p);
}

static void
refuses_others_and_stays_whole(void **state)
{
	(void)state;
	assert_int_equal(backup_open(&opened, file, SIZE, 3, &secret[0]),
	    ERR_MISSING);
	assert_int_equal(backup_open(&opened, file, SIZE, 1, &secret[1]),
	    ERR_KEY);
	assert_int_equal(backup_open(&opened, file, SIZE, 1, &secret[0]), OK);
}

static void
refuses_other_sizes_before_any_key(void **state)
{
	static const size_t n[] = { 0, 8, 43, 44, HEAD - 1, HEAD, HEAD + 16,
		HEAD + N * 32 + 15, HEAD + N * 32 + 16, SIZE - 1, SIZE + 1 };

	(void)state;
	for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++)
		assert_int_equal(
		    backup_open(&opened, file, n[i], 1, &secret[1]),
		    ERR_FORMAT);
}

static void
lists_without_a_key(void **state)
{
	struct deskkey_list list;

	(void)state;
	assert_int_equal(backup_list(&list, (struct span){ file, SIZE }), OK);
	assert_int_equal(list.persons, N);
	assert_int_equal(list.person[1].s, 2);
	assert_string_equal(list.person[1].initials, "AB");
	assert_int_equal(backup_list(&list, (struct span){ file, SIZE - 1 }),
	    ERR_FORMAT);
	assert_int_equal(list.persons, 0);
}

static void
refuses_a_sealed_plain_of_another_form(void **state)
{
	static const uint8_t nonce[24];
	static struct slots slots;
	struct reader r = { file, SIZE, false };
	struct key m;
	struct key key;

	(void)state;
	assert_int_equal(slots_read(&slots, &r, "TIPBACK1"), OK);
	assert_int_equal(slots_open(&m, &slots, 1, &secret[0]), OK);
	kh(key.b, m.b, "tip1/backup", slots.salt, 32);
	memset(file + HEAD, 0, SIZE - HEAD);
	file[SIZE - 17] = 1; /* where zeros belong */
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_encrypt(file + HEAD,
			     NULL, file + HEAD, SIZE - HEAD - 16, file, HEAD,
			     NULL, nonce, key.b),
	    0);
	assert_int_equal(backup_open(&opened, file, SIZE, 1, &secret[0]),
	    ERR_FORMAT);
	assert_true(sodium_is_zero(file + HEAD, SIZE - HEAD));
}

static void
seals_for_somebody(void **state)
{
	(void)state;
	assert_int_equal(backup_seal(file, (struct span){ db, DB }, person, 0),
	    ERR_FORMAT);
	assert_int_equal(backup_seal(file,
			     (struct span){ db, (size_t)BOOK_MAX + 1 }, person,
			     1),
	    ERR_TOO_LONG);
	memset(person[1].pk.b, 0xff, sizeof(person[1].pk.b));
	assert_int_equal(backup_seal(file, (struct span){ db, DB }, person, N),
	    ERR_KEY);
}

int
main(void)
{
	static struct rows rows;

	ROW(rows, opens_for_each_person);
	ROWS(rows, refuses_a_changed_file, bad);
	ROW(rows, refuses_others_and_stays_whole);
	ROW(rows, refuses_other_sizes_before_any_key);
	ROW(rows, lists_without_a_key);
	ROW(rows, refuses_a_sealed_plain_of_another_form);
	ROW(rows, seals_for_somebody);
	for (size_t i = 0; i < rows.n; i++)
		rows.test[i].setup_func = begin;
	return sodium_init() < 0 ? 1 : rows_run(&rows, "crypto_backup");
}
