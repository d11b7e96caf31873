/* moment.h - seconds on a clock, by default the monotonic one. */

#ifndef MOMENT_H
#define MOMENT_H

#include <time.h>

static inline double
moment(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline double
now(void)
{
	return moment(CLOCK_MONOTONIC);
}

#endif
