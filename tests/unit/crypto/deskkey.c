/* deskkey.c - tests desk.key: who opens it, with which lock, and what it must
 * hold. */

#include <string.h>

#include <sodium.h>

#include "rows.h"

#include "deskkey.h"

enum { N = 3, WEEKS = 3, SIZE = 44 + N * 2394 + 74 + N * 32 + WEEKS * 34 + 16 };

static struct staff_secret secret[N + 1];
static struct deskkey desk;
static struct deskkey got;
static struct half_key w;
static uint8_t lock[LOCK_SIZE];
static uint8_t file[DESKKEY_MAX];
static struct writer out;

static enum err
seal(uint8_t half)
{
	out = (struct writer){ file, sizeof(file), 0, false };
	half_key_draw(&w);
	randombytes_buf(lock, sizeof(lock));
	half_key_put(lock + half * (size_t)LOCK_HALF, &w);
	return deskkey_seal(&out, &desk, &w, half);
}

/* Persons 2, 4 and 6, and three epochs, two of them of one week. */
static int
begin(void **state)
{
	static const char *const initials[] = { "AB", "C\xc3\xa9", "12345678" };
	static struct staff_public pk;
	static struct desk_public epoch;

	(void)state;
	deskkey_wipe(&desk);
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(staff_draw(&secret[i], &pk), OK);
		assert_int_equal(person_make(&desk.person[i],
				     (uint8_t)(2 * i + 2), initials[i],
				     &secret[i]),
		    OK);
		assert_memory_equal(&pk, &desk.person[i].pk, sizeof(pk));
	}
	assert_int_equal(staff_draw(&secret[N], &pk), OK);
	desk.persons = N;
	memset(desk.book_name, 0xbb, sizeof(desk.book_name));
	randombytes_buf(desk.book.b, sizeof(desk.book.b));
	randombytes_buf(desk.ops.b, sizeof(desk.ops.b));
	desk.epochs = WEEKS;
	for (size_t i = 0; i < WEEKS; i++)
		assert_int_equal(epoch_draw(&desk.epoch[i], &epoch,
				     (uint16_t)(i == 0 ? 7 : 8)),
		    OK);
	assert_int_equal(seal(1), OK);
	return 0;
}

static struct span
all(void)
{
	return (struct span){ file, out.n };
}

/* Open with the key ${key} as the person ${s}. */
static enum err
opened(uint8_t s, size_t key)
{
	uint8_t half = 9;
	enum err e;

	memset(&got, 9, sizeof(got));
	e = deskkey_open(&got, &half, all(), s, &secret[key], lock);
	if (e != OK) {
		assert_int_equal(half, 0);
		assert_true(sodium_is_zero((const uint8_t *)&got, sizeof(got)));
	}
	return e;
}

static void
opens_for_each_person(void **state)
{
	(void)state;
	assert_int_equal(out.n, SIZE);
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(opened((uint8_t)(2 * i + 2), i), OK);
		assert_memory_equal(&got, &desk, sizeof(got));
	}
	assert_ptr_equal(deskkey_person(&got, 4), &got.person[1]);
	assert_null(deskkey_person(&got, 5));
}

static void
lists_without_a_key(void **state)
{
	struct deskkey_list list;

	(void)state;
	assert_int_equal(deskkey_list(&list, all()), OK);
	assert_int_equal(list.half, 1);
	assert_int_equal(list.persons, N);
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(list.person[i].s, desk.person[i].s);
		assert_string_equal(list.person[i].initials,
		    desk.person[i].initials);
	}
	out.n--;
	assert_int_equal(deskkey_list(&list, all()), ERR_FORMAT);
	assert_true(sodium_is_zero((const uint8_t *)&list, sizeof(list)));
}

static const struct who_row {
	const char *name;
	size_t key;
	enum err want;
	uint8_t s;
} whos[] = {
	{ "a number that is not listed", 0, ERR_MISSING, 3 },
	{ "number 0", 0, ERR_MISSING, 0 },
	{ "a colleague's number", 0, ERR_KEY, 4 },
	{ "the key of nobody here", N, ERR_KEY, 2 },
};

static void
opens_for_nobody_else(void **state)
{
	const struct who_row *row = *state;

	assert_int_equal(opened(row->s, row->key), row->want);
}

static void
needs_the_half_of_its_own_commit(void **state)
{
	uint8_t other[LOCK_SIZE];

	(void)state;
	memcpy(other, lock + LOCK_HALF, LOCK_HALF);
	memcpy(other + LOCK_HALF, lock, LOCK_HALF);
	memcpy(lock, other, LOCK_SIZE);
	assert_int_equal(opened(2, 0), ERR_OPEN);
	assert_int_equal(seal(0), OK);
	lock[40] ^= 1; /* behind W: no matter */
	assert_int_equal(opened(2, 0), OK);
	lock[31] ^= 1;
	assert_int_equal(opened(2, 0), ERR_OPEN);
}

