/* journal.h - writes the log, and tells whether somebody changed it. */

#ifndef CORE_JOURNAL_H
#define CORE_JOURNAL_H

#include <stdint.h>

#include "book/journal.h"
#include "core/acts.h"
#include "core/desk.h"
#include "wire.h"

enum {
	JOURNAL_WEEKS = 104, /* entries older than this are cut, but the last */
};

/* The key by which person ${s} of ${desk} authenticates entries. */
void journal_key(struct key *out, const struct staff_secret *secret,
    const struct desk_id *desk, uint8_t s);

/*
 * journal_add(d, act, number, reason):
 * Log, within the unit of work, that whoever is at work did ${act} to the
 * case, person or inbox ${number}.  ${reason}: empty if none; its words live
 * in the casebook beside the log and go with the case.
 */
enum fault journal_add(struct desk *d, enum act act, uint32_t number,
    struct span reason);

/* journal_add() without a reason, then desk_commit(); aborts where it fails. */
enum fault journal_commit(struct desk *d, enum act act, uint32_t number);

/* Cut, within the unit of work, what is older than JOURNAL_WEEKS. */
enum fault journal_trim(struct desk *d);

/*
 * journal_verify(d):
 * JOURNAL_BROKEN with the number of the first entry that was changed, dropped
 * or moved: also at its end, by the number that the desk keeps of the last one,
 * and at its beginning, where no entry was old enough to be cut; where it is
 * one of whoever is at work, also if its tag is wrong. Their tags are checked
 * from the entry on that gave them their key.
 */
enum fault journal_verify(struct desk *d);

#endif
