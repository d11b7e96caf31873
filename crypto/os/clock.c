/* clock.c - the only code that reads the date and the time of day. */

#include "os/clock.h"

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

	/* with boot stuck at 0, guard.c believes no advance of the clock */
	if (clock_gettime(CLOCK_BOOTTIME, &boot) != 0)
		boot.tv_sec = 0;
	return (struct moment){ clock_now(), (int64_t)boot.tv_sec };
}
