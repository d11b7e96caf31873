/* expire.c - when a week of the pool is forgotten. */

#include "expire.h"

#include <string.h>

#include "bundle.h"
#include "clock.h"
#include "week.h"

/* The week in which the inbox closed that ${h} acknowledged last; 0: none. */
static uint16_t
acknowledged(struct store *s, const struct holder *h)
{
	struct closed c;
	struct kept k;

	if (kept_load(&k, s, &h->id) != OK || k.ack_seq == 0 ||
	    closed_load(&c, s, k.ack_seq) != OK ||
	    memcmp(c.hash.b, k.ack.b, sizeof(k.ack.b)) != 0)
		return 0;
	return c.week;
}

enum err
expire_run(struct store *s, const struct directory *d, size_t *forgotten)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(s, weeks);
	uint16_t all = d == NULL ? 0 : UINT16_MAX;
	enum err e = OK;

	*forgotten = 0;
	for (size_t i = 0; d != NULL && i < d->holders; i++) {
		uint16_t week = acknowledged(s, &d->holder[i]);

		if (week < all)
			all = week;
	}
	for (size_t i = 0; i < n && e == OK; i++) {
		int32_t end = week_monday(weeks[i].week) + 7;

		if (weeks[i].week >= all && clock_day() < end + EXPIRE_DAYS)
			continue;
		e = store_forget(s, weeks[i].week);
		if (e == OK)
			(*forgotten)++;
	}
	return e;
}
