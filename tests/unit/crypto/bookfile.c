/* bookfile.c - tests the casebook file: its sizes, its key, its name. */

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "rows.h"

#include "bookfile.h"

enum { MIB = 1 << 20, AROUND = 8 + 24 + 16 };

static const uint8_t name[BOOK_NAME_SIZE] = "casebook";
static const uint8_t other[BOOK_NAME_SIZE] = "casebooK";
static struct key key;
static uint8_t db[MIB];
static uint8_t file[2 * MIB];

static const struct size_row {
	const char *name;
	size_t db;
	size_t plain;
} sizes[] = {
	{ "an empty database", 0, MIB },
	{ "one byte", 1, MIB },
	{ "as much as fits in 1 MiB", MIB - 8, MIB },
	{ "one byte more", MIB - 7, MIB + MIB / 8 },
	{ "just below 2 MiB", 2 * MIB - 8, 2 * MIB },
	{ "just over 2 MiB", 2 * MIB - 7, 2 * MIB + MIB / 4 },
	{ "3.5 MiB and a byte", 7 * MIB / 2 - 7, 15 * MIB / 4 },
	{ "512 MiB", 512 * MIB - 8, 512 * MIB },
	{ "1 GiB", BOOK_MAX, (size_t)BOOK_MAX / 8 * 9 },
	{ "over 1 GiB", (size_t)BOOK_MAX + 1, 0 },
};

static void
pads_by_an_eighth(void **state)
{
	const struct size_row *row = *state;

	assert_int_equal(bookfile_plain_size(row->db), row->plain);
	assert_int_equal(bookfile_size(row->db),
	    row->plain == 0 ? 0 : row->plain + AROUND);
	if (row->plain == 0)
		return;
	assert_int_equal(bookfile_size_check(row->plain), OK);
	assert_int_equal(bookfile_size_check(row->plain - 1), ERR_FORMAT);
	assert_int_equal(bookfile_size_check(row->plain + 1), ERR_FORMAT);
}

static void
seal(size_t n)
{
	randombytes_buf(key.b, sizeof(key.b));
	randombytes_buf(db, sizeof(db));
	assert_int_equal(
	    bookfile_seal(file, (struct span){ db, n }, &key, name), OK);
}

static void
opens_what_it_sealed(void **state)
{
	const size_t n[] = { 0, 1, 4096, MIB - 8, MIB - 7, MIB };
	struct span got;

	(void)state;
	for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++) {
		seal(n[i]);
		assert_memory_equal(file, "TIPBOOK1", 8);
		assert_int_equal(
		    bookfile_open(&got, file, bookfile_size(n[i]), &key, name),
		    OK);
		assert_int_equal(got.n, n[i]);
		assert_ptr_equal(got.p, file + 40);
		assert_memory_equal(got.p, db, n[i]);
	}
}

static void
draws_a_nonce(void **state)
{
	uint8_t nonce[24];

	(void)state;
	seal(9);
	memcpy(nonce, file + 8, sizeof(nonce));
	seal(9);
	assert_memory_not_equal(nonce, file + 8, sizeof(nonce));
}

static const struct bad_row {
	const char *name;
	size_t at;
	const char *bytes; /* B() */
	size_t n;
	enum err want;
} bad[] = {
	{ "another magic", 0, B("SQLite f"), ERR_FORMAT },
	{ "a later form", 7, B("2"), ERR_VERSION },
	{ "another nonce", 8, B("\0\0\0\0\0\0"), ERR_OPEN },
	{ "another first byte", 32, B("\0\0\0\0\0\0"), ERR_OPEN },
	{ "another tag", 32 + MIB, B("\0\0\0\0\0\0"), ERR_OPEN },
};

static void
refuses_a_changed_file(void **state)
{
	const struct bad_row *row = *state;
	struct span got;

	seal(5000);
	memcpy(file + row->at, row->bytes, row->n);
	assert_int_equal(
	    bookfile_open(&got, file, bookfile_size(5000), &key, name),
	    row->want);
	assert_null(got.p);
	assert_int_equal(got.n, 0);
	if (row->want == ERR_OPEN)
		assert_true(sodium_is_zero(file + 32, MIB));
}

static void
refuses_another_key_or_name(void **state)
{
	struct span got;

	(void)state;
	seal(5000);
	assert_int_equal(
	    bookfile_open(&got, file, bookfile_size(5000), &key, other),
	    ERR_OPEN);
	seal(5000);
	key.b[0] ^= 1;
	assert_int_equal(
	    bookfile_open(&got, file, bookfile_size(5000), &key, name),
	    ERR_OPEN);
}

