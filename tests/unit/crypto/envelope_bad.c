/* envelope_bad.c - tests envelopes that an attacker or a recipient has
 * changed. */

#include <string.h>

#include "rows.h"

#include "envelope.h"
#include "hash.h"

enum { ME, OTHER, DESKS };

static const uint8_t nonce0[24];
static struct epoch epochs[DESKS];
static struct desk_public keys[DESKS];
static struct thread_secret threads[DESKS];
static uint8_t dek[32];
static uint8_t plain[BODY_SIZE];
static uint8_t env[ENVELOPE_SIZE];
static uint8_t bad[ENVELOPE_SIZE];
static struct opened got;

/* Seal slot ${at} by hand, following PROTOCOL.md, "Envelope". */
static void
slot_put(size_t at, const struct desk_public *key, const uint8_t *wrapped_dek,
    const uint8_t *thread)
{
	uint8_t *slot = env + SLOTS_AT + at * SLOT_SIZE;
	uint8_t m[32 + KEM_SIZE + 32];
	uint8_t plain64[64];
	uint8_t z[32];
	uint8_t wk[32];
	struct hash h;

	hash_begin(&h, NULL, "tip1/hb");
	hash_add(&h, env, HEADER_SIZE);
	hash_add(&h, env + BODY_AT, SEALED_BODY_SIZE);
	hash_end(&h, m);
	assert_int_equal(crypto_kem_xwing_enc(slot, z, key->b), 0);
	memcpy(m + 32, slot, KEM_SIZE);
	uh(m + 32 + KEM_SIZE, "tip1/pk", key->b, sizeof(key->b));
	kh(wk, z, "tip1/wrap", m, sizeof(m));
	memcpy(plain64, wrapped_dek, 32);
	memcpy(plain64 + 32, thread, 32);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(slot + KEM_SIZE, NULL,
	    plain64, sizeof(plain64), NULL, 0, NULL, nonce0, wk);
}

static void
body_put(void)
{
	uint8_t bk[32];

	memcpy(env, "TIP1\1\1\4", HEADER_SIZE);
	kh(bk, dek, "tip1/body", env, HEADER_SIZE);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(env + BODY_AT, NULL,
	    plain, sizeof(plain), env, HEADER_SIZE, NULL, nonce0, bk);
}

static void
commit_put(void)
{
	struct hash h;

	hash_begin(&h, dek, "tip1/commit");
	hash_add(&h, env, HEADER_SIZE);
	hash_add(&h, env + SLOTS_AT, ENVELOPE_SIZE - SLOTS_AT);
	hash_end(&h, env + COMMIT_AT);
}

/* An envelope made by hand: ME in slot 1, OTHER in 2, noise in 0 and 3. */
static void
forge(void)
{
	randombytes_buf(env, sizeof(env));
	body_put();
	slot_put(1, &keys[ME], dek, threads[ME].b);
	slot_put(2, &keys[OTHER], dek, threads[OTHER].b);
	commit_put();
}

static int
begin(void)
{
	if (sodium_init() < 0)
		return -1;
	for (int i = 0; i < DESKS; i++) {
		if (epoch_draw(&epochs[i], &keys[i], 130) != OK)
			return -1;
		thread_draw(&threads[i]);
	}
	randombytes_buf(plain, sizeof(plain));
	randombytes_buf(dek, sizeof(dek));
	return 0;
}

/* No epoch opens ${e}, and the output is zeroed. */
static void
assert_closed(const uint8_t *e, enum err want)
{
	memset(&got, 9, sizeof(got));
	assert_int_equal(envelope_open(&got, e, epochs, DESKS), want);
	assert_true(sodium_is_zero((const uint8_t *)&got, sizeof(got)));
}

static void
opens_an_envelope_made_by_hand(void **state)
{
	(void)state;
	forge();
	for (size_t i = 0; i < DESKS; i++) {
		assert_int_equal(envelope_open(&got, env, &epochs[i], 1), OK);
		assert_memory_equal(got.body, plain, sizeof(plain));
		assert_memory_equal(got.thread.b, threads[i].b, 32);
	}
}

static const struct header_row {
	const char *name;
	size_t at;
	uint8_t v;
} headers[] = {
	{ "first byte of the magic", 0, 't' },
	{ "last byte of the magic", 3, '2' },
	{ "suite", 4, 2 },
	{ "the form of a cell", 5, 2 },
	{ "slots", 6, 3 },
	{ "reserved", 7, 1 },
};

static void
refuses_changed_header(void **state)
{
	const struct header_row *row = *state;

	forge();
	env[row->at] = row->v;
	assert_closed(env, ERR_FORMAT);
	/* also if slot and commitment fit the changed header */
	slot_put(1, &keys[ME], dek, threads[ME].b);
	commit_put();
	assert_closed(env, ERR_FORMAT);
}

/* One bit in every 5th byte; tests/vectors/malformed.c changes every byte. */
static void
refuses_a_flipped_bit(void **state)
{
	(void)state;
	forge();
	memcpy(bad, env, sizeof(bad));
	for (size_t at = HEADER_SIZE; at < sizeof(bad); at += 5) {
		bad[at] ^= (uint8_t)(1 << at % 8);
		if (envelope_open(&got, bad, epochs, 1) != ERR_OPEN)
			fail_msg("opens with byte %zu changed", at);
		bad[at] = env[at];
	}
	assert_int_equal(envelope_open(&got, bad, epochs, 1), OK);
}

static void
refuses_any_other_size(void **state)
{
	(void)state;
	forge();
	for (size_t n = 0; n <= ENVELOPE_SIZE; n++)
		assert_int_equal(envelope_check((struct span){ env, n }),
		    n == ENVELOPE_SIZE ? OK : ERR_FORMAT);
	assert_int_equal(
	    envelope_check((struct span){ env, ENVELOPE_SIZE + 1 }),
	    ERR_FORMAT);
	assert_int_equal(envelope_check((struct span){ NULL, 0 }), ERR_FORMAT);
}

