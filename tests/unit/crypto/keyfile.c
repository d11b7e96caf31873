/* keyfile.c - tests key files: passphrase, cost, damage, memory. */

#include <string.h>

#include <sodium.h>

#include "rows.h"

#include "keyfile.h"
#include "wrap.h"

#define PASS "correct horse"
#define PLAIN "\1seed of ROOT, which is 32 bytes."

enum { PLAIN_SIZE = sizeof(PLAIN) - 1, SEALED = PLAIN_SIZE + KEYFILE_EXTRA };

/* Argon2id is real, replaced by a quick hash, or fails; and its last cost. */
static enum { ARGON, QUICK, FAILING } mode;
static unsigned long long asked_ops;
static size_t asked_memory;

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(int, crypto_pwhash, uint8_t *, unsigned long long, const char *,
    unsigned long long, const uint8_t *, unsigned long long, size_t, int);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

/* A quick hash of all that the output of Argon2id depends on. */
static int
quick(uint8_t *out, const uint8_t *salt, const char *pass, size_t n)
{
	crypto_generichash_state st;

	(void)crypto_generichash_init(&st, salt, 16, 64);
	(void)crypto_generichash_update(&st, (const uint8_t *)pass, n);
	(void)crypto_generichash_update(&st, (const uint8_t *)&asked_ops,
	    sizeof(asked_ops));
	(void)crypto_generichash_update(&st, (const uint8_t *)&asked_memory,
	    sizeof(asked_memory));
	return crypto_generichash_final(&st, out, 64);
}

/* NOLINTBEGIN(readability-function-size): the library's eight parameters */
int
WRAP(crypto_pwhash)(uint8_t *out, unsigned long long outlen, const char *pass,
    unsigned long long n, const uint8_t *salt, unsigned long long ops,
    size_t memory, int alg)
{
	asked_ops = ops;
	asked_memory = memory;
	if (mode == ARGON)
		return REAL(crypto_pwhash)(out, outlen, pass, n, salt, ops,
		    memory, alg);
	return mode == FAILING ? -1 : quick(out, salt, pass, n);
}
/* NOLINTEND(readability-function-size) */

static uint8_t file[SEALED];
static uint8_t got[SEALED];

static struct span
of(const uint8_t *p, size_t n)
{
	return (struct span){ p, n };
}

static void
seal(uint32_t kib)
{
	assert_int_equal(keyfile_seal(file,
			     of((const uint8_t *)PLAIN, PLAIN_SIZE),
			     span_str(PASS), kib),
	    OK);
}

static void
opens_with_libsodium_alone(void **state)
{
	uint8_t k[64];
	uint8_t plain[PLAIN_SIZE];
	static const uint8_t nonce[24];

	(void)state;
	mode = ARGON;
	seal(KEYFILE_KIB_MIN);
	assert_memory_equal(file, "TIPKEY01\0\0\0\4\0\4\0\0", 16);
	/* PROTOCOL.md, "Keys and notes", with libsodium alone */
	assert_int_equal(crypto_pwhash_argon2id(k, 64, PASS, strlen(PASS),
			     file + 16, 4, (size_t)262144 * 1024,
			     crypto_pwhash_ALG_ARGON2ID13),
	    0);
	assert_memory_equal(file + 32, k + 32, 32);
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL,
			     NULL, file + 64, SEALED - 64, file, 64, nonce, k),
	    0);
	assert_memory_equal(plain, PLAIN, PLAIN_SIZE);
	assert_int_equal(keyfile_open(got, of(file, SEALED), span_str(PASS)),
	    OK);
	assert_memory_equal(got, PLAIN, PLAIN_SIZE);
}

static void
new_files_cost_1_gib_and_get_a_fresh_salt(void **state)
{
	uint8_t salt[16];

	(void)state;
	mode = QUICK;
	seal(KEYFILE_KIB);
	assert_int_equal(asked_ops, 4);
	assert_int_equal(asked_memory, 1U << 30);
	memcpy(salt, file + 16, sizeof(salt));
	seal(KEYFILE_KIB);
	assert_memory_not_equal(salt, file + 16, sizeof(salt));
}

static const struct pass_row {
	const char *name;
	const char *pass;
	enum err want;
} passes[] = {
	{ "the right passphrase", PASS, OK },
	{ "one letter wrong", "correct horsf", ERR_KEY },
	{ "one letter missing", "correct hors", ERR_KEY },
	{ "one space too many", "correct horse ", ERR_KEY },
	{ "an empty passphrase", "", ERR_KEY },
};

static void
opens_with_the_right_passphrase_only(void **state)
{
	const struct pass_row *row = *state;

	mode = QUICK;
	seal(KEYFILE_KIB_MIN);
	memset(got, 9, sizeof(got));
	assert_int_equal(
	    keyfile_open(got, of(file, SEALED), span_str(row->pass)),
	    row->want);
	if (row->want == OK)
		assert_memory_equal(got, PLAIN, PLAIN_SIZE);
	else
		assert_true(sodium_is_zero(got, PLAIN_SIZE));
	assert_int_equal(got[PLAIN_SIZE], 9);
}

