/* guard_rules.c - tests each rule of guard.h by itself. */

#include "os/guard.h"

#include "rows.h"
#include "week.h"

/* Seconds, of the type that they are added to. */
#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)

enum {
	LOOK = 60,
	START = 134, /* the last week of use */
};

/* How long until another clock is adopted, by the proof of the date before. */
static const struct hold_row {
	const char *name;
	enum guard_proof proof;
	int weeks;     /* by which the other clock is ahead */
	int64_t until; /* seconds until it is adopted; -1: never */
} holds[] = {
	{ "folder, a week back", GUARD_FOLDER, -1, 20 * HOUR },
	{ "folder, the same week", GUARD_FOLDER, 0, 0 },
	{ "folder, 5 weeks ahead", GUARD_FOLDER, 5, 0 },
	{ "folder, 6 weeks ahead", GUARD_FOLDER, 6, 2 * HOUR },
	{ "seen, 5 weeks ahead", GUARD_SEEN, 5, 600 },
	{ "seen, 6 weeks ahead", GUARD_SEEN, 6, 2 * HOUR },
	{ "seen, a week back", GUARD_SEEN, -1, 20 * HOUR },
	{ "firm, a week ahead", GUARD_FIRM, 1, 20 * HOUR },
	{ "firm, 9 weeks ahead", GUARD_FIRM, 9, 20 * HOUR },
	{ "firm, a week back", GUARD_FIRM, -1, 20 * HOUR },
	{ "firm, before the directory", GUARD_FIRM, -9, -1 },
};

static void
adopts_a_different_clock_in_time(void **state)
{
	const struct hold_row *r = *state;
	int64_t wall = (int64_t)week_monday(START) * DAY;
	struct moment now = { wall, 500 };
	struct guard g;

	guard_begin(&g, START, now);
	g.proof = r->proof;
	g.floor = week_monday(START - 8);
	now.wall += (int64_t)r->weeks * WEEK;
	for (int64_t s = 0; s < 30L * HOUR; s += 10) {
		bool taken = guard_look(&g, now);

		if (taken != (s == r->until))
			fail_msg("%s: %d after %d s", r->name, taken, (int)s);
		if (taken)
			return;
		now.wall += 10;
		now.boot += 10;
	}
	assert_int_equal(r->until, -1);
}

/* Many steps of an hour, 400 days together, do not move the date. */
static void
many_small_steps_do_not_move_the_date(void **state)
{
	struct moment now = { (int64_t)week_monday(START) * DAY, 500 };
	struct guard g;
	int32_t day = week_monday(START);

	(void)state;
	guard_begin(&g, START, now);
	for (int i = 0; i < 400 * 24; i++) {
		now.wall += HOUR;
		now.boot += 1;
		(void)guard_look(&g, now);
	}
	assert_int_equal(guard_day(&g, now.boot), day);
}

/* A clock that loses a ten thousandth is followed without a dispute. */
static void
follows_a_slow_clock_without_dispute(void **state)
{
	struct moment now = { (int64_t)week_monday(START) * DAY, 500 };
	int64_t lost = 0;
	struct guard g;

	(void)state;
	guard_begin(&g, START, now);
	for (int64_t i = 0; i < 2000L * DAY / LOOK; i++) {
		now.wall += LOOK;
		now.boot += LOOK;
		if (i % (10000 / LOOK) == 0) {
			now.wall -= 1;
			lost++;
		}
		(void)guard_look(&g, now);
		assert_false(g.disputed);
	}
	assert_true(lost > GUARD_NEAR / 4);
	assert_true(g.offset - (now.wall - now.boot) < 60);
}

static const struct look_row {
	const char *name;
	int64_t after; /* seconds */
	bool agreed;
	bool want;
} again[] = {
	{ "at the same moment", 0, true, false },
	{ "a second less than an hour later", HOUR - 1, true, false },
	{ "an hour later", HOUR, true, true },
	{ "an hour later, but the clock disagrees", HOUR, false, false },
	{ "22 hours later, and the clock disagrees", 22 * HOUR, false, true },
};

static void
deletes_only_after_two_looks(void **state)
{
	const struct look_row *r = *state;
	struct guard_looks l = { 0 };

	for (int w = 0; w < GUARD_LOOKS; w++)
		assert_false(guard_twice(&l, (uint16_t)w, 1000, true));
	assert_int_equal(guard_twice(&l, 5, 1000 + r->after, r->agreed),
	    r->want);
	/* a seventeenth week replaces the oldest */
	assert_false(guard_twice(&l, 99, 1000, true));
	assert_false(guard_twice(&l, 0, 1000 + 2 * HOUR, true));
}

static const struct number_row {
	const char *name;
	uint32_t seq;
	uint16_t last;
	uint16_t week;
	uint32_t most;
} numbers[] = {
	{ "the same week", 7, 134, 134, 7 + GUARD_NUMBERS },
	{ "an earlier week", 7, 134, 100, 7 + GUARD_NUMBERS },
	{ "ten weeks later", 7, 134, 144, 7 + 11 * GUARD_NUMBERS },
	{ "the first number", 0, 0, 134, 135 * GUARD_NUMBERS },
	{ "the largest number that fits", UINT32_MAX - 5, 1, 9, UINT32_MAX },
};

static void
highest_number_allowed_in(void **state)
{
	const struct number_row *r = *state;

	assert_int_equal(guard_number(r->seq, r->last, r->week), r->most);
}

static const struct date_row {
	const char *name;
	int days; /* from the Monday of the first week of two */
	enum guard_date want;
} dates[] = {
	{ "nine days early", -9, GUARD_BEFORE },
	{ "eight days early", -8, GUARD_FITS },
	{ "on the Monday", 0, GUARD_FITS },
	{ "on the last Sunday", 13, GUARD_FITS },
	{ "eight days late", 21, GUARD_FITS },
	{ "nine days late", 22, GUARD_AFTER },
};

static void
compares_a_date_with_two_weeks(void **state)
{
	const struct date_row *r = *state;

	assert_int_equal(guard_date(130, 131, week_monday(130) + r->days),
	    r->want);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, adopts_a_different_clock_in_time, holds);
	ROW(all, many_small_steps_do_not_move_the_date);
	ROW(all, follows_a_slow_clock_without_dispute);
	ROWS(all, deletes_only_after_two_looks, again);
	ROWS(all, highest_number_allowed_in, numbers);
	ROWS(all, compares_a_date_with_two_weeks, dates);
	return rows_run(&all, __FILE__);
}
