/* week.h - convert, print, parse ISO weeks and dates (UTC); no finer time. */

#ifndef WEEK_H
#define WEEK_H

#include <stdint.h>

#include "err.h"
#include "wire.h"

enum {
	DAY_SECONDS = 86400,
	WEEK_EPOCH_DAY = 19723, /* Monday 2024-01-01, in days since 1970 */
	WEEK_TEXT = 9,          /* 2026-W31 and NUL */
	DATE_TEXT = 11,         /* 2026-07-31 and NUL */
};

/* Days since 1970-01-01 of ${unix_time}, limited to 0 and 9999-12-31. */
int32_t day_of_time(int64_t unix_time);

/*
 * week_of_day(day):
 * Whole weeks since Monday 2024-01-01; 0 before it, 65535 at most.
 */
uint16_t week_of_day(int32_t day);

/* The Monday of ${week}, in days since 1970. */
int32_t week_monday(uint16_t week);

/* "2026-W31" and a NUL. */
void week_print(char out[static WEEK_TEXT], uint16_t week);
MUST_USE enum err week_parse(uint16_t *week, struct span s);

/* "2026-07-31" and a NUL; years 1970 to 9999. */
void date_print(char out[static DATE_TEXT], int32_t day);
MUST_USE enum err date_parse(int32_t *day, struct span s);

#endif
