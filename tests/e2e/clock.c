/* clock.c - another time(2) for tests, by LD_PRELOAD. */

#include <stdlib.h>
#include <time.h>

/* The machine's time and ZEGEL_TEST_TIME_OFFSET seconds. */
time_t
time(time_t *out)
{
	const char *offset = getenv("ZEGEL_TEST_TIME_OFFSET");
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_REALTIME, &now);
	if (offset != NULL)
		now.tv_sec += strtol(offset, NULL, 10);
	if (out != NULL)
		*out = now.tv_sec;
	return now.tv_sec;
}
