/* destroy.c - epoch keys whose time is over, and what hangs on them. */

#include "destroy.h"

#include "chain.h"
#include "date.h"
#include "seen.h"
#include "terminal/say.h"
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

/* The lists of what was seen under keys that are gone. */
static int
lists_forget(struct desk *d, uint16_t below)
{
	enum err e = OK;

	if (d->state->seen_from >= below)
		return 0;
	if (desk_begin(d) != 0)
		return 1;
	for (; d->state->seen_from < below && e == OK; d->state->seen_from++)
		e = seen_forget(d->book, d->state->seen_from);
	if (e == OK)
		return desk_commit(d);
	desk_abort(d);
	return desk_book_failed(e);
}

int
destroy_run(struct desk *d)
{
	int32_t day = date_destroy(d);
	uint16_t last = 0;
	char week[WEEK_TEXT];
	bool any = false;

	for (size_t i = 0; i < d->keys->n; i++) {
		if (!destroy_due(d->keys->epoch[i].week, day,
			chain_week(d->state)))
			break;
		last = d->keys->epoch[i].week;
		any = true;
	}
	if (any) {
		keys_drop(d->keys, last);
		if (desk_keys_save(d) != 0)
			return 1;
		week_print(week, last);
		say("Keys up to and including week %s are destroyed.\n", week);
	}
	/* also after a run that was cut off between key file and lists */
	if (d->keys->n > 0 && lists_forget(d, d->keys->epoch[0].week) != 0)
		return 1;
	return 0;
}
