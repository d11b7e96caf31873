/* envelope.c - tests sealing and opening, and failures of libsodium. */

#include <string.h>

#include "rows.h"

#include "dice.h"
#include "envelope.h"
#include "hash.h"
#include "wrap.h"

/* Of libsodium's KEM calls the fail_at-th fails (0: none). */
static int calls;
static int fail_at;

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(int, crypto_kem_xwing_enc, uint8_t *, uint8_t *, const uint8_t *);
WRAPPED(int, crypto_kem_xwing_dec, uint8_t *, const uint8_t *, const uint8_t *);
WRAPPED(int, crypto_kem_xwing_keypair, uint8_t *, uint8_t *);
WRAPPED(int, crypto_kem_xwing_seed_keypair, uint8_t *, uint8_t *,
    const uint8_t *);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static int
failing(void)
{
	return ++calls == fail_at;
}

int
WRAP(crypto_kem_xwing_enc)(uint8_t *ct, uint8_t *ss, const uint8_t *pk)
{
	return failing() ? -1 : REAL(crypto_kem_xwing_enc)(ct, ss, pk);
}

int
WRAP(crypto_kem_xwing_dec)(uint8_t *ss, const uint8_t *ct, const uint8_t *sk)
{
	return failing() ? -1 : REAL(crypto_kem_xwing_dec)(ss, ct, sk);
}

int
WRAP(crypto_kem_xwing_keypair)(uint8_t *pk, uint8_t *sk)
{
	return failing() ? -1 : REAL(crypto_kem_xwing_keypair)(pk, sk);
}

int
WRAP(crypto_kem_xwing_seed_keypair)(uint8_t *pk, uint8_t *sk,
    const uint8_t *seed)
{
	return failing() ? -1
			 : REAL(crypto_kem_xwing_seed_keypair)(pk, sk, seed);
}

static void
fault(int at)
{
	calls = 0;
	fail_at = at;
}

static struct epoch epochs[5]; /* four desks and a stranger */
static struct desk_public keys[5];
static struct thread_secret threads[5];
static struct seal_to to[5];
static uint8_t body[BODY_SIZE];
static uint8_t env[ENVELOPE_SIZE];
static struct opened got;

static int
begin(void)
{
	if (sodium_init() < 0)
		return -1;
	for (uint16_t i = 0; i < 5; i++) {
		if (epoch_draw(&epochs[i], &keys[i], (uint16_t)(130 + i)) != OK)
			return -1;
		thread_draw(&threads[i]);
		to[i] = (struct seal_to){ &keys[i], &threads[i] };
	}
	randombytes_buf(body, sizeof(body));
	return 0;
}

static bool
is_zero(const void *p, size_t n)
{
	return sodium_is_zero(p, n) != 0;
}

static const struct desks_row {
	const char *name;
	size_t n;
} desks[] = {
	{ "one desk", 1 },
	{ "two desks", 2 },
	{ "three desks", 3 },
	{ "four desks", 4 },
};

static void
opens_for_its_desks_only(void **state)
{
	const size_t n = ((const struct desks_row *)*state)->n;
	uint8_t want[HASH_SIZE];
	struct hash h;

	assert_int_equal(envelope_seal(env, body, to, n), OK);
	hash_begin(&h, NULL, LABEL_HB);
	hash_add(&h, env, HEADER_SIZE);
	hash_add(&h, env + BODY_AT, SEALED_BODY_SIZE);
	hash_end(&h, want);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(envelope_open(&got, env, &epochs[i], 1), OK);
		assert_memory_equal(got.body, body, sizeof(body));
		assert_memory_equal(got.thread.b, threads[i].b, 32);
		assert_memory_equal(got.hb, want, sizeof(want));
		assert_int_equal(got.week, 130 + i);
		kh(got.hb, threads[i].b, LABEL_DUP, want, sizeof(want));
		assert_memory_equal(got.dup, got.hb, sizeof(got.dup));
	}
	for (size_t i = n; i < 5; i++) {
		memset(&got, 9, sizeof(got));
		assert_int_equal(envelope_open(&got, env, &epochs[i], 1),
		    ERR_OPEN);
		assert_true(is_zero(&got, sizeof(got)));
	}
}

static void
opens_with_the_right_one_of_many_epochs(void **state)
{
	(void)state;
	assert_int_equal(envelope_seal(env, body, &to[2], 1), OK);
	assert_int_equal(envelope_open(&got, env, epochs, 5), OK);
	assert_int_equal(got.week, 132);
	assert_int_equal(envelope_open(&got, env, epochs, 2), ERR_OPEN);
	assert_int_equal(envelope_open(&got, env, epochs, 0), ERR_OPEN);
	assert_true(is_zero(&got, sizeof(got)));
}

static void
seal_refuses_no_desk_and_five_desks(void **state)
{
	static const size_t counts[] = { 0, 5, SIZE_MAX };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		memset(env, 9, sizeof(env));
		assert_int_equal(envelope_seal(env, body, to, counts[i]),
		    ERR_FORMAT);
		assert_true(is_zero(env, sizeof(env)));
	}
}

/* Envelopes with the same body to the same desk share only the header. */
static void
sealing_twice_shares_only_the_header(void **state)
{
	static uint8_t other[ENVELOPE_SIZE];
	size_t same = 0;

	(void)state;
	assert_int_equal(envelope_seal(env, body, to, 1), OK);
	assert_int_equal(envelope_seal(other, body, to, 1), OK);
	assert_memory_equal(env, "TIP1\1\1\4", 8);
	assert_memory_equal(env, other, HEADER_SIZE);
	for (size_t i = HEADER_SIZE; i < sizeof(env); i++)
		same += env[i] == other[i];
	assert_true(same < 256); /* about 64 are equal by chance */
}

