/* week.c - tests ISO weeks and dates against Python's datetime. */

#include <string.h>

#include "rows.h"

#include "week.h"

/* Made with datetime.date(...).isocalendar(). */
static const struct day_row {
	const char *name; /* the date */
	const char *week_text;
	int day;
	int week;
} days[] = {
	{ "2024-01-01", "2024-W01", 19723, 0 },
	{ "2024-01-07", "2024-W01", 19729, 0 },
	{ "2024-01-08", "2024-W02", 19730, 1 },
	{ "2024-02-28", "2024-W09", 19781, 8 },
	{ "2024-02-29", "2024-W09", 19782, 8 },
	{ "2024-03-01", "2024-W09", 19783, 8 },
	{ "2024-12-29", "2024-W52", 20086, 51 },
	{ "2024-12-30", "2025-W01", 20087, 52 },
	{ "2026-07-31", "2026-W31", 20665, 134 },
	{ "2026-12-27", "2026-W52", 20814, 155 },
	{ "2026-12-28", "2026-W53", 20815, 156 },
	{ "2027-01-03", "2026-W53", 20821, 156 },
	{ "2027-01-04", "2027-W01", 20822, 157 },
	{ "2100-02-28", "2100-W08", 47540, 3973 },
	{ "2100-03-01", "2100-W09", 47541, 3974 },
	{ "2400-02-29", "2400-W09", 157113, 19627 },
	{ "3280-01-01", "3280-W01", 478468, 65535 },
};

/* The years from 2024 to 2423 that have a week 53; all others have 52. */
static const uint16_t long_years[] = { 2026, 2032, 2037, 2043, 2048, 2054, 2060,
	2065, 2071, 2076, 2082, 2088, 2093, 2099, 2105, 2111, 2116, 2122, 2128,
	2133, 2139, 2144, 2150, 2156, 2161, 2167, 2172, 2178, 2184, 2189, 2195,
	2201, 2207, 2212, 2218, 2224, 2229, 2235, 2240, 2246, 2252, 2257, 2263,
	2268, 2274, 2280, 2285, 2291, 2296, 2303, 2308, 2314, 2320, 2325, 2331,
	2336, 2342, 2348, 2353, 2359, 2364, 2370, 2376, 2381, 2387, 2392, 2398,
	2404, 2409, 2415, 2420 };

static void
converts(void **state)
{
	const struct day_row *row = *state;
	char text[DATE_TEXT];
	char week[WEEK_TEXT];
	int32_t d;
	uint16_t w;

	assert_int_equal(date_parse(&d, span_str(row->name)), OK);
	assert_int_equal(d, row->day);
	date_print(text, d);
	assert_string_equal(text, row->name);
	assert_int_equal(week_of_day(d), row->week);
	week_print(week, (uint16_t)row->week);
	assert_string_equal(week, row->week_text);
	assert_int_equal(week_parse(&w, span_str(row->week_text)), OK);
	assert_int_equal(w, row->week);
	assert_true(week_monday(w) <= d && d < week_monday(w) + 7);
	assert_int_equal(day_of_time((int64_t)d * DAY_SECONDS), d);
	assert_int_equal(day_of_time((int64_t)d * DAY_SECONDS + 86399), d);
}

static int
weeks_of(int year)
{
	for (size_t i = 0; i < sizeof(long_years) / sizeof(long_years[0]); i++)
		if (long_years[i] == year)
			return 53;
	return 52;
}

/* 400 years, a whole cycle of the calendar, week by week. */
static void
weeks_of_400_years_are_right(void **state)
{
	char want[32];
	char text[WEEK_TEXT];
	uint16_t week = 0;
	uint16_t again;

	(void)state;
	for (int year = 2024; year < 2424; year++) {
		for (int n = 1; n <= weeks_of(year); n++) {
			(void)snprintf(want, sizeof(want), "%d-W%02d", year, n);
			week_print(text, week);
			assert_string_equal(text, want);
			assert_int_equal(week_parse(&again, span_str(want)),
			    OK);
			assert_int_equal(again, week++);
		}
		(void)snprintf(want, sizeof(want), "%d-W%02d", year,
		    weeks_of(year) + 1);
		assert_int_equal(week_parse(&again, span_str(want)),
		    ERR_FORMAT);
		assert_int_equal(again, 0);
	}
}

