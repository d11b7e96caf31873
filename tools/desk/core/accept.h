/* accept.h - from an opened envelope to its case: who wrote, was it seen. */

#ifndef CORE_ACCEPT_H
#define CORE_ACCEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "book/cases.h"
#include "core/desk.h"
#include "core/fold.h"
#include "envelope.h"
#include "err.h"

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

/* Memory for one message at a time, and where it goes.  Holds keys and texts:
 * locked_new(). */
struct accept {
	struct desk *desk; /* in a unit of work */
	struct intake_count count;
	uint16_t week;     /* of the inbox */
	enum kind put_off; /* this kind and up wait for their tip */
	struct thread thread;
	struct case_file c;
	struct message m;
	struct case_file other; /* a twin and its case */
	struct message twin;
	struct fold fold;
};
WIPE_FUNCTION(accept);

/*
 * accept_opened(a, o, later):
 * Take the opened envelope ${o} into the casebook, count it, and wipe it.
 * ${later} becomes true, and nothing else happens, for a follow-up or close
 * (from ${a->put_off} up) whose thread is not here yet.  Errors of query.h.
 */
MUST_USE enum err accept_opened(struct accept *a, struct opened *o,
    bool *later);

#endif
