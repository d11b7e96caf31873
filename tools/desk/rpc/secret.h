/* secret.h - passphrases that a call brings along. */

#ifndef RPC_SECRET_H
#define RPC_SECRET_H

#include "core/passphrase.h"
#include "core/seed.h"
#include "rpc/method.h"

/*
 * secret_given(p, c, name):
 * The passphrase ${name}, under which a file is sealed; passphrase_free()
 * always.  PASSPHRASE_NONE, PASSPHRASE_LONG, MEMORY.
 */
enum fault secret_given(struct passphrase **p, struct call *c,
    const char *name);

/* The same for a new one: also PASSPHRASE_TEXT, PASSPHRASE_WEAK. */
enum fault secret_chosen(struct passphrase **p, struct call *c,
    const char *name);

/* What a new key file is locked with: ${p}, and "mib" or the default. */
struct keyhole secret_hole(const struct passphrase *p, const struct call *c);

#endif
