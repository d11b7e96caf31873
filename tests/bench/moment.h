/* moment.h - seconds on the monotonic clock. */

#ifndef MOMENT_H
#define MOMENT_H

#include <time.h>

static inline double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#endif
