/* staff.c - tests staff keys, their files and cards, and check digits. */

#include <string.h>

#include <sodium.h>

#include "rows.h"

#include "staff.h"
#include "wrap.h"

#define PASS "correct horse"

static struct staff_secret secret;
static uint8_t file[STAFF_FILE_SIZE];

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(int, crypto_pwhash, uint8_t *, unsigned long long, const char *,
    unsigned long long, const uint8_t *, unsigned long long, size_t, int);
WRAPPED(int, crypto_kem_xwing_keypair, uint8_t *, uint8_t *);
WRAPPED(int, crypto_kem_xwing_seed_keypair, uint8_t *, uint8_t *,
    const uint8_t *);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static bool failing; /* X-Wing fails */
static unsigned stretched;

/* A quick hash in place of Argon2id. */
/* NOLINTBEGIN(readability-function-size): the library's eight parameters */
int
WRAP(crypto_pwhash)(uint8_t *out, unsigned long long outlen, const char *pass,
    unsigned long long n, const uint8_t *salt, unsigned long long ops,
    size_t memory, int alg)
{
	(void)ops;
	(void)memory;
	(void)alg;
	stretched++;
	return crypto_generichash(out, (size_t)outlen, (const uint8_t *)pass, n,
	    salt, 16);
}
/* NOLINTEND(readability-function-size) */

int
WRAP(crypto_kem_xwing_keypair)(uint8_t *pk, uint8_t *sk)
{
	return failing ? -1 : REAL(crypto_kem_xwing_keypair)(pk, sk);
}

int
WRAP(crypto_kem_xwing_seed_keypair)(uint8_t *pk, uint8_t *sk,
    const uint8_t *seed)
{
	return failing ? -1 : REAL(crypto_kem_xwing_seed_keypair)(pk, sk, seed);
}

static void
seal(const char *plain, size_t n)
{
	uint8_t bytes[STAFF_PLAIN_SIZE] = { 0 };

	memcpy(bytes, plain, n);
	assert_int_equal(keyfile_seal(file, (struct span){ bytes, 34 },
			     span_str(PASS), KEYFILE_KIB_MIN),
	    OK);
}

static void
opens_its_own_file(void **state)
{
	struct staff_secret got;
	uint8_t s = 0;

	(void)state;
	memset(secret.b, 0x5a, sizeof(secret.b));
	assert_int_equal(
	    staff_seal(file, 255, &secret, span_str(PASS), KEYFILE_KIB_MIN),
	    OK);
	assert_int_equal(staff_open(&s, &got,
			     (struct span){ file, sizeof(file) },
			     span_str(PASS)),
	    OK);
	assert_int_equal(s, 255);
	assert_memory_equal(got.b, secret.b, 32);
	assert_int_equal(
	    staff_seal(file, 0, &secret, span_str(PASS), KEYFILE_KIB_MIN),
	    ERR_FORMAT);
	assert_true(sodium_is_zero(file, sizeof(file)));
}

static const struct file_row {
	const char *name;
	const char *plain; /* B() */
	size_t n;
	const char *pass;
	size_t size;
	enum err want;
	unsigned stretched; /* how often Argon2id runs */
} files[] = {
	{ "person 1", B("\4\1"), PASS, 114, OK, 1 },
	{ "person 0", B("\4\0"), PASS, 114, ERR_FORMAT, 1 },
	{ "a ROOT", B("\1\1"), PASS, 114, ERR_FORMAT, 1 },
	{ "another passphrase", B("\4\1"), "horse", 114, ERR_KEY, 1 },
	{ "a shorter file", B("\4\1"), PASS, 113, ERR_FORMAT, 0 },
	{ "no file", B("\4\1"), PASS, 0, ERR_FORMAT, 0 },
};

static void
opens_only_staff(void **state)
{
	const struct file_row *row = *state;
	struct staff_secret got;
	uint8_t s = 9;

	seal(row->plain, row->n);
	memset(got.b, 9, sizeof(got.b));
	stretched = 0;
	assert_int_equal(staff_open(&s, &got, (struct span){ file, row->size },
			     span_str(row->pass)),
	    row->want);
	assert_int_equal(stretched, row->stretched);
	assert_int_equal(s, row->want == OK);
	assert_true(sodium_is_zero(got.b, sizeof(got.b)));
}