/* 1970 to 2423, day by day, against the rule of leap years alone. */
static void
dates_from_1970_to_2423_are_right(void **state)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	char want[32];
	char text[DATE_TEXT];
	int32_t n = 0;
	int32_t again;

	(void)state;
	for (int at = 1970 * 12; at < 2424 * 12; at++) {
		int year = at / 12;
		int leap =
		    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		int last = length[at % 12] + (at % 12 == 1 && leap);

		for (int d = 1; d <= 32; d++) {
			(void)snprintf(want, sizeof(want), "%d-%02d-%02d", year,
			    at % 12 + 1, d);
			assert_int_equal(date_parse(&again, span_str(want)),
			    d <= last ? OK : ERR_FORMAT);
			assert_int_equal(again, d <= last ? n : 0);
			if (d > last)
				continue;
			date_print(text, n++);
			assert_string_equal(text, want);
		}
	}
}

static const struct bad_row {
	const char *name;
} bad_weeks[] = {
	{ "" },
	{ "2026-W3" },
	{ "2026-W311" },
	{ "2026-w31" },
	{ "2026 W31" },
	{ "2026W31-" },
	{ "2026-W00" },
	{ "2026-W54" },
	{ "2026-W99" },
	{ "2025-W53" },
	{ "2024-W53" },
	{ "2023-W52" },
	{ "1970-W01" },
	{ "0000-W01" },
	{ "3280-W02" }, /* past 65,535 */
	{ "9999-W01" },
	{ "2x26-W31" },
	{ "2026-W3x" },
	{ "2026-W/1" },
	{ "-026-W31" },
	{ " 026-W31" },
}, bad_dates[] = {
	{ "" },
	{ "2026-7-31" },
	{ "2026-07-310" },
	{ "2026/07/31" },
	{ "2026-07/31" },
	{ "2026-00-10" },
	{ "2026-13-10" },
	{ "2026-07-00" },
	{ "2026-07-32" },
	{ "2026-06-31" },
	{ "2026-02-29" },
	{ "2100-02-29" },
	{ "1969-12-31" },
	{ "0000-01-01" },
	{ "2026-0x-10" },
	{ "2026-07-1x" },
	{ "x026-07-10" },
	{ "2026-07- 1" },
};

static void
refuses_week(void **state)
{
	const struct bad_row *row = *state;
	uint16_t w = 7;

	assert_int_equal(week_parse(&w, span_str(row->name)), ERR_FORMAT);
	assert_int_equal(w, 0);
}

static void
refuses_date(void **state)
{
	const struct bad_row *row = *state;
	int32_t d = 7;

	assert_int_equal(date_parse(&d, span_str(row->name)), ERR_FORMAT);
	assert_int_equal(d, 0);
}

static void
days_outside_the_calendar_are_clamped(void **state)
{
	int32_t d;
	char text[DATE_TEXT];

	(void)state;
	assert_int_equal(day_of_time(-1), 0);
	assert_int_equal(day_of_time(INT64_MIN), 0);
	assert_int_equal(day_of_time(0), 0);
	assert_int_equal(day_of_time(86400), 1);
	assert_int_equal(day_of_time(INT64_MAX), 2932896);
	assert_int_equal(date_parse(&d, span_str("9999-12-31")), OK);
	assert_int_equal(d, 2932896);
	date_print(text, d);
	assert_string_equal(text, "9999-12-31");
	assert_int_equal(week_of_day(0), 0);
	assert_int_equal(week_of_day(INT32_MIN), 0);
	assert_int_equal(week_of_day(WEEK_EPOCH_DAY - 1), 0);
	assert_int_equal(week_of_day(INT32_MAX), 65535);
	assert_int_equal(week_monday(0), WEEK_EPOCH_DAY);
	assert_int_equal(week_monday(65535), 478468);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, converts, days);
	ROWS(all, refuses_week, bad_weeks);
	ROWS(all, refuses_date, bad_dates);
	ROW(all, weeks_of_400_years_are_right);
	ROW(all, dates_from_1970_to_2423_are_right);
	ROW(all, days_outside_the_calendar_are_clamped);
	return rows_run(&all, __FILE__);
}
