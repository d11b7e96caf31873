/* words.h - weeks and days as a person says them. */

#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <stdint.h>

enum {
	WORDS_DAY = 64, /* bytes, with the NUL */
};

/* "week of 23 November", with the year where it is not this one. */
void words_week(char out[static WORDS_DAY], uint16_t week);

/* "23 November", for a table: the Monday of ${week}, with the year likewise. */
void words_monday(char out[static WORDS_DAY], uint16_t week);

/* "Monday 23 November 2026" */
void words_day(char out[static WORDS_DAY], int32_t day);

/* Put ${s} and as many spaces as fill ${columns}; at least one. */
void words_column(const char *s, unsigned columns);

#endif