static void
derives_the_same_public_key(void **state)
{
	static struct staff_public pk;
	static struct staff_public again;
	struct slot_secret slot;
	struct slot_secret other;

	(void)state;
	assert_int_equal(staff_draw(&secret, &pk), OK);
	assert_int_equal(staff_public_of(&again, &secret), OK);
	assert_memory_equal(pk.b, again.b, sizeof(pk.b));
	staff_slot_secret(&slot, &secret);
	secret.b[0] ^= 1;
	staff_slot_secret(&other, &secret);
	assert_memory_not_equal(slot.b, other.b, sizeof(slot.b));
}

static void
says_when_the_library_fails(void **state)
{
	static struct staff_public pk;

	(void)state;
	memset(&pk, 9, sizeof(pk));
	failing = true;
	assert_int_equal(staff_draw(&secret, &pk), ERR_KEY);
	assert_true(sodium_is_zero(secret.b, sizeof(secret.b)));
	assert_true(sodium_is_zero(pk.b, sizeof(pk.b)));
	memset(&pk, 9, sizeof(pk));
	assert_int_equal(staff_public_of(&pk, &secret), ERR_KEY);
	assert_true(sodium_is_zero(pk.b, sizeof(pk.b)));
	failing = false;
}

/* D() of PROTOCOL.md, with libsodium alone and another division. */
static void
digits_by_hand(char out[static DIGITS_TEXT], const char *m, size_t n)
{
	uint8_t in[13 + 32 + 4] = "\14tip1/stretch";
	uint8_t y[32];
	unsigned d[DIGITS] = { 0 };
	size_t at = 0;

	assert_int_equal(
	    crypto_generichash(y, 32, (const uint8_t *)m, n, NULL, 0), 0);
	for (uint32_t i = 1; i <= 4096; i++) {
		memcpy(in + 13, y, 32);
		in[47] = (uint8_t)(i >> 8);
		in[48] = (uint8_t)i;
		(void)crypto_generichash(y, 32, in, sizeof(in), NULL, 0);
	}
	for (size_t bit = 0; bit < 128; bit++) { /* double, add, carry */
		unsigned carry = y[bit / 8] >> (7 - bit % 8) & 1;

		for (size_t i = DIGITS; i-- > 0;) {
			unsigned v = d[i] * 2 + carry;

			d[i] = v % 10;
			carry = v / 10;
		}
	}
	for (size_t i = 0; i < DIGITS; i++) {
		if (i > 0 && i % 4 == 0)
			out[at++] = ' ';
		out[at++] = (char)('0' + d[i]);
	}
	out[at] = '\0';
}

static void
makes_digits_as_the_page_says(void **state)
{
	char want[DIGITS_TEXT];
	struct digits got;
	char m[] = "\11tip1/cardabcdefgh0";

	(void)state;
	for (char c = '0'; c <= '9'; c++) {
		const struct span parts[] = { span_str("abc"), span_str(""),
			span_str("defgh"), { (const uint8_t *)&c, 1 } };

		m[sizeof(m) - 2] = c;
		digits_by_hand(want, m, sizeof(m) - 1);
		digits_make(&got, "tip1/card", parts, 4);
		assert_string_equal(got.d, want);
	}
}

static void
a_card_is_of_a_desk_and_a_key(void **state)
{
	static struct staff_public pk;
	struct desk_id desk = { { 0 } };
	struct digits a;
	struct digits b;

	(void)state;
	staff_card(&a, &desk, &pk);
	desk.b[31] = 1;
	staff_card(&b, &desk, &pk);
	assert_string_not_equal(a.d, b.d);
	desk.b[31] = 0;
	pk.b[0] = 1;
	staff_card(&b, &desk, &pk);
	assert_string_not_equal(a.d, b.d);
}

int
main(void)
{
	static struct rows all;

	ROW(all, opens_its_own_file);
	ROWS(all, opens_only_staff, files);
	ROW(all, derives_the_same_public_key);
	ROW(all, says_when_the_library_fails);
	ROW(all, makes_digits_as_the_page_says);
	ROW(all, a_card_is_of_a_desk_and_a_key);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_staff");
}