/* The persons of a desk and desk.lock are enough to seal to, but not to forge:
 * who does not know the slot secrets seals for nobody. */
static void
is_not_forged_from_public_keys(void **state)
{
	(void)state;
	memset(desk.person[0].slot.b, 1, sizeof(desk.person[0].slot.b));
	assert_int_equal(seal(0), OK);
	assert_int_equal(opened(2, 0), ERR_KEY);
	/* the slot of the colleague was made with the right one */
	assert_int_equal(opened(4, 1), OK);
}

static const struct size_row {
	const char *name;
	size_t at;
	const char *bytes; /* B() */
	size_t n;
	enum err want;
} heads[] = {
	{ "another magic", 0, B("TIPDESX1"), ERR_FORMAT },
	{ "an older form", 0, B("TIPDESK0"), ERR_FORMAT },
	{ "a later form", 0, B("TIPDESK2"), ERR_VERSION },
	{ "half 2", 8, B("\2"), ERR_FORMAT },
	{ "no person", 9, B("\0"), ERR_FORMAT },
	{ "one person fewer", 9, B("\2"), ERR_FORMAT },
	{ "33 persons", 9, B("\x21"), ERR_FORMAT },
	{ "255 persons", 9, B("\xff"), ERR_FORMAT },
	{ "the zeros of the head", 11, B("\1"), ERR_FORMAT },
	{ "person 0", 44, B("\0"), ERR_FORMAT },
	{ "a number twice", 44 + 2394, B("\2"), ERR_FORMAT },
	{ "numbers that fall", 44 + 2394, B("\1"), ERR_FORMAT },
	{ "no initials", 45, B("\0"), ERR_FORMAT },
	{ "initials of 9 bytes", 45, B("\x9"), ERR_FORMAT },
	{ "a byte behind the initials", 48, B("x"), ERR_FORMAT },
	{ "initials with ESC", 46, B("\33"), ERR_FORMAT },
	{ "initials that are no UTF-8", 46, B("\xff"), ERR_FORMAT },
	{ "initials that begin with a space", 46, B(" "), ERR_FORMAT },
	{ "another half", 8, B("\0"), ERR_OPEN },
	{ "another initial", 46, B("X"), ERR_OPEN },
	{ "another number of a colleague", 44 + 2394, B("\5"), ERR_OPEN },
	{ "another key of a colleague", 44 + 2394 + 10, B("\xff\xff"),
	    ERR_OPEN },
	{ "another key of one's own", 54, B("\xff\xff"), ERR_OPEN },
	{ "another salt", 12, B("\0\0\0\0\0\0"), ERR_KEY },
	{ "another encapsulation", 44 + 1226, B("\0\0\0\0\0\0"), ERR_KEY },
	{ "another wrapped key", 44 + 2346, B("\0\0\0\0\0\0"), ERR_KEY },
};

static void
refuses_a_changed_file(void **state)
{
	const struct size_row *row = *state;

	memcpy(file + row->at, row->bytes, row->n);
	assert_int_equal(opened(2, 0), row->want);
}

static void
refuses_a_zero_share(void **state)
{
	(void)state;
	/* libsodium then leaves the shared secret unwritten */
	memset(file + 44 + 1226 + 1088, 0, 32);
	assert_int_equal(opened(2, 0), ERR_KEY);
}

static void
refuses_other_sizes_before_any_key(void **state)
{
	size_t whole = out.n;

	(void)state;
	/* with a key that opens nothing, only the size can be the reason */
	for (size_t n = 0; n < whole; n++) {
		out.n = n;
		assert_int_equal(opened(2, N),
		    n + WEEKS * 34 >= whole && (whole - n) % 34 == 0
			? ERR_KEY
			: ERR_FORMAT);
	}
	out.n = whole + 1;
	assert_int_equal(opened(2, N), ERR_FORMAT);
	out.n = whole + (DESK_EPOCHS_MAX - WEEKS) * (size_t)34;
	assert_int_equal(opened(2, N), ERR_KEY);
	out.n += 34;
	assert_int_equal(opened(2, N), ERR_FORMAT);
	/* a count of epochs that does not fit is found out by the seal */
	out.n = whole - 34;
	assert_int_equal(opened(2, 0), ERR_OPEN);
}

static const struct inside_row {
	const char *name;
	size_t at; /* in the plain */
	enum err want;
} insides[] = {
	{ "the casebook's name", 1, OK },
	{ "another form", 0, ERR_FORMAT },
	{ "another slot secret of one's own", 73, ERR_FORMAT },
	{ "another slot secret of a colleague", 73 + 32, OK },
	{ "another number of epochs", 73 + N * 32, ERR_FORMAT },
	{ "a first week of 263", 74 + N * 32, ERR_FORMAT },
	{ "a last week of 264", 74 + N * 32 + 2 * 34, OK },
};

