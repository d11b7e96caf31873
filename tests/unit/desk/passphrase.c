/* passphrase.c - tests that a passphrase opens files in another form. */

#include "core/passphrase.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/passphrase.h"
#include "core/seed.h"
#include "os/process.h"
#include "rows.h"
#include "wrap.h"

#define NFC "Ren\u00e9e dr\u00f6nk"
#define NFD "Rene\u0301e dro\u0308nk"
#define MIXED "Ren\u00e9e dro\u0308nk"

#define TIMES_8(s) s s s s s s s s
#define TIMES_512(s) TIMES_8(TIMES_8(TIMES_8(s)))
#define TIMES_256(s) TIMES_8(TIMES_8(s s s s))

static struct passphrase *p;
static char dir[] = "/tmp/zegel-passphrase-XXXXXX";
static int fd = -1;
static int stretched; /* calls of Argon2id */
static int compared;  /* calls of normal_read() */

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
/* NOLINTBEGIN(readability-function-size): the library's eight parameters */
WRAPPED(int, crypto_pwhash, unsigned char *, unsigned long long, const char *,
    unsigned long long, const unsigned char *, unsigned long long, size_t, int);
WRAPPED(enum err, normal_read, struct normal *, struct span);

int
WRAP(crypto_pwhash)(unsigned char *out, unsigned long long n, const char *pass,
    unsigned long long pass_n, const unsigned char *salt,
    unsigned long long ops, size_t memory, int alg)
{
	(void)ops;
	(void)memory;
	(void)alg;
	stretched++;
	return crypto_generichash_blake2b_salt_personal(out, (size_t)n,
	    (const unsigned char *)pass, pass_n, NULL, 0, salt, NULL);
}

enum err
WRAP(normal_read)(struct normal *t, struct span s)
{
	compared++;
	return REAL(normal_read)(t, s);
}
/* NOLINTEND(readability-function-size) */
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static int
begin(void **state)
{
	(void)state;
	if (process_begin() != OK || mkdtemp(dir) == NULL)
		return 1;
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	p = passphrase_new();
	return fd < 0 || p == NULL;
}

static int
end(void **state)
{
	(void)state;
	passphrase_free(p);
	(void)unlinkat(fd, SEED_IK, 0);
	close(fd);
	return rmdir(dir);
}

struct form_row {
	const char *name;
	const char *typed;
	const char *form[PASSPHRASE_FORMS];
	enum err want;
};

static const struct form_row forms_of[] = {
	{ "ASCII", "een lange zin", { "een lange zin" }, OK },
	{ "NFC", NFC, { NFC, NFD }, OK },
	{ "NFD", NFD, { NFC, NFD }, OK },
	{ "both", MIXED, { NFC, MIXED, NFD }, OK },
	{ "one form", "\u00f8\u00df\u5b89\u0436",
	    { "\u00f8\u00df\u5b89\u0436" }, OK },
	{ "two accents in another order", "a\u0301\u0323",
	    { "\u1ea1\u0301", "a\u0301\u0323", "a\u0323\u0301" }, OK },
	{ "Hangul", "\u1112\u1161\u11ab", { "\ud55c", "\u1112\u1161\u11ab" },
	    OK },
	{ "three forms of a letter", "\u212b",
	    { "\u00c5", "\u212b", "A\u030a" }, OK },
	{ "never composed", "\u0958", { "\u0915\u093c", "\u0958" }, OK },
	{ "compatible, not the same", "\ufb01\uff41\u00bd",
	    { "\ufb01\uff41\u00bd" }, OK },
	{ "not UTF-8", "caf\xe9", { "caf\xe9" }, ERR_FORMAT },
	{ "an arrow key", "\u00e9\033[D", { "\u00e9\033[D" }, ERR_FORMAT },
	{ "none", "", { NULL }, ERR_MISSING },
	{ "as long as can be", TIMES_512("xy"), { TIMES_512("xy") }, OK },
	{ "longer", TIMES_512("xy") "z", { NULL }, ERR_TOO_LONG },
	{ "an NFD too long", TIMES_512("\u0390"), { TIMES_512("\u0390") }, OK },
	{ "an NFC too long", TIMES_256("\u0958"), { TIMES_256("\u0958") },
	    ERR_TOO_LONG },
};