static void
dummy_is_well_formed_and_never_opens(void **state)
{
	(void)state;
	assert_int_equal(envelope_dummy(env), OK);
	assert_int_equal(envelope_check((struct span){ env, sizeof(env) }), OK);
	assert_int_equal(envelope_open(&got, env, epochs, 5), ERR_OPEN);
}

static const struct fault_row {
	const char *name;
	size_t n;
	int at; /* the call that fails: 1 draws a key for nobody, 2-5 seal */
} faults[] = {
	{ "drawing the key of the dummy slots", 1, 1 },
	{ "drawing that key for four desks without a dummy", 4, 1 },
	{ "sealing the slot of the only desk", 1, 2 },
	{ "sealing the first dummy slot", 1, 3 },
	{ "sealing the last dummy slot", 1, 5 },
	{ "sealing the slot of the fourth desk", 4, 5 },
};

static void
seal_reports_a_failing_kem(void **state)
{
	const struct fault_row *row = *state;

	memset(env, 9, sizeof(env));
	fault(row->at);
	assert_int_equal(envelope_seal(env, body, to, row->n), ERR_KEY);
	assert_int_equal(calls, row->at);
	fault(0);
	assert_true(is_zero(env, sizeof(env)));
}

static void
dummy_reports_a_failing_kem(void **state)
{
	(void)state;
	fault(5);
	assert_int_equal(envelope_dummy(env), ERR_KEY);
	fault(0);
	assert_true(is_zero(env, sizeof(env)));
}

/* A slot whose decapsulation fails is skipped, and the next one is tried. */
static void
open_tries_the_next_slot_after_a_failure(void **state)
{
	int failed = 0;

	(void)state;
	assert_int_equal(envelope_seal(env, body, to, 1), OK);
	for (int at = 1; at <= SLOTS; at++) {
		fault(at);
		failed += envelope_open(&got, env, epochs, 1) == ERR_OPEN;
		fault(0);
	}
	assert_int_equal(failed, 1);
}

static void
epoch_gives_its_public_key_and_name(void **state)
{
	struct epoch e = { 0 };
	struct desk_public pk;
	struct pk_name name;

	(void)state;
	uh(name.b, LABEL_PK, keys[1].b, sizeof(keys[1].b));
	assert_memory_equal(epochs[1].name.b, name.b, sizeof(name.b));
	assert_int_equal(epochs[1].week, 131);
	e.secret = epochs[1].secret;
	assert_int_equal(epoch_public(&pk, &e), OK);
	assert_memory_equal(pk.b, keys[1].b, sizeof(pk.b));
	assert_memory_equal(e.name.b, name.b, sizeof(name.b));
}

static void
epoch_reports_a_failing_kem(void **state)
{
	struct epoch e;
	struct desk_public pk;

	(void)state;
	memset(&e, 9, sizeof(e));
	fault(1);
	assert_int_equal(epoch_draw(&e, &pk, 7), ERR_KEY);
	fault(0);
	assert_true(is_zero(&e, sizeof(e)));
	fault(1);
	assert_int_equal(epoch_public(&pk, &epochs[0]), ERR_KEY);
	fault(0);
}

/* Each of the shuffle's 24 draws gives another order of the slots. */
static void
slots_come_in_every_order(void **state)
{
	static uint8_t enc[SLOTS][KEM_SIZE];
	uint8_t z[32];
	unsigned seen[256] = { 0 };
	uint8_t draws[32 + SLOTS] = { 0 };

	(void)state;
	for (size_t i = 0; i < SLOTS; i++) {
		dice_load(draws, 0);
		assert_int_equal(crypto_kem_xwing_enc(enc[i], z, keys[i].b), 0);
	}
	for (uint8_t n = 0; n < 24; n++) {
		unsigned order = 0;

		draws[33] = n % 2;
		draws[34] = n / 2 % 3;
		draws[35] = n / 6;
		dice_load(draws, sizeof(draws));
		assert_int_equal(envelope_seal(env, body, to, SLOTS), OK);
		for (size_t at = 0; at < SLOTS; at++)
			for (unsigned i = 0; i < SLOTS; i++)
				if (memcmp(env + SLOTS_AT + at * SLOT_SIZE,
					enc[i], KEM_SIZE) == 0)
					order = order << 2 | i;
		assert_int_equal(seen[order]++, 0);
	}
	dice_end();
}

int
main(void)
{
	static struct rows all;

	if (begin() != 0)
		return 1;
	ROWS(all, opens_for_its_desks_only, desks);
	ROWS(all, seal_reports_a_failing_kem, faults);
	ROW(all, opens_with_the_right_one_of_many_epochs);
	ROW(all, seal_refuses_no_desk_and_five_desks);
	ROW(all, sealing_twice_shares_only_the_header);
	ROW(all, dummy_is_well_formed_and_never_opens);
	ROW(all, dummy_reports_a_failing_kem);
	ROW(all, open_tries_the_next_slot_after_a_failure);
	ROW(all, epoch_gives_its_public_key_and_name);
	ROW(all, epoch_reports_a_failing_kem);
	ROW(all, slots_come_in_every_order);
	return rows_run(&all, __FILE__);
}
