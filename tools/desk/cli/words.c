/* words.c - weeks and days as a person says them. */

#include "cli/words.h"

#include <stddef.h>
#include <stdio.h>

#include "lang/lang.h"
#include "os/clock.h"
#include "terminal/say.h"
#include "week.h"

static const char *const months[] = { N_("January"), N_("February"),
	N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	N_("August"), N_("September"), N_("October"), N_("November"),
	N_("December") };
/* The first day of a week is Monday. */
static const char *const days[] = { N_("Monday"), N_("Tuesday"),
	N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
	N_("Sunday") };

struct date {
	unsigned year;
	unsigned month; /* 1 to 12 */
	unsigned day;
};

/* The number of ${n} digits at ${p}. */
static unsigned
digits(const char *p, size_t n)
{
	unsigned v = 0;

	while (n-- > 0)
		v = v * 10 + (unsigned)(*p++ - '0');
	return v;
}

static struct date
date_of(int32_t day)
{
	char text[DATE_TEXT]; /* 2026-07-31 */

	date_print(text, day);
	return (struct date){ digits(text, 4), digits(text + 5, 2),
		digits(text + 8, 2) };
}

void
words_monday(char out[static WORDS_DAY], uint16_t week)
{
	struct date d = date_of(week_monday(week));
	const char *month = _(months[d.month - 1]);

	if (d.year == date_of(clock_day()).year)
		(void)snprintf(out, WORDS_DAY, _("%u %s"), d.day, month);
	else
		(void)snprintf(out, WORDS_DAY, _("%u %s %u"), d.day, month,
		    d.year);
}

void
words_week(char out[static WORDS_DAY], uint16_t week)
{
	char monday[WORDS_DAY];

	words_monday(monday, week);
	(void)snprintf(out, WORDS_DAY, _("week of %.48s"), monday);
}

void
words_day(char out[static WORDS_DAY], int32_t day)
{
	struct date d = date_of(day);
	int32_t from = (day - WEEK_EPOCH_DAY) % 7; /* a Monday */

	(void)snprintf(out, WORDS_DAY, _("%s %u %s %u"),
	    _(days[from < 0 ? from + 7 : from]), d.day, _(months[d.month - 1]),
	    d.year);
}

void
words_column(const char *s, unsigned columns)
{
	unsigned n = 0;

	/* a character of our words takes one column */
	for (const char *p = s; *p != '\0'; p++)
		n += ((unsigned char)*p & 0xc0) != 0x80;
	say("%s%*s", s, n < columns ? (int)(columns - n) : 1, "");
}
