/* today.c - whether this machine's date can be believed. */

#include "today.h"

#include <stdio.h>

#include "clock.h"
#include "say.h"
#include "week.h"

static enum err
week_last(uint16_t *week, struct store *s)
{
	struct reader r;
	struct file f;
	enum err e;

	e = store_get(s, &f, STATE_WEEK, NULL, 0);
	if (e == OK) {
		r = (struct reader){ f.p, f.n, false };
		*week = wire_u16(&r);
		e = wire_end(&r);
	}
	file_free(&f);
	return e;
}

enum err
today_set(struct store *s, uint16_t week)
{
	uint8_t bytes[2];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct state_item item = { .kind = STATE_WEEK };

	wire_put_u16(&w, week);
	item.value = (struct span){ bytes, sizeof(bytes) };
	return store_put(s, &item, 1);
}

enum err
today_week(uint16_t *week, struct store *s)
{
	uint16_t last = 0;
	enum err e;

	*week = clock_week();
	e = week_last(&last, s);
	if (e == ERR_MISSING)
		return today_set(s, *week);
	if (e != OK || *week == last)
		return e;
	if (*week < last || *week > last + TODAY_WEEKS)
		return ERR_CLOCK;
	return today_set(s, *week);
}

int
today_say(const char *doing, struct store *s)
{
	char now[WEEK_TEXT];
	char then[WEEK_TEXT];
	char why[128];
	uint16_t last = 0;

	if (week_last(&last, s) != OK)
		return say_err(doing, NULL, ERR_CLOCK);
	week_print(now, clock_week());
	week_print(then, last);
	snprintf(why, sizeof(why),
	    "the clock says %s, this folder was last used in %s", now, then);
	return say(doing, NULL, why,
	    "set the clock (UTC), or if it is right say so with -w WEEK");
}
