/* passphrase.h - asks for a passphrase, without echo. */

#ifndef PASSPHRASE_H
#define PASSPHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "secret.h"
#include "wire.h"

/* Keep it in memory of locked_new(). */
struct passphrase {
	size_t n;
	uint8_t b[PASSPHRASE_MAX];
};
WIPE_FUNCTION(passphrase);

/* New in locked memory; NULL if it cannot be had. */
struct passphrase *passphrase_new(void);
void passphrase_free(struct passphrase *p);

/*
 * passphrase_ask(p, prompt, twice):
 * Ask on /dev/tty without echo when standard input is a terminal, ${twice}
 * for a new one until both are the same; else take the next line of standard
 * input.  ERR_MISSING if none was given, ERR_TOO_LONG, ERR_IO; ERR_FORMAT after
 * a sentence for a new one that is no text in UTF-8, or that holds an accent as
 * a character of its own; for another one of these there is a sentence only.
 */
MUST_USE enum err passphrase_ask(struct passphrase *p, const char *prompt,
    bool twice);

struct span passphrase_span(const struct passphrase *p);

#endif
