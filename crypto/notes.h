/* notes.h - the answer to GET /n: directory, schedules, this week's keys. */

#ifndef NOTES_H
#define NOTES_H

#include <stdbool.h>
#include <stdint.h>

#include "directory.h"
#include "envelope.h"
#include "err.h"
#include "schedule.h"
#include "wire.h"

/* One holder's part; if the holder has stopped, no schedule and a NULL key. */
struct notes_part {
	struct span schedule; /* the note, not yet verified by notes_decode */
	const struct desk_public *key; /* borrowed */
};

/* Large: keep it off the stack.  Borrows from the bytes decoded. */
struct notes {
	struct span directory;
	uint8_t count;
	struct notes_part part[HOLDERS_MAX];
};

/* Decode ${in}.  Checks only lengths and counts; ERR_FORMAT. */
MUST_USE enum err notes_decode(struct notes *out, struct span in);
void notes_encode(struct writer *w, const struct notes *in);

/*
 * notes_verify(n, d, in, root, day):
 * Do every check of a client on ${in}: lengths and counts, then ${root} ->
 * directory -> each schedule -> its key of the week.  One bad schedule or key
 * makes all of ${in} bad, since all clients get the same bytes.  Errors of
 * directory_verify() and schedule_verify(); ERR_FORMAT for another number of
 * holders than in the directory; ERR_KEY for a key that is not in its
 * schedule; ERR_CLOCK if ${day} is more than CLOCK_DAYS outside the key's
 * week.  ${n} and ${d} are then zeroed.
 */
MUST_USE enum err notes_verify(struct notes *n, struct directory *d,
    struct span in, const struct vkey *root, int32_t day);

#endif
