/* clock.c - the one reader of the time, so that a test can be another. */

#include "clock.h"

#include <time.h>

#include "week.h"

int64_t
clock_now(void)
{
	return (int64_t)time(NULL);
}

int32_t
clock_day(void)
{
	return day_of_time(clock_now());
}

uint16_t
clock_week(void)
{
	return week_of_day(clock_day());
}

struct moment
clock_moment(void)
{
	struct timespec boot = { 0 };

	/* without it no advance of the clock is believed */
	if (clock_gettime(CLOCK_BOOTTIME, &boot) != 0)
		boot.tv_sec = 0;
	return (struct moment){ clock_now(), (int64_t)boot.tv_sec };
}
