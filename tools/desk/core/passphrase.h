/* passphrase.h - the forms of a passphrase, and whether it is strong. */

#ifndef CORE_PASSPHRASE_H
#define CORE_PASSPHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/normal.h"
#include "err.h"
#include "label.h"

#include "secret.h"
#include "wire.h"

enum {
	PASSPHRASE_FORMS = 3,
	PASSPHRASE_LEAST = 12,
	PASSPHRASE_KINDS = 5,
};

/*
 * The forms in which keyboards may send what was typed, each once: NFC, as
 * typed, NFD.  Keep it in memory of locked_new().
 */
struct passphrase {
	size_t forms;
	struct {
		size_t n;
		uint8_t b[PASSPHRASE_MAX];
	} form[PASSPHRASE_FORMS];
	struct normal text; /* zero, except while forms are made */
};
WIPE_FUNCTION(passphrase);

/* New in locked memory; NULL if it cannot be had. */
struct passphrase *passphrase_new(void);
void passphrase_free(struct passphrase *p);

/*
 * passphrase_set(p, typed):
 * Make the forms of ${typed}.  ERR_MISSING if it is empty, ERR_TOO_LONG if it
 * or its NFC has over PASSPHRASE_MAX bytes, ERR_FORMAT if it is no text.  Even
 * then it is a form if it fits, because an older file may be sealed under it.
 */
MUST_USE enum err passphrase_set(struct passphrase *p, struct span typed);

/* True if ${s} is one of its forms. */
bool passphrase_has(const struct passphrase *p, struct span s);

/*
 * passphrase_strong(p):
 * True if a new file may be sealed under it: PASSPHRASE_LEAST characters,
 * PASSPHRASE_KINDS of them different.  A floor against "a" and "1111", no
 * measure: six drawn words are what is offered.
 */
bool passphrase_strong(const struct passphrase *p);

/* Form ${i} of ${p->forms}; files are opened with form 0 first. */
struct span passphrase_form(const struct passphrase *p, size_t i);

/* Form 0: files are sealed under it. */
struct span passphrase_span(const struct passphrase *p);

#endif
