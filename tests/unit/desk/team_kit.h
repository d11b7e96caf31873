/* team_kit.h - a desk made as init makes it, for tests of its persons. */

#ifndef TEAM_KIT_H
#define TEAM_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/date.h"
#include "core/found.h"
#include "core/journal.h"
#include "core/proposal.h"
#include "core/recruit.h"
#include "core/team.h"
#include "core/unlock.h"
#include "os/process.h"
#include "remove.h"
#include "wrap.h"

/* Replaces Argon2id, which is slow; unit/crypto/keyfile tests the real one. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
/* NOLINTBEGIN(readability-function-size) */
WRAPPED(int, crypto_pwhash, unsigned char *out, unsigned long long n,
    const char *pass, unsigned long long pass_n, const unsigned char *salt,
    unsigned long long ops, size_t memory, int alg);

int
WRAP(crypto_pwhash)(unsigned char *out, unsigned long long n, const char *pass,
    unsigned long long pass_n, const unsigned char *salt,
    unsigned long long ops, size_t memory, int alg)
{
	(void)ops;
	(void)memory;
	(void)alg;
	return crypto_generichash_blake2b_salt_personal(out, (size_t)n,
	    (const unsigned char *)pass, pass_n, NULL, 0, salt, NULL);
}
/* NOLINTEND(readability-function-size) */
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static struct desk desk;
static char folder[64];
static struct passphrase *typed; /* what somebody types next */

/* What ${call} came to must be ${want}. */
static inline void
fault_is(enum fault got, enum fault want, const char *call)
{
	if (got != want)
		fail_msg("%s: %s, not %s", call, fault_key(got),
		    fault_key(want));
}
#define is(call, want) fault_is(call, want, #call)

static inline void
type(const char *words)
{
	assert_int_equal(passphrase_set(typed, span_str(words)), OK);
}

/* Somebody new whose passphrase is "the words of INITIALS". */
static inline struct newcomer
somebody(const char *name, const char *initials)
{
	char words[64];

	(void)snprintf(words, sizeof(words), "the words of %s", initials);
	type(words);
	return (struct newcomer){ name, initials,
		{ passphrase_span(typed), KEYFILE_KIB_MIN } };
}

/* Person ${s} sits down instead of whoever is at work. */
static inline enum fault
sit(uint8_t s, const char *initials)
{
	char words[64];
	enum fault f;

	desk_close(&desk);
	f = desk_folder(&desk, folder);
	if (f != FAULT_NONE)
		return f;
	(void)snprintf(words, sizeof(words), "the words of %s", initials);
	type(words);
	f = unlock_desk(&desk, s, typed, NULL);
	return f == FAULT_NONE ? date_prove(&desk, 0, true) : f;
}

/* A desk of one: number 1, AdV. */
static inline int
team_begin(void **state)
{
	struct founding f = { .path = folder, .name = "noord" };
	struct digits card;

	(void)state;
	assert_int_equal(process_begin(), OK);
	typed = passphrase_new();
	(void)snprintf(folder, sizeof(folder), "/tmp/zegel-team-XXXXXX");
	assert_non_null(mkdtemp(folder));
	f.service = "00112233445566778899aabbccddeeff"
		    "00112233445566778899aabbccddeeff";
	f.first = somebody("Anna de Vries", "AdV");
	desk = (struct desk)DESK_NONE;
	is(found_check(&desk, &f), FAULT_NONE);
	is(found_make(&desk, &f, &card), FAULT_NONE);
	is(date_prove(&desk, 0, true), FAULT_NONE);
	return 0;
}

/* And number 2, PB: added while there was only one, who then sits there. */
static inline int
team_begin_two(void **state)
{
	struct newcomer new;
	struct digits card;

	(void)team_begin(state);
	new = somebody("Piet Bakker", "PB");
	is(team_add(&desk, &new, &card), FAULT_NONE);
	return 0;
}

static inline int
team_end(void **state)
{
	(void)state;
	desk_close(&desk);
	passphrase_free(typed);
	return remove_tree(folder) ? 0 : -1;
}

#endif
