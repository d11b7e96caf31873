/* clockguard.c - the date a service goes by, and the weeks that it stores. */

#include "clockguard.h"

#include <stdio.h>

#include "bundle/records.h"
#include "failed.h"
#include "os/clock.h"
#include "week.h"

enum {
	WEEKS_SIZE = 4,
	HOUR = 3600,
};

/* An older version stored only the first of the two weeks. */
static enum err
weeks_load(struct clockguard_weeks *w, struct store *s)
{
	struct reader r;
	struct file f;
	enum err e;

	*w = (struct clockguard_weeks){ 0 };
	e = store_get(s, &f, STATE_WEEK, NULL, 0);
	if (e == OK) {
		r = (struct reader){ f.p, f.n, false };
		w->known = wire_u16(&r);
		w->now = r.n > 0 ? wire_u16(&r) : w->known;
		e = wire_end(&r);
	}
	file_free(&f);
	return e;
}

static enum err
weeks_save(struct store *s, struct clockguard_weeks weeks)
{
	uint8_t bytes[WEEKS_SIZE];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct state_item item = { .kind = STATE_WEEK };

	wire_put_u16(&w, weeks.known);
	wire_put_u16(&w, weeks.now);
	item.value = (struct span){ bytes, sizeof(bytes) };
	return store_put(s, &item, 1);
}

static bool
same(struct clockguard_weeks a, struct clockguard_weeks b)
{
	return a.known == b.known && a.now == b.now;
}

enum err
clockguard_set(struct store *s, uint16_t week)
{
	return weeks_save(s, (struct clockguard_weeks){ week, week });
}

/* Load the weeks of ${s}; if there are none, the clock's, not yet ${kept}. */
static enum err
weeks_begin(struct clockguard_weeks *w, bool *kept, struct store *s)
{
	enum err e = weeks_load(w, s);

	*kept = e == OK;
	if (e != ERR_MISSING)
		return e;
	*w = (struct clockguard_weeks){ clock_week(), clock_week() };
	return OK;
}

/* Store the week of an hour ago, if it is another. */
static enum err
weeks_keep(struct clockguard *c, struct store *s, int64_t boot)
{
	struct clockguard_weeks weeks = c->weeks;
	enum err e;

	weeks.now = week_of_day(guard_day(&c->guard, boot - HOUR));
	if (c->guard.proof == GUARD_FIRM)
		weeks.known = weeks.now;
	if (c->kept && same(weeks, c->weeks))
		return OK;
	e = weeks_save(s, weeks);
	if (e != OK)
		return e;
	c->kept = true;
	c->weeks = weeks;
	c->guard.known = weeks.known;
	return OK;
}

enum err
clockguard_begin(struct clockguard *c, struct store *s)
{
	struct moment now = clock_moment();
	enum err e = weeks_begin(&c->weeks, &c->kept, s);

	if (e != OK)
		return e;
	guard_begin(&c->guard, c->weeks.known, now);
	return inbox_record_lower(s,
	    week_of_day(guard_day(&c->guard, now.boot)));
}

enum err
clockguard_look(struct clockguard *c, struct store *s, bool *moved)
{
	struct moment now = clock_moment();
	enum err e = OK;

	*moved = guard_look(&c->guard, now);
	if (*moved)
		e = inbox_record_lower(s,
		    week_of_day(guard_day(&c->guard, now.boot)));
	return e == OK ? weeks_keep(c, s, now.boot) : e;
}

bool
clockguard_said(struct clockguard *c, struct store *s)
{
	struct clockguard_weeks weeks;

	if (weeks_load(&weeks, s) != OK || same(weeks, c->weeks))
		return false;
	c->weeks = weeks;
	c->guard.known = weeks.known;
	if (weeks.known != clock_week())
		return false;
	guard_vouch(&c->guard, clock_moment());
	return true;
}

void
clockguard_floor(struct clockguard *c, const struct directory *d)
{
	c->guard.floor = d->issued - CLOCK_DAYS;
}

int32_t
clockguard_day(const struct clockguard *c)
{
	return guard_day(&c->guard, clock_moment().boot);
}

/* ${day}, or the day of ${week} that is nearest to it. */
static int32_t
day_within(int32_t day, uint16_t week)
{
	int32_t monday = week_monday(week);

	return day < monday ? monday : day > monday + 6 ? monday + 6 : day;
}

enum err
clockguard_of(int32_t *day, struct store *s, bool served)
{
	int32_t clock = clock_day();
	struct clockguard_weeks weeks;
	bool fits, kept;
	enum err e = weeks_begin(&weeks, &kept, s);

	*day = clock;
	if (e != OK)
		return e;
	fits = served ? clock >= week_monday(weeks.now) - 7 &&
		clock < week_monday(weeks.now) + 14
		      : guard_fits(weeks.known, clock);
	if (served || !fits)
		*day = day_within(clock, served ? weeks.now : weeks.known);
	return fits ? OK : ERR_CLOCK;
}

void
clockguard_print(char out[static CLOCKGUARD_TEXT], struct store *s, bool served)
{
	char now[WEEK_TEXT];
	char then[WEEK_TEXT];
	struct clockguard_weeks weeks;

	if (weeks_load(&weeks, s) != OK)
		weeks = (struct clockguard_weeks){ 0 };
	week_print(now, clock_week());
	week_print(then, served ? weeks.now : weeks.known);
	(void)snprintf(out, CLOCKGUARD_TEXT, "the clock shows %s, %s %s", now,
	    served ? "the running server uses" : "this folder was last used in",
	    then);
}

int
clockguard_say(const char *doing, struct store *s, bool served)
{
	char why[CLOCKGUARD_TEXT];

	clockguard_print(why, s, served);
	return failed(doing, NULL, why,
	    "set the clock (UTC), or if it is right, confirm it with -w WEEK");
}
