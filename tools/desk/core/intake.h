/* intake.h - the envelopes of an inbox, all of them: tips before follow-ups. */

#ifndef CORE_INTAKE_H
#define CORE_INTAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/accept.h"
#include "core/desk.h"
#include "core/envelopes.h"

/* Called after each block with how many envelopes are done; false: stop. */
struct intake_watch {
	bool (*go)(void *arg, uint32_t done);
	void *arg;
};

/*
 * intake_run(count, d, v, week, watch):
 * Open the envelopes ${v} of an inbox closed in ${week}, with all keys up to
 * the week after it, and take what is ours into the unit of work.  Uses all
 * cores, and memory that does not depend on how many there are, but for 36
 * bytes for each that follows a tip which is not here yet.  The order of cases
 * is that of the envelopes, but what follows a tip is taken after it.  Sets
 * ${count}.  INBOX_CHANGED and FILE (without arguments: the caller knows the
 * inbox), INBOX_STOPPED, and what fault_book() says; the caller aborts.
 */
enum fault intake_run(struct intake_count *count, struct desk *d,
    struct envelopes *v, uint16_t week, const struct intake_watch *watch);

#endif
