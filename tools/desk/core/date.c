/* date.c - what day it is at the desk, and whether that can be believed. */

#include "core/date.h"

#include "core/sequence.h"
#include "os/clock.h"
#include "os/guard.h"
#include "week.h"

/* The weeks in which today must lie. */
struct window {
	uint16_t from;
	uint16_t to;
};

static struct window
window_of(const struct state *s, uint16_t latest)
{
	if (latest == 0)
		latest = sequence_week(&s->sequence);
	if (latest == 0) /* no inbox yet */
		return (struct window){ s->seen_from, s->last_epoch };
	return (struct window){ latest, latest };
}

static enum fault
date_doubt(struct desk *d, struct window w)
{
	(void)fault_plain(&d->detail, FAULT_DATE_DOUBT);
	d->detail.day = d->day;
	d->detail.week = w.from;
	d->detail.until = w.to;
	return FAULT_DATE_DOUBT;
}

enum fault
date_prove(struct desk *d, uint16_t latest, bool right)
{
	struct window w = window_of(d->state, latest);
	enum fault f = date_begin(d);

	if (f != FAULT_NONE)
		return f;
	if (guard_date(w.from, w.to, d->day) == GUARD_FITS) {
		/* what was opened was closed before now */
		if (d->day < week_monday(w.from))
			d->day = week_monday(w.from);
		return FAULT_NONE;
	}
	if (!right)
		return date_doubt(d, w);
	d->date_said = true;
	sequence_trim(&d->state->sequence, week_of_day(d->day + GUARD_DAYS));
	return FAULT_NONE;
}

enum fault
date_begin(struct desk *d)
{
	d->day = clock_day();
	d->date_said = false;
	return date_sane(&d->detail);
}

int32_t
date_destroy(const struct desk *d)
{
	int32_t sunday = week_monday(sequence_week(&d->state->sequence)) + 6;

	return d->date_said || d->day < sunday ? d->day : sunday;
}

enum fault
date_of_inbox(struct desk *d, uint32_t seq, uint16_t week)
{
	if (guard_date(week, week, d->day) != GUARD_BEFORE)
		return FAULT_NONE;
	(void)fault_number(&d->detail, FAULT_INBOX_WEEK, seq);
	d->detail.week = week;
	d->detail.day = d->day;
	return FAULT_INBOX_WEEK;
}

enum fault
date_sane(struct detail *why)
{
	int32_t day = clock_day();

	if (day >= WEEK_EPOCH_DAY)
		return FAULT_NONE;
	(void)fault_plain(why, FAULT_DATE_ANCIENT);
	why->day = day;
	return FAULT_DATE_ANCIENT;
}
