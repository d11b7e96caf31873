/* restore.h - after a restore from backup, find where inbox numbers go on. */

#ifndef BUNDLE_RESTORE_H
#define BUNDLE_RESTORE_H

#include <stdbool.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "hash.h"
#include "store/store.h"

enum {
	RESTORE_AHEAD =
	    1024, /* inboxes since a backup; a higher number is not believed */
};

/*
 * True from the time a folder is opened without a pool, which no backup holds,
 * until the next inbox is closed.
 */
bool restore_pending(struct store *s);

/* True if also the last inbox number is not known yet. */
bool restore_blind(struct store *s);

/* An inbox was closed: clear STATE_RESTORED. */
MUST_USE enum err restore_done(struct store *s);

/*
 * restore_to(moved, s, seq, hash):
 * The service of ${s} has closed inbox ${seq}, whose manifest has ${hash}: let
 * the next number follow it.  ${moved} is true if that changed the numbers.  A
 * known number, or one more than RESTORE_AHEAD ahead, does not.
 */
MUST_USE enum err restore_to(bool *moved, struct store *s, uint32_t seq,
    const struct note_hash *hash);

/*
 * restore_by_stick(s, stick, d):
 * The same for the newest manifest on ${stick} that is signed with our own key
 * in ${d}; prints a line if the numbers changed.
 */
MUST_USE enum err restore_by_stick(struct store *s, int stick,
    const struct directory *d);

#endif
