/* no_sleep.c - LD_PRELOAD library: nanosleep(2) of a second or more returns at
 * once; a shorter one, between two tries, is as long as ever. */

#include <time.h>

int
nanosleep(const struct timespec *wanted, struct timespec *left)
{
	if (wanted->tv_sec > 0)
		return 0;
	return clock_nanosleep(CLOCK_MONOTONIC, 0, wanted, left) == 0 ? 0 : -1;
}
