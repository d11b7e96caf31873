/* unlock.h - who sits down at a desk: their key file, their session. */

#ifndef CORE_UNLOCK_H
#define CORE_UNLOCK_H

#include <stdint.h>

#include "core/desk.h"
#include "core/passphrase.h"
#include "deskkey.h"
#include "staff.h"

/*
 * unlock_list(out, d):
 * Who could be at work: numbers and initials as desk.key lists them.  Nothing
 * vouches for this list before somebody is unlocked.  NO_DESK, DESK_DAMAGED,
 * FILE.
 */
enum fault unlock_list(struct deskkey_list *out, struct desk *d);

/*
 * unlock_desk(d, s, p, key):
 * Open the desk for person ${s} with their passphrase.  ${key}: the path of
 * their key file, NULL for staff/S.key in the folder.  The person's secret is
 * wiped at once; the caller wipes ${p}.  PASSPHRASE_WRONG, PERSON_KEY_MISSING,
 * PERSON_KEY_FOREIGN, KEY_MEMORY, DESK_DAMAGED, DESK_NEWER, JOURNAL_BROKEN
 * (the desk is open; an entry of this person's was changed) ...
 */
enum fault unlock_desk(struct desk *d, uint8_t s, const struct passphrase *p,
    const char *key);

/* True if the key file of person ${s} is in the folder, or one that comes after
 * it. */
bool unlock_has_key(const struct desk *d, uint8_t s);

/*
 * unlock_key(secret, d, s, p, key):
 * Read the key file of person ${s}; faults as above.
 */
enum fault unlock_key(struct staff_secret *secret, struct desk *d, uint8_t s,
    const struct passphrase *p, const char *key);

/* Let person ${s} be at work in the casebook that is open: what unlock_desk()
 * does at last. */
enum fault unlock_session(struct desk *d, uint8_t s,
    const struct staff_secret *secret);

#endif
