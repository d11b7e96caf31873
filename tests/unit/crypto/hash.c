/* hash.c - tests UH and KH against the results of Python's hashlib. */

#include <stdbool.h>
#include <string.h>

#include "rows.h"

#include "hash.h"

/* Made with Python's hashlib.blake2b(u8(len(label)) || label || m). */
static const struct answer_row {
	const char *name;
	bool keyed; /* with the key 00 01 02 .. 1f */
	const char *label;
	const char *m;
	const char *want;
} answers[] = {
	{ "an empty message", false, "tip1/file", "",
	    "e27ba58c64cdc1dc475bc148bc763d05"
	    "7588852ed9bcce66948ca67060180765" },
	{ "abc", false, "tip1/file", "abc",
	    "57ad0f0a78aa33e0a5f45896ce245d6a"
	    "15b11d24949ccccc92e1d0aa8f579c2c" },
	{ "abc with a key", true, "tip1/cell", "abc",
	    "29b5af3ad496ea40f1a7431dcfab7ea7"
	    "4ca15a768d4a0ca73701bf3ac331e5bc" },
};

static struct key
some_key(void)
{
	struct key k;

	for (uint8_t i = 0; i < 32; i++)
		k.b[i] = i;
	return k;
}

static void
matches_hashlib(void **state)
{
	const struct answer_row *row = *state;
	const struct key k = some_key();
	uint8_t out[HASH_SIZE];

	if (row->keyed)
		kh(out, k.b, row->label, row->m, strlen(row->m));
	else
		uh(out, row->label, row->m, strlen(row->m));
	assert_hex(out, sizeof(out), row->want);
}

static void
hashes_in_pieces(void **state)
{
	const struct answer_row *row = &answers[2];
	const struct key k = some_key();
	uint8_t out[HASH_SIZE];
	struct hash h;

	(void)state;
	hash_begin(&h, k.b, row->label);
	hash_add(&h, row->m, 1);
	hash_add(&h, NULL, 0);
	hash_add(&h, row->m + 1, 2);
	hash_end(&h, out);
	assert_hex(out, sizeof(out), row->want);
}

static void
state_is_wiped_at_the_end(void **state)
{
	const struct key k = some_key();
	uint8_t out[HASH_SIZE];
	struct hash h;

	(void)state;
	hash_begin(&h, k.b, "tip1/cell");
	assert_false(sodium_is_zero((const uint8_t *)&h, sizeof(h)));
	hash_end(&h, out);
	assert_true(sodium_is_zero((const uint8_t *)&h, sizeof(h)));
}

static void
output_may_overwrite_input(void **state)
{
	uint8_t both[HASH_SIZE] = "abc";

	(void)state;
	uh(both, "tip1/file", both, 3);
	assert_hex(both, sizeof(both), answers[1].want);
}

/* A label's length is hashed before it: "tip1/a" || "b" is not "tip1/ab". */
static void
label_and_message_cannot_shift(void **state)
{
	uint8_t a[HASH_SIZE];
	uint8_t b[HASH_SIZE];

	(void)state;
	uh(a, "tip1/a", "b", 1);
	uh(b, "tip1/ab", "", 0);
	assert_memory_not_equal(a, b, sizeof(a));
}

static const char *const labels[] = { LABEL_RECEIPT, LABEL_STRETCH,
	LABEL_THREAD, LABEL_TID, LABEL_ADDR, LABEL_CELL, LABEL_HB, LABEL_PK,
	LABEL_WRAP, LABEL_BODY, LABEL_COMMIT, LABEL_DUP, LABEL_POOL, LABEL_NOTE,
	LABEL_FILE };

static void
labels_differ(void **state)
{
	enum { N = sizeof(labels) / sizeof(labels[0]) };

	(void)state;
	for (size_t i = 0; i < N; i++) {
		assert_memory_equal(labels[i], "tip1/", 5);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(labels[i], labels[j]);
	}
}

int
main(void)
{
	static struct rows all;

	ROWS(all, matches_hashlib, answers);
	ROW(all, hashes_in_pieces);
	ROW(all, state_is_wiped_at_the_end);
	ROW(all, output_may_overwrite_input);
	ROW(all, label_and_message_cannot_shift);
	ROW(all, labels_differ);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_hash");
}
