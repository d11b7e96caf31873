/* passphrase.h - asks for a passphrase, without echo. */

#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include "core/passphrase.h"

/*
 * passphrase_ask(p, prompt):
 * Ask on the terminal without echo, if standard input is one; else take the
 * next line of standard input.  The terminal then stays without echo, and says
 * that this takes a moment, until tty_release(): for the time that a key is
 * derived.  One in any form counts.  Returns an exit status: 0, or 1 after a
 * sentence.
 */
int passphrase_ask(struct passphrase *p, const char *prompt);

/*
 * passphrase_choose(p, prompt):
 * The same for a new one: at a terminal six drawn words are offered, one that
 * is too weak is asked again, and it is typed twice.  Elsewhere a weak one is
 * refused.
 */
int passphrase_choose(struct passphrase *p, const char *prompt);

#endif
