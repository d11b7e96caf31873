/* clock.h - the one reader of the time, so that a test can be another. */

#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

/* Seconds since 1970, by time(2); tests preload another time(2). */
int64_t clock_now(void);

/* Days since 1970 in UTC, and whole weeks since Monday 2024-01-01. */
int32_t clock_day(void);
uint16_t clock_week(void);

/* What the clock says, and seconds since boot, suspended or not. */
struct moment {
	int64_t wall;
	int64_t boot;
};

/* Now; its time since boot is by clock_gettime(2), which nobody can set. */
struct moment clock_moment(void);

#endif
