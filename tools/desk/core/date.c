/* date.c - what day it is at the desk, and whether that can be believed. */

#include "date.h"

#include "chain.h"
#include "os/clock.h"
#include "os/guard.h"
#include "terminal/ask.h"
#include "terminal/say.h"
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
		latest = chain_week(s);
	if (latest == 0) /* no inbox yet */
		return (struct window){ s->seen_from, s->last_epoch };
	return (struct window){ latest, latest };
}

/* What a person compares the date with, in words. */
static void
window_say(char *out, size_t n, const struct state *s, struct window w)
{
	char from[WEEK_TEXT];
	char to[WEEK_TEXT];

	week_print(from, w.from);
	week_print(to, w.to);
	if (w.from == w.to)
		(void)snprintf(out, n, "the newest inbox is of week %s", from);
	else
		(void)snprintf(out, n,
		    "the keys of this desk, %s, are for the weeks %s to %s",
		    s->name, from, to);
}

static int
date_doubt(const struct desk *d, struct window w)
{
	char date[DATE_TEXT];
	char beside[128];

	date_print(date, d->day);
	window_say(beside, sizeof(beside), d->state, w);
	if (ask_terminal()) {
		say("This computer says that today is %s, but %s.\n"
		    "Keys are made and destroyed by date, so a wrong date can "
		    "destroy tips.\n",
		    date, beside);
		if (ask_yes("Is that date right? (y/n) "))
			return 0;
	}
	return say_wrong("this computer says that today is %s, but %s. Nothing "
			 "was opened, written or destroyed. Set the date "
			 "right; or, if it is right, give --date-is-right",
	    date, beside);
}

int
date_prove(struct desk *d, uint16_t latest, bool right)
{
	struct window w = window_of(d->state, latest);
	enum guard_date date;

	d->day = clock_day();
	d->date_said = false;
	if (date_sane() != 0)
		return 1;
	date = guard_date(w.from, w.to, d->day);
	if (date == GUARD_FITS) {
		/* what was opened was closed before now */
		if (d->day < week_monday(w.from))
			d->day = week_monday(w.from);
		return 0;
	}
	if (!right && date_doubt(d, w) != 0)
		return 1;
	d->date_said = true;
	chain_trim(d->state, week_of_day(d->day + GUARD_DAYS));
	return 0;
}

int
date_begin(struct desk *d)
{
	d->day = clock_day();
	return date_sane();
}

int32_t
date_destroy(const struct desk *d)
{
	int32_t sunday = week_monday(chain_week(d->state)) + 6;

	return d->date_said || d->day < sunday ? d->day : sunday;
}

int
date_of_inbox(const struct desk *d, uint32_t seq, uint16_t week)
{
	char date[DATE_TEXT];
	char name[WEEK_TEXT];

	if (guard_date(week, week, d->day) != GUARD_BEFORE)
		return 0;
	date_print(date, d->day);
	week_print(name, week);
	return say_wrong("inbox %u says that it was closed in week %s, which "
			 "has not come yet: today is %s. Nothing was opened. "
			 "Tell the operator; to open the others, take it off "
			 "the stick",
	    seq, name, date);
}

int
date_sane(void)
{
	char date[DATE_TEXT];

	if (clock_day() >= WEEK_EPOCH_DAY)
		return 0;
	date_print(date, clock_day() < 0 ? 0 : clock_day());
	return say_wrong("this computer says that today is %s, which is long "
			 "ago. Set the date right, then do this again",
	    date);
}
