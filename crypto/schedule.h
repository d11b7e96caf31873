/* schedule.h - print, parse and verify a holder's OPS key and 13 epochs. */

#ifndef SCHEDULE_H
#define SCHEDULE_H

#include <stdint.h>

#include "directory.h"
#include "envelope.h"
#include "err.h"
#include "note.h"
#include "receipt.h"
#include "thread.h"
#include "wire.h"

struct schedule {
	struct service_id service;
	struct desk_id desk;
	uint32_t version;
	int32_t expires; /* last day, days since 1970 */
	struct sign_public ops;
	struct {
		uint16_t week;
		struct pk_name name;
	} epoch[EPOCHS]; /* consecutive weeks */
};

/* Write the text of ${s} (not yet signed). */
void schedule_print(struct writer *w, const struct schedule *s);
MUST_USE enum err schedule_parse(struct schedule *s, struct span text);

/*
 * schedule_verify(s, note, d, h, day):
 * Verify the signature of ${note} by the IK of ${h}, parse it to ${s} and check
 * it against ${d}, ${h} and ${day}.  ERR_FORMAT; ERR_SIGNATURE; ERR_SERVICE for
 * another service or holder; ERR_VERSION if below ${h->min_version}; ERR_KEY if
 * its OPS or an epoch is revoked; ERR_CLOCK if it expires more than
 * SCHEDULE_DAYS + CLOCK_DAYS after ${day}; ERR_EXPIRED.  ${s} is then zeroed.
 */
MUST_USE enum err schedule_verify(struct schedule *s, struct span note,
    const struct directory *d, const struct holder *h, int32_t day);

/* The index of ${week}, or EPOCHS if it is not in ${s}. */
unsigned schedule_week(const struct schedule *s, uint16_t week);

#endif
