/* notes.h - what GET /n serves: the directory, schedules, this week's keys. */

#ifndef NOTES_H
#define NOTES_H

#include <stdbool.h>
#include <stdint.h>

#include "directory.h"
#include "envelope.h"
#include "err.h"
#include "schedule.h"
#include "wire.h"

/* A holder's part: empty schedule and NULL key if it has stopped. */
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

/* Only the shape: lengths and counts.  ERR_FORMAT. */
MUST_USE enum err notes_decode(struct notes *out, struct span in);
void notes_encode(struct writer *w, const struct notes *in);

/*
 * notes_verify(n, d, in, root, day):
 * Everything a client checks: shape, ROOT -> directory -> each schedule ->
 * the key of the week, whose week widened by CLOCK_DAYS on each side must
 * contain ${day}.  A holder with a bad schedule or key makes all of it bad:
 * all clients see the same bytes.  Errors of directory_verify() and
 * schedule_verify(); ERR_KEY for a key that is not in its schedule.
 */
MUST_USE enum err notes_verify(struct notes *n, struct directory *d,
    struct span in, const struct vkey *root, int32_t day);

#endif
