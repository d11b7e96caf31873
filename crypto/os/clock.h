/* clock.h - the only code that reads the date and the time of day. */

#ifndef OS_CLOCK_H
#define OS_CLOCK_H

#include <stdint.h>

/* Seconds since 1970, by time(2); tests preload another time(2). */
int64_t clock_now(void);

/* Days since 1970 in UTC, and whole weeks since Monday 2024-01-01. */
int32_t clock_day(void);
uint16_t clock_week(void);

/* The clock's time, and seconds since boot, suspended time included. */
struct moment {
	int64_t wall;
	int64_t boot;
};

/* Now.  Time since boot is from CLOCK_BOOTTIME, which nobody can set. */
struct moment clock_moment(void);

#endif
