/* week.c - convert, print, parse ISO weeks and dates (UTC); no finer time. */

#include "week.h"

#include <string.h>

enum {
	DAYS_400 = 146097, /* days in 400 years */
	DAY_1970 = 719468, /* 1970-01-01 in days since 0000-03-01 */
};

struct date {
	int32_t year;
	int32_t month; /* 1 to 12 */
	int32_t day;   /* 1 to 31 */
};

/* Days since 1970 of a civil date; the arithmetic begins years in March. */
static int32_t
day_of_date(struct date d)
{
	int32_t y = d.month <= 2 ? d.year - 1 : d.year;
	int32_t m = (d.month + 9) % 12;
	int32_t era = y / 400;
	int32_t yoe = y - era * 400;
	int32_t doy = (153 * m + 2) / 5 + d.day - 1;

	return era * DAYS_400 + yoe * 365 + yoe / 4 - yoe / 100 + doy -
	    DAY_1970;
}

static struct date
date_of_day(int32_t day)
{
	int32_t z = day + DAY_1970;
	int32_t era = z / DAYS_400;
	int32_t doe = z - era * DAYS_400;
	int32_t yoe =
	    (doe - doe / 1460 + doe / 36524 - doe / (DAYS_400 - 1)) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t m = (5 * doy + 2) / 153;
	struct date d;

	d.day = doy - (153 * m + 2) / 5 + 1;
	d.month = m < 10 ? m + 3 : m - 9;
	d.year = yoe + era * 400 + (d.month <= 2 ? 1 : 0);
	return d;
}

int32_t
day_of_time(int64_t unix_time)
{
	if (unix_time < 0)
		return 0;
	if (unix_time / DAY_SECONDS > 2932896) /* 9999-12-31 */
		return 2932896;
	return (int32_t)(unix_time / DAY_SECONDS);
}

uint16_t
week_of_day(int32_t day)
{
	int32_t weeks;

	if (day < WEEK_EPOCH_DAY)
		return 0;
	weeks = (day - WEEK_EPOCH_DAY) / 7;
	return (uint16_t)(weeks > 65535 ? 65535 : weeks);
}

int32_t
week_monday(uint16_t week)
{
	return WEEK_EPOCH_DAY + 7 * (int32_t)week;
}

static void
put_digits(char *out, int32_t v, int n)
{
	for (int i = n - 1; i >= 0; i--) {
		out[i] = (char)('0' + v % 10);
		v /= 10;
	}
}

/* An ISO week belongs to the year of its Thursday. */
void
week_print(char out[static WEEK_TEXT], uint16_t week)
{
	int32_t thursday = week_monday(week) + 3;
	struct date first = { date_of_day(thursday).year, 1, 1 };

	memcpy(out, "0000-W00", WEEK_TEXT);
	put_digits(out, first.year, 4);
	put_digits(out + 6, (thursday - day_of_date(first)) / 7 + 1, 2);
}

/* The number in the ${n} bytes of ${s} from ${at}; -1 if one is no digit. */
static int32_t
get_digits(struct span s, size_t at, size_t n)
{
	int32_t v = 0;

	for (size_t i = at; i < at + n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

enum err
week_parse(uint16_t *week, struct span s)
{
	struct date first = { 0, 1, 1 };
	char again[WEEK_TEXT];
	int32_t n;

	*week = 0;
	if (s.n != WEEK_TEXT - 1 || s.p[4] != '-' || s.p[5] != 'W')
		return ERR_FORMAT;
	first.year = get_digits(s, 0, 4);
	n = get_digits(s, 6, 2);
	if (first.year < 2024 || n < 1 || n > 53)
		return ERR_FORMAT;
	/* 4 January is always in week 1 */
	first.day = 4;
	*week = week_of_day(day_of_date(first) + 7 * (n - 1));
	week_print(again, *week);
	if (span_is(s, again))
		return OK;
	*week = 0; /* week 53 of a year without one, or past 65535 */
	return ERR_FORMAT;
}

void
date_print(char out[static DATE_TEXT], int32_t day)
{
	struct date d = date_of_day(day);

	memcpy(out, "0000-00-00", DATE_TEXT);
	put_digits(out, d.year, 4);
	put_digits(out + 5, d.month, 2);
	put_digits(out + 8, d.day, 2);
}

enum err
date_parse(int32_t *day, struct span s)
{
	struct date d;
	char again[DATE_TEXT];

	*day = 0;
	if (s.n != DATE_TEXT - 1 || s.p[4] != '-' || s.p[7] != '-')
		return ERR_FORMAT;
	d.year = get_digits(s, 0, 4);
	d.month = get_digits(s, 5, 2);
	d.day = get_digits(s, 8, 2);
	if (d.year < 1970 || d.month < 1 || d.month > 12 || d.day < 1 ||
	    d.day > 31)
		return ERR_FORMAT;
	*day = day_of_date(d);
	date_print(again, *day);
	if (span_is(s, again))
		return OK;
	*day = 0; /* a day the month does not have */
	return ERR_FORMAT;
}
