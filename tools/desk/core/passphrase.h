/* passphrase.h - asks for a passphrase, without echo. */

#ifndef PASSPHRASE_H
#define PASSPHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "normal.h"
#include "secret.h"
#include "wire.h"

enum {
	PASSPHRASE_FORMS = 3,
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

/*
 * passphrase_ask(p, prompt, new):
 * Ask on /dev/tty without echo when standard input is a terminal, for a ${new}
 * one until it was typed twice; else take the next line of standard input.
 * The terminal then stays without echo until tty_release(), for the time that
 * it takes to derive a key.  One that is not ${new} is OK with any form. Errors
 * of passphrase_set(), ERR_MISSING also at the end of input, ERR_IO; each after
 * a sentence.
 */
MUST_USE enum err passphrase_ask(struct passphrase *p, const char *prompt,
    bool new);

/* Form ${i} of ${p->forms}; files are opened with form 0 first. */
struct span passphrase_form(const struct passphrase *p, size_t i);

/* Form 0: files are sealed under it. */
struct span passphrase_span(const struct passphrase *p);

#endif
