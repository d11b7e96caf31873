/* destroy.c - epoch keys whose time is over, and what hangs on them. */

#include "core/destroy.h"

#include "book/replay.h"
#include "core/date.h"
#include "core/epochs.h"
#include "core/journal.h"
#include "core/sequence.h"
#include "week.h"

enum {
	DUE_DAYS = 21,
	DUE_ALWAYS_DAYS = 35,
};

bool
destroy_due(uint16_t week, int32_t day, uint16_t newest)
{
	int32_t after = day - week_monday((uint16_t)(week + 1));

	return after >= DUE_ALWAYS_DAYS ||
	    (after >= DUE_DAYS && newest >= week + 2);
}

/* The last week that is due; false if none is. */
static bool
last_due(uint16_t *last, struct desk *d)
{
	const struct deskkey *k = desk_key(d);
	uint16_t newest = sequence_week(&d->state->sequence);
	int32_t day = date_destroy(d);
	bool any = false;

	for (size_t i = 0; i < k->epochs; i++) {
		if (!destroy_due(k->epoch[i].week, day, newest))
			break;
		*last = k->epoch[i].week;
		any = true;
	}
	return any;
}

enum fault
destroy_run(struct desk *d, uint16_t *last)
{
	uint16_t due;
	enum fault f;
	enum err e;

	*last = 0;
	if (!last_due(&due, d))
		return FAULT_NONE;
	f = desk_begin(d);
	if (f != FAULT_NONE)
		return f;
	epochs_drop(desk_key(d), due);
	d->state->seen_from = (uint16_t)(due + 1);
	e = replay_forget(d->book, d->state->seen_from);
	if (e != OK)
		return desk_failed(d, e);
	f = journal_commit(d, ACT_DESTROYED, due);
	if (f == FAULT_NONE)
		*last = due;
	return f;
}
