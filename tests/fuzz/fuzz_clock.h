/* fuzz_clock.h - it is always the day on which signed.h was signed. */

#ifndef FUZZ_CLOCK_H
#define FUZZ_CLOCK_H

#include <time.h>

#include "signed.h"

/* The one clock of the program; crypto/os/clock.c asks it. */
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
time_t
time(time_t *t)
{
	if (t != NULL)
		*t = (time_t)SIGNED_DAY * 86400;
	return (time_t)SIGNED_DAY * 86400;
}

#endif