static void
refuses_other_sizes_before_the_key(void **state)
{
	const size_t n[] = { 0, 7, 8, 31, 32, 48, AROUND + 1, AROUND + MIB - 1,
		AROUND + MIB + 1, AROUND + MIB + MIB / 16 };
	struct span got;

	(void)state;
	seal(MIB);
	for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++)
		assert_int_equal(bookfile_open(&got, file, n[i], &key, name),
		    ERR_FORMAT);
	/* it is still whole */
	assert_int_equal(
	    bookfile_open(&got, file, bookfile_size(MIB), &key, name), OK);
	seal(MIB);
	assert_int_equal(bookfile_open(&got, file, AROUND + MIB, &key, name),
	    ERR_OPEN);
}

static const struct plain_row {
	const char *name;
	uint8_t length[8];
	size_t dirty; /* the place of a byte that is not zero; 0 for none */
	size_t n;
	enum err want;
} plains[] = {
	{ "ten bytes", { 0, 0, 0, 0, 0, 0, 0, 10 }, 17, MIB, OK },
	{ "a byte behind ten", { 0, 0, 0, 0, 0, 0, 0, 10 }, 18, MIB,
	    ERR_FORMAT },
	{ "a last byte", { 0, 0, 0, 0, 0, 0, 0, 10 }, MIB - 1, MIB,
	    ERR_FORMAT },
	{ "all of it", { 0, 0, 0, 0, 0, 15, 255, 248 }, MIB - 1, MIB, OK },
	{ "one byte too many", { 0, 0, 0, 0, 0, 15, 255, 249 }, 0, MIB,
	    ERR_FORMAT },
	{ "over 1 GiB", { 0, 0, 0, 0, 64, 0, 0, 1 }, 0, MIB, ERR_FORMAT },
	{ "a length of 2^64 - 8", { 255, 255, 255, 255, 255, 255, 255, 248 }, 0,
	    MIB, ERR_FORMAT },
	{ "padded too far", { 0, 0, 0, 0, 0, 0, 0, 10 }, 0, MIB + MIB / 8,
	    ERR_FORMAT },
	{ "seven bytes", { 0 }, 0, 7, ERR_FORMAT },
	{ "nothing", { 0 }, 0, 0, ERR_FORMAT },
};

static void
reads_a_plain_in_one_form(void **state)
{
	const struct plain_row *row = *state;
	struct span got;

	memset(file, 0, sizeof(file));
	memcpy(file, row->length, 8);
	if (row->dirty > 0)
		file[row->dirty] = 1;
	assert_int_equal(
	    bookfile_plain_read(&got, (struct span){ file, row->n }),
	    row->want);
	assert_int_equal(got.p == NULL, row->want != OK);
}

static void
refuses_a_sealed_plain_of_another_form(void **state)
{
	struct span got;
	uint8_t ad[16];

	(void)state;
	memset(file, 0, sizeof(file));
	memcpy(file, "TIPBOOK1", 8);
	memcpy(ad, "TIPBOOK1casebook", 16);
	file[32 + MIB - 1] = 1; /* where zeros belong */
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_encrypt(file + 32,
			     NULL, file + 32, MIB, ad, 16, NULL, file + 8,
			     key.b),
	    0);
	assert_int_equal(bookfile_open(&got, file, MIB + AROUND, &key, name),
	    ERR_FORMAT);
	assert_true(sodium_is_zero(file + 32, MIB + 16));
}

static void
seals_nothing_that_is_too_long(void **state)
{
	uint8_t out = 9;

	(void)state;
	assert_int_equal(bookfile_seal(&out,
			     (struct span){ db, (size_t)BOOK_MAX + 1 }, &key,
			     name),
	    ERR_TOO_LONG);
	assert_int_equal(out, 9);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, pads_by_an_eighth, sizes);
	ROW(all, opens_what_it_sealed);
	ROW(all, draws_a_nonce);
	ROWS(all, refuses_a_changed_file, bad);
	ROW(all, refuses_another_key_or_name);
	ROW(all, refuses_other_sizes_before_the_key);
	ROWS(all, reads_a_plain_in_one_form, plains);
	ROW(all, refuses_a_sealed_plain_of_another_form);
	ROW(all, seals_nothing_that_is_too_long);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_bookfile");
}