static void
refuses_a_passphrase_that_is_too_long(void **state)
{
	static uint8_t longest[PASSPHRASE_MAX + 1];
	const struct span plain = of((const uint8_t *)PLAIN, PLAIN_SIZE);

	(void)state;
	mode = QUICK;
	memset(longest, 'p', sizeof(longest));
	assert_int_equal(keyfile_seal(file, plain, of(longest, PASSPHRASE_MAX),
			     KEYFILE_KIB_MIN),
	    OK);
	assert_int_equal(
	    keyfile_open(got, of(file, SEALED), of(longest, PASSPHRASE_MAX)),
	    OK);
	assert_int_equal(keyfile_open(got, of(file, SEALED),
			     of(longest, PASSPHRASE_MAX + 1)),
	    ERR_KEY);
	assert_int_equal(keyfile_seal(file, plain,
			     of(longest, PASSPHRASE_MAX + 1), KEYFILE_KIB_MIN),
	    ERR_KEY);
	assert_true(sodium_is_zero(file, sizeof(file)));
	/* the caller must refuse an empty passphrase */
	assert_int_equal(
	    keyfile_seal(file, plain, of(NULL, 0), KEYFILE_KIB_MIN), OK);
	assert_int_equal(keyfile_open(got, of(file, SEALED), of(NULL, 0)), OK);
}

static const struct head_row {
	const char *name;
	size_t at;
	const char *bytes;
	size_t n;
	enum err want; /* ERR_KEY: the head is valid, the check differs */
} heads[] = {
	{ "magic", 0, B("tIPKEY01"), ERR_FORMAT },
	{ "the version in the magic", 7, B("2"), ERR_FORMAT },
	{ "2 passes", 8, B("\0\0\0\2"), ERR_FORMAT },
	{ "3 passes", 8, B("\0\0\0\3"), ERR_KEY },
	{ "10 passes", 8, B("\0\0\0\12"), ERR_KEY },
	{ "11 passes", 8, B("\0\0\0\13"), ERR_FORMAT },
	{ "2^24 passes", 8, B("\1\0\0\4"), ERR_FORMAT },
	{ "just under 256 MiB", 12, B("\0\3\377\377"), ERR_FORMAT },
	{ "no memory", 12, B("\0\0\0\0"), ERR_FORMAT },
	{ "4 GiB", 12, B("\0\100\0\0"), ERR_KEY },
	{ "just over 4 GiB", 12, B("\0\100\0\1"), ERR_FORMAT },
	{ "4 TiB", 12, B("\377\377\377\377"), ERR_FORMAT },
	{ "salt", 16, B("another salt ..."), ERR_KEY },
	{ "the check", 32, B("another check"), ERR_KEY },
	{ "the check's last byte", 63, B("\377"), ERR_KEY },
	{ "the first byte of the text", 64, B("x"), ERR_OPEN },
	{ "the last byte of the tag", SEALED - 1, B("\0"), ERR_OPEN },
};

static void
refuses_a_changed_file(void **state)
{
	const struct head_row *row = *state;

	mode = QUICK;
	do /* until the file does not have the bytes by chance */
		seal(KEYFILE_KIB_MIN);
	while (memcmp(file + row->at, row->bytes, row->n) == 0);
	memcpy(file + row->at, row->bytes, row->n);
	memset(got, 9, sizeof(got));
	asked_memory = 0;
	assert_int_equal(keyfile_open(got, of(file, SEALED), span_str(PASS)),
	    row->want);
	assert_true(sodium_is_zero(got, PLAIN_SIZE));
	/* Argon2id does not run for a head that is refused */
	assert_int_equal(asked_memory == 0, row->want == ERR_FORMAT);
}

static void
refuses_any_shorter_file(void **state)
{
	(void)state;
	mode = QUICK;
	seal(KEYFILE_KIB_MIN);
	for (size_t n = 0; n < SEALED; n++)
		assert_int_equal(keyfile_open(got, of(file, n), span_str(PASS)),
		    n <= KEYFILE_EXTRA ? ERR_FORMAT : ERR_OPEN);
	assert_int_equal(keyfile_open(got, of(NULL, 0), span_str(PASS)),
	    ERR_FORMAT);
}

static void
says_when_memory_is_short(void **state)
{
	(void)state;
	mode = QUICK;
	seal(KEYFILE_KIB_MIN);
	mode = FAILING;
	memset(got, 9, sizeof(got));
	assert_int_equal(keyfile_open(got, of(file, SEALED), span_str(PASS)),
	    ERR_MEMORY);
	assert_true(sodium_is_zero(got, PLAIN_SIZE));
	assert_int_equal(keyfile_seal(file,
			     of((const uint8_t *)PLAIN, PLAIN_SIZE),
			     span_str(PASS), KEYFILE_KIB_MIN),
	    ERR_MEMORY);
	assert_true(sodium_is_zero(file, sizeof(file)));
}

static const struct seal_row {
	const char *name;
	size_t n;
	uint32_t kib;
	enum err want;
} seals[] = {
	{ "256 MiB", 1, KEYFILE_KIB_MIN, OK },
	{ "just under 256 MiB", 1, KEYFILE_KIB_MIN - 1, ERR_FORMAT },
	{ "4 GiB", 1, KEYFILE_KIB_MAX, OK },
	{ "just over 4 GiB", 1, KEYFILE_KIB_MAX + 1, ERR_FORMAT },
	{ "nothing to seal", 0, KEYFILE_KIB_MIN, ERR_FORMAT },
};

static void
seals_within_limits(void **state)
{
	const struct seal_row *row = *state;

	mode = QUICK;
	memset(file, 9, sizeof(file));
	assert_int_equal(keyfile_seal(file, of((const uint8_t *)PLAIN, row->n),
			     span_str(PASS), row->kib),
	    row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero(file, row->n + KEYFILE_EXTRA));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, opens_with_the_right_passphrase_only, passes);
	ROWS(all, refuses_a_changed_file, heads);
	ROWS(all, seals_within_limits, seals);
	ROW(all, opens_with_libsodium_alone);
	ROW(all, new_files_cost_1_gib_and_get_a_fresh_salt);
	ROW(all, refuses_a_passphrase_that_is_too_long);
	ROW(all, refuses_any_shorter_file);
	ROW(all, says_when_memory_is_short);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_keyfile");
}
