/* expire.c - decide which weeks of the pool are due, and forget them. */

#include "expire.h"

#include "bundle/records.h"
#include "week.h"

/*
 * Forget a week, then count it as lost unless every holder has ${read} it.  In
 * this order, as a full disk may refuse the count and forgetting frees space.
 */
static enum err
week_forget(struct expired *out, struct store *s, const struct pool_week *w,
    bool read)
{
	enum err e = store_forget(s, w->week);

	if (e != OK)
		return e;
	out->forgotten++;
	if (read || w->envelopes == 0)
		return OK;
	out->unread += w->envelopes;
	return loss_record_add(s, w->week, w->envelopes);
}

/* The first week that some holder of ${d} may not have received in full. */
static uint16_t
all_have(struct store *s, const struct directory *d)
{
	uint16_t all = d == NULL ? 0 : UINT16_MAX;

	for (size_t i = 0; d != NULL && i < d->holders; i++) {
		uint16_t week = outbox_record_week(s, &d->holder[i].id);

		if (week < all)
			all = week;
	}
	return all;
}

static bool
may_forget(const struct expire_by *by, uint16_t week, int32_t end)
{
	if (by->said)
		return true;
	return by->looks != NULL &&
	    guard_twice(by->looks, week, by->boot, by->clock >= end);
}

enum err
expire_run(struct expired *out, struct store *s, const struct directory *d,
    const struct expire_by *by)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(s, weeks);
	uint16_t all = all_have(s, d);
	enum err e = OK;

	*out = (struct expired){ 0 };
	for (size_t i = 0; i < n && e == OK; i++) {
		int32_t end = week_monday(weeks[i].week) + 7 + EXPIRE_DAYS;

		if (weeks[i].week >= all) {
			if (by->day < end)
				continue;
			if (!may_forget(by, weeks[i].week, end)) {
				out->due++;
				continue;
			}
		}
		e = week_forget(out, s, &weeks[i], weeks[i].week < all);
	}
	return e;
}
