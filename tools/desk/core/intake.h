/* intake.h - from envelopes to cases: who wrote, was it seen, where it goes. */

#ifndef INTAKE_H
#define INTAKE_H

#include <stdint.h>

#include "case.h"
#include "envelope.h"
#include "err.h"
#include "keys.h"
#include "seen.h"
#include "state.h"
#include "wire.h"

/* What came of the envelopes. */
struct intake_count {
	uint32_t envelopes;
	uint32_t ours;   /* opened */
	uint32_t cases;  /* new */
	uint32_t joined; /* to a thread that was here */
	uint32_t closes;
	uint32_t repeats;   /* of an envelope, or of a message */
	uint32_t lost;      /* closes of a thread that is not here */
	uint32_t malformed; /* opened, but no body */
	uint32_t rewrapped;
	uint32_t first; /* number of the first new case */
};

/* The desk it goes to. */
struct intake_where {
	struct casebook *book;
	struct state *state;
	const struct desk_keys *keys;
};

/*
 * intake_run(count, inbox, week, where):
 * Open the envelopes in ${inbox}, closed in ${week}, with all keys up to the
 * week after it, and take what is ours into the casebook's transaction.  Uses
 * all cores; the order of cases is that of the envelopes, but what follows a
 * tip is taken after it.  Adds to ${count}.
 */
MUST_USE enum err intake_run(struct intake_count *count, struct span inbox,
    uint16_t week, const struct intake_where *where);

#endif
