/* schedule.h - a holder's OPS key and next 13 epochs, signed by its IK. */

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
 * Signed by the IK of ${h}, of this service and holder, at least its minimum
 * version, nothing of it revoked, not expired on ${day}, expiring at most
 * SCHEDULE_DAYS after ${day} plus CLOCK_DAYS (else ERR_CLOCK).  ERR_FORMAT,
 * ERR_SIGNATURE, ERR_SERVICE, ERR_VERSION, ERR_KEY (revoked), ERR_EXPIRED.
 */
MUST_USE enum err schedule_verify(struct schedule *s, struct span note,
    const struct directory *d, const struct holder *h, int32_t day);

/* The index of ${week}, or EPOCHS if it is not in ${s}. */
unsigned schedule_week(const struct schedule *s, uint16_t week);

#endif
