/* outbox.h - the desk's whole section of the board, made and carried. */

#ifndef CORE_OUTBOX_H
#define CORE_OUTBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "book/cases.h"
#include "core/allot.h"
#include "core/desk.h"

enum {
	OUTBOX_NAMED = 32, /* cases that are named one by one */
};

/* What went into an outbox, and what did not. */
struct outbox_done {
	uint32_t outbox; /* its number */
	uint16_t cells;  /* N */
	struct allotment allotment;
	uint32_t ended; /* threads that ended: keys and replies destroyed */
	uint32_t named; /* cases with a reply that found no cell */
	uint32_t without[OUTBOX_NAMED]; /* their numbers, ascending */
	bool schedule; /* the schedule went along: the server lacks it */
};

/*
 * outbox_write(out, d, stick, path):
 * Make the next outbox, dated by ${d->day}, and write it to the open folder
 * ${stick}, which people call ${path}.  Number, cells and what ended are
 * committed as one unit of work before the first byte goes to the stick: two
 * outboxes never share a number.  OUTBOX_LAST; OUTBOX_STICK, SCHEDULE_STICK:
 * made, but not on the stick, so make another; and those of desk_commit().
 */
enum fault outbox_write(struct outbox_done *out, struct desk *d, int stick,
    const char *path);

/*
 * outbox_end(d):
 * End, within a unit of work, all threads that are over by the newest inbox, as
 * the next outbox would: their keys and replies are destroyed.
 */
enum fault outbox_end(struct desk *d);

/* True if the thread of ${c} ends in ${week}: closed, or 13 weeks without a
 * word. */
bool case_over(const struct case_file *c, uint16_t week);

#endif
