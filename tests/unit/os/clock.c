/* clock.c - tests the time, day and week that clock.c derives from time(2). */

#include <time.h>

#include "rows.h"

#include "os/clock.h"
#include "wrap.h"

static time_t now;

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(time_t, time, time_t *);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

time_t
WRAP(time)(time_t *t)
{
	if (t != NULL)
		*t = now;
	return now;
}

static const struct time_row {
	const char *name;
	time_t now;
	int day;
	int week;
} times[] = {
	{ "1970", 0, 0, 0 },
	{ "before 1970", -5, 0, 0 },
	{ "2024-01-01 00:00:00", 1704067200, 19723, 0 },
	{ "2026-07-31 23:59:59", 1785542399, 20665, 134 },
	{ "2026-08-01 00:00:00", 1785542400, 20666, 134 },
	{ "2027-01-03 23:59:59", 1799020799, 20821, 156 },
	{ "2027-01-04 00:00:00", 1799020800, 20822, 157 },
	{ "2038-01-19 03:14:08", 2147483648, 24855, 733 },
};

static void
gives_time_day_and_week_at(void **state)
{
	const struct time_row *row = *state;

	now = row->now;
	assert_true(clock_now() == (int64_t)row->now);
	assert_int_equal(clock_day(), row->day);
	assert_int_equal(clock_week(), row->week);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, gives_time_day_and_week_at, times);
	return rows_run(&all, __FILE__);
}
