/* restore.h - a folder put back from a backup: its numbers go on, not back. */

#ifndef RESTORE_H
#define RESTORE_H

#include <stdbool.h>
#include <stdint.h>

#include "directory.h"
#include "err.h"
#include "hash.h"
#include "store.h"

enum {
	RESTORE_AHEAD =
	    1024, /* inboxes since a backup: more is no honest number */
};

/*
 * True from when a folder was opened without its pool, which no backup holds,
 * until the next inbox is closed.
 */
bool restore_pending(struct store *s);

/* True if besides nothing has told yet how far its numbers had come. */
bool restore_blind(struct store *s);

/* An inbox was closed. */
MUST_USE enum err restore_done(struct store *s);

/*
 * restore_to(moved, s, seq, hash):
 * The newest inbox that this folder ever closed was at least ${seq}, whose
 * manifest has ${hash}: the next one follows it.  ${moved} if that was news;
 * nothing is done for a number that is known, or over RESTORE_AHEAD away.
 */
MUST_USE enum err restore_to(bool *moved, struct store *s, uint32_t seq,
    const struct note_hash *hash);

/*
 * restore_by_stick(s, stick, d):
 * The same for the newest manifest on the ${stick} that the key of ${d}, our
 * own, has signed; says so.
 */
MUST_USE enum err restore_by_stick(struct store *s, int stick,
    const struct directory *d);

#endif