/* A colleague, who knows M, can seal anything. */
static void
refuses_contents_that_break_the_rules(void **state)
{
	const struct inside_row *row = *state;
	static const uint8_t nonce[24];
	const size_t head = 44 + N * 2394;
	struct reader r = { file, out.n, false };
	struct slots slots;
	struct key m;
	struct key key;
	uint8_t bytes[64];

	assert_int_equal(slots_read(&slots, &r, "TIPDESK1"), OK);
	assert_int_equal(slots_open(&m, &slots, 4, &secret[1]), OK);
	memcpy(bytes, w.b, 32);
	memcpy(bytes + 32, slots.salt, 32);
	kh(key.b, m.b, "tip1/desk", bytes, sizeof(bytes));
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(file + head,
			     NULL, NULL, file + head, out.n - head, file, head,
			     nonce, key.b),
	    0);
	file[head + row->at] ^= 1;
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(file + head, NULL,
	    file + head, out.n - head - 16, file, head, NULL, nonce, key.b);
	assert_int_equal(opened(2, 0), row->want);
}

static void
a_refused_seal_leaves_no_trace(enum err want)
{
	out = (struct writer){ file, sizeof(file), 5, false };
	memset(file, 0, sizeof(file));
	memset(file, 7, 5);
	assert_int_equal(deskkey_seal(&out, &desk, &w, 0), want);
	assert_int_equal(out.n, 5);
	assert_true(sodium_is_zero(file + 5, sizeof(file) - 5));
}

static void
seals_only_what_it_can_open(void **state)
{
	static struct deskkey good;

	(void)state;
	memcpy(&good, &desk, sizeof(good));
	desk.persons = 0;
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	desk.persons = DESK_PERSONS_MAX + 1;
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	memcpy(&desk, &good, sizeof(good));
	desk.person[1].s = desk.person[0].s;
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	memcpy(&desk, &good, sizeof(good));
	desk.person[1].pk = desk.person[0].pk;
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	memcpy(&desk, &good, sizeof(good));
	slot_secret_wipe(&desk.person[2].slot);
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	memcpy(&desk, &good, sizeof(good));
	memset(desk.person[0].initials, 'x', sizeof(desk.person[0].initials));
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	memcpy(&desk, &good, sizeof(good));
	desk.epoch[2].week = 6;
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	memcpy(&desk, &good, sizeof(good));
	desk.epochs = DESK_EPOCHS_MAX + 1;
	a_refused_seal_leaves_no_trace(ERR_FORMAT);
	memcpy(&desk, &good, sizeof(good));
	/* not a key: its ML-KEM part is not reduced */
	memset(desk.person[1].pk.b, 0xff, sizeof(desk.person[1].pk.b));
	a_refused_seal_leaves_no_trace(ERR_KEY);
}

static void
seals_within_its_room(void **state)
{
	(void)state;
	out = (struct writer){ file, SIZE, 0, false };
	assert_int_equal(deskkey_seal(&out, &desk, &w, 0), OK);
	out = (struct writer){ file, SIZE - 1, 0, false };
	assert_int_equal(deskkey_seal(&out, &desk, &w, 0), ERR_TOO_LONG);
	assert_int_equal(deskkey_seal(&out, &desk, &w, 2), ERR_TOO_LONG);
	out.cap = sizeof(file);
	assert_int_equal(deskkey_seal(&out, &desk, &w, 2), ERR_FORMAT);
}

static void
the_largest_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < DESK_PERSONS_MAX; i++) {
		struct staff_secret s;
		static struct staff_public pk;

		assert_int_equal(staff_draw(&s, &pk), OK);
		assert_int_equal(person_make(&desk.person[i],
				     (uint8_t)(224 + i), "ABCDEFGH", &s),
		    OK);
		if (i == 31)
			secret[0] = s;
	}
	desk.persons = DESK_PERSONS_MAX;
	for (size_t i = WEEKS; i < DESK_EPOCHS_MAX; i++)
		desk.epoch[i] = desk.epoch[WEEKS - 1];
	desk.epochs = DESK_EPOCHS_MAX;
	assert_int_equal(seal(0), OK);
	assert_int_equal(out.n, DESKKEY_MAX);
	assert_int_equal(opened(255, 0), OK);
	assert_memory_equal(&got, &desk, sizeof(got));
}

int
main(void)
{
	static struct rows rows;

	ROW(rows, opens_for_each_person);
	ROW(rows, lists_without_a_key);
	ROWS(rows, opens_for_nobody_else, whos);
	ROW(rows, needs_the_half_of_its_own_commit);
	ROW(rows, is_not_forged_from_public_keys);
	ROWS(rows, refuses_a_changed_file, heads);
	ROW(rows, refuses_a_zero_share);
	ROW(rows, refuses_other_sizes_before_any_key);
	ROWS(rows, refuses_contents_that_break_the_rules, insides);
	ROW(rows, seals_only_what_it_can_open);
	ROW(rows, seals_within_its_room);
	ROW(rows, the_largest_fits);
	for (size_t i = 0; i < rows.n; i++)
		rows.test[i].setup_func = begin;
	return sodium_init() < 0 ? 1 : rows_run(&rows, "crypto_deskkey");
}