static void
refuses_swapped_slots(void **state)
{
	(void)state;
	forge();
	memcpy(bad, env, sizeof(bad));
	memcpy(bad + SLOTS_AT, env + SLOTS_AT + SLOT_SIZE, SLOT_SIZE);
	memcpy(bad + SLOTS_AT + SLOT_SIZE, env + SLOTS_AT, SLOT_SIZE);
	assert_closed(bad, ERR_OPEN);
}

static void
refuses_the_body_of_another_envelope(void **state)
{
	(void)state;
	forge();
	memcpy(bad, env, sizeof(bad));
	plain[0] ^= 1;
	forge();
	memcpy(bad + BODY_AT, env + BODY_AT, SEALED_BODY_SIZE);
	assert_closed(bad, ERR_OPEN);
	memcpy(bad + COMMIT_AT, env + COMMIT_AT, COMMIT_SIZE);
	assert_closed(bad, ERR_OPEN);
}

/*
 * OTHER knows the DEK and wraps the tip again for ME under a thread of its own.
 * The envelope opens with the same hb but another dup, so it is no repeat.
 */
static void
tip_wrapped_again_by_a_recipient_is_no_repeat(void **state)
{
	uint8_t hb[HASH_SIZE];
	uint8_t dup[HASH_SIZE];

	(void)state;
	forge();
	assert_int_equal(envelope_open(&got, env, epochs, 1), OK);
	memcpy(hb, got.hb, sizeof(hb));
	memcpy(dup, got.dup, sizeof(dup));
	slot_put(1, &keys[ME], dek, threads[OTHER].b);
	commit_put();
	assert_int_equal(envelope_open(&got, env, epochs, 1), OK);
	assert_memory_equal(got.hb, hb, sizeof(hb));
	assert_memory_not_equal(got.dup, dup, sizeof(dup));
	assert_memory_equal(got.thread.b, threads[OTHER].b, 32);
}

/* OTHER knows the DEK, but cannot change the body under ME's slot. */
static void
refuses_a_body_changed_by_a_recipient(void **state)
{
	(void)state;
	forge();
	plain[7] ^= 1;
	body_put();
	commit_put();
	assert_closed(env, ERR_OPEN);
}

/* Two DEKs: the commitment fits only one of them, so only one desk opens. */
static void
two_deks_open_for_one_desk_only(void **state)
{
	uint8_t second[32];

	(void)state;
	forge();
	randombytes_buf(second, sizeof(second));
	slot_put(2, &keys[OTHER], second, threads[OTHER].b);
	commit_put();
	assert_int_equal(envelope_open(&got, env, &epochs[ME], 1), OK);
	assert_int_equal(envelope_open(&got, env, &epochs[OTHER], 1), ERR_OPEN);
}

/* The slots and the commitment fit, but nobody sealed the body. */
static void
refuses_a_body_of_noise(void **state)
{
	(void)state;
	forge();
	randombytes_buf(env + BODY_AT, SEALED_BODY_SIZE);
	slot_put(1, &keys[ME], dek, threads[ME].b);
	slot_put(2, &keys[OTHER], dek, threads[OTHER].b);
	commit_put();
	assert_closed(env, ERR_OPEN);
}

/* X25519's zero point in a slot: libsodium refuses it, the slot is skipped. */
static void
skips_a_slot_with_the_zero_point(void **state)
{
	(void)state;
	forge();
	memset(env + SLOTS_AT + 1088, 0, 32);
	commit_put();
	assert_int_equal(envelope_open(&got, env, epochs, 1), OK);
	memset(env + SLOTS_AT + SLOT_SIZE + 1088, 0, 32);
	commit_put();
	assert_int_equal(envelope_open(&got, env, epochs, 1), ERR_OPEN);
}

/* X25519's zero point in a desk's key: nothing can be sealed to it. */
static void
seal_refuses_a_key_with_the_zero_point(void **state)
{
	struct desk_public key = keys[ME];
	const struct seal_to to = { &key, &threads[ME] };

	(void)state;
	memset(key.b + 1184, 0, 32);
	memset(bad, 9, sizeof(bad));
	assert_int_equal(envelope_seal(bad, plain, &to, 1), ERR_KEY);
	assert_true(sodium_is_zero(bad, sizeof(bad)));
}

static void
name_is_the_hash_of_the_envelope(void **state)
{
	struct pool_name got_name;
	uint8_t want[HASH_SIZE];

	(void)state;
	forge();
	uh(want, "tip1/pool", env, sizeof(env));
	envelope_name(&got_name, env);
	assert_memory_equal(got_name.b, want, sizeof(want));
}

int
main(void)
{
	static struct rows all;

	if (begin() != 0)
		return 1;
	ROWS(all, refuses_changed_header, headers);
	ROW(all, opens_an_envelope_made_by_hand);
	ROW(all, refuses_a_flipped_bit);
	ROW(all, refuses_any_other_size);
	ROW(all, refuses_swapped_slots);
	ROW(all, refuses_the_body_of_another_envelope);
	ROW(all, tip_wrapped_again_by_a_recipient_is_no_repeat);
	ROW(all, refuses_a_body_changed_by_a_recipient);
	ROW(all, two_deks_open_for_one_desk_only);
	ROW(all, refuses_a_body_of_noise);
	ROW(all, skips_a_slot_with_the_zero_point);
	ROW(all, seal_refuses_a_key_with_the_zero_point);
	ROW(all, name_is_the_hash_of_the_envelope);
	return rows_run(&all, __FILE__);
}