static void
forms(void **state)
{
	const struct form_row *r = *state;
	size_t n = 0;

	assert_int_equal(passphrase_set(p, span_str(r->typed)), r->want);
	for (; n < PASSPHRASE_FORMS && r->form[n] != NULL; n++) {
		assert_true(n < p->forms);
		assert_true(span_is(passphrase_form(p, n), r->form[n]));
	}
	assert_int_equal(p->forms, n);
	assert_int_equal(
	    sodium_is_zero((const uint8_t *)&p->text, sizeof(p->text)), 1);
}

/* Seal ik.key under ${under}, open it with ${typed}; calls of Argon2id. */
static int
opened(const char *under, const char *typed, enum err want)
{
	struct keyhole hole = { span_str(under), KEYFILE_KIB_MIN };
	struct sign_seed seed = { { 1 } };

	assert_int_equal(seed_write(fd, SEED_IK, KEY_IK, &seed, &hole), OK);
	assert_int_equal(passphrase_set(p, span_str(typed)), OK);
	stretched = 0;
	assert_int_equal(seed_read(&seed, fd, SEED_IK, KEY_IK, p), want);
	return stretched;
}

static void
opening(void **state)
{
	(void)state;
	/* a new file, in NFC: opens at the first try, from any keyboard */
	assert_int_equal(opened(NFC, NFC, OK), 1);
	assert_int_equal(opened(NFC, NFD, OK), 1);
	assert_int_equal(opened(NFC, MIXED, OK), 1);
	/* an older file, in the form that was typed then */
	assert_int_equal(opened(NFD, NFC, OK), 2);
	assert_int_equal(opened(NFD, NFD, OK), 2);
	assert_int_equal(opened(NFD, MIXED, OK), 3);
	assert_int_equal(opened(MIXED, MIXED, OK), 2);
	assert_int_equal(opened(MIXED, NFC, ERR_KEY), 2);
}

static void
wrong(void **state)
{
	(void)state;
	assert_int_equal(opened(NFC, MIXED "!", ERR_KEY), 3);
	assert_int_equal(opened(NFC, NFC "!", ERR_KEY), 2);
	compared = 0;
	assert_int_equal(opened(NFC, "een lange zin", ERR_KEY), 1);
	assert_int_equal(compared, 0);
}

/* From a pipe: a new passphrase is in NFC and strong; an old one may be not
 * UTF-8. */
static void
asked(void **state)
{
	static const char line[] =
	    NFD " en meer\ncaf\xe9\n\na\nbbbbbbbbbbbbbb\n";
	int in[2];

	(void)state;
	assert_int_equal(pipe(in), 0);
	assert_int_equal(write(in[1], line, strlen(line)), strlen(line));
	assert_int_equal(dup2(in[0], STDIN_FILENO), STDIN_FILENO);
	close(in[0]);
	close(in[1]);
	assert_int_equal(passphrase_choose(p, ""), 0);
	assert_true(span_is(passphrase_span(p), NFC " en meer"));
	assert_int_equal(passphrase_ask(p, ""), 0);
	assert_true(span_is(passphrase_span(p), "caf\xe9"));
	assert_int_equal(passphrase_ask(p, ""), 1);
	assert_int_equal(p->forms, 0);
	/* "a", and one letter many times */
	assert_int_equal(passphrase_choose(p, ""), 1);
	assert_int_equal(p->forms, 0);
	assert_int_equal(passphrase_choose(p, ""), 1);
	assert_int_equal(passphrase_ask(p, ""), 1);
}

static const struct {
	const char *words;
	bool strong;
} strengths[] = {
	{ "a", false },
	{ "elf letters", false },
	{ "twelf lettrs", true },
	{ "\u00e9\u00e8\u00eb\u00ea\u00e1\u00e0\u00e4\u00e2\u00ed\u00ec\u00ef",
	    false },
	{ "abababababababab", false },
	{ "een lange zin voor het meldpunt", true },
};

static void
strength(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(strengths) / sizeof(strengths[0]); i++) {
		assert_int_equal(
		    passphrase_set(p, span_str(strengths[i].words)), OK);
		assert_int_equal(passphrase_strong(p), strengths[i].strong);
	}
}

int
main(void)
{
	static struct rows all;

	ROWS(all, forms, forms_of);
	ROW(all, opening);
	ROW(all, wrong);
	ROW(all, asked);
	ROW(all, strength);
	return _cmocka_run_group_tests("desk_passphrase", all.test, all.n,
	    begin, end);
}
