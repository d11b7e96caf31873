/* clockguard.c - tests which day a command goes by, and which week is stored.
 */

#include "server/kit.h"

#include "clockguard.h"
#include "week.h"
#include "wire.h"

enum {
	USED = 100, /* the last week of use */
};

/* A folder used in week ${known}; ${now} is the server's week, or 0 as an older
 * version left it. */
static struct store *
used(int known, int now)
{
	uint8_t bytes[4];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct state_item item = { .kind = STATE_WEEK };
	struct store *s = kit_store();

	wire_put_u16(&w, (uint16_t)known);
	if (now != 0)
		wire_put_u16(&w, (uint16_t)now);
	item.value = (struct span){ bytes, w.n };
	assert_int_equal(store_put(s, &item, 1), OK);
	return s;
}

static const struct row {
	const char *name;
	int now;    /* the server's week; 0: never stored */
	int clock;  /* the clock's week */
	int served; /* a server runs */
	enum err want;
	int week; /* the week that a command goes by */
} rows[] = {
	{ "without a server, a command accepts the week of use", USED, USED, 0,
	    OK, USED },
	{ "without a server, a command accepts a clock five weeks ahead", USED,
	    USED + 5, 0, OK, USED + 5 },
	{ "without a server, a command refuses a clock six weeks ahead", USED,
	    USED + 6, 0, ERR_CLOCK, USED },
	{ "without a server, a command refuses a clock a week back", USED,
	    USED - 1, 0, ERR_CLOCK, USED },
	{ "a command accepts a folder of an older version", 0, USED + 2, 0, OK,
	    USED + 2 },
	{ "beside a server, a command accepts the server's week", USED + 2,
	    USED + 2, 1, OK, USED + 2 },
	{ "beside a server, a command accepts a clock a week ahead", USED,
	    USED + 1, 1, OK, USED },
	{ "beside a server, a command accepts a clock a week back", USED + 2,
	    USED + 1, 1, OK, USED + 2 },
	{ "beside a server, a command refuses a clock two weeks ahead", USED,
	    USED + 2, 1, ERR_CLOCK, USED },
	{ "beside a server, a command refuses a clock two weeks back", USED + 2,
	    USED, 1, ERR_CLOCK, USED + 2 },
};

static void
day_of_a_command(void **state)
{
	const struct row *r = *state;
	struct store *s = used(USED, r->now);
	int32_t day;

	kit.now = ((time_t)week_monday((uint16_t)r->clock) + 2) * DAY_SECONDS;
	assert_int_equal(clockguard_of(&day, s, r->served), r->want);
	assert_int_equal(week_of_day(day), r->week);
	store_close(s);
}

/* In a folder never used, a command believes the clock and stores nothing. */
static void
new_folder_accepts_any_clock(void **state)
{
	struct store *s = kit_store();
	struct clockguard t = { .kept = false };
	bool moved;
	int32_t day;
	struct file f;

	(void)state;
	kit.now = (time_t)(week_monday(USED) + 2) * DAY_SECONDS;
	assert_int_equal(clockguard_of(&day, s, false), OK);
	assert_int_equal(day, week_monday(USED) + 2);
	assert_int_equal(clockguard_begin(&t, s), OK);
	assert_int_equal(store_get(s, &f, STATE_WEEK, NULL, 0), ERR_MISSING);
	/* the first look stores this week, but no day */
	assert_int_equal(clockguard_look(&t, s, &moved), OK);
	assert_false(moved);
	assert_int_equal(store_get(s, &f, STATE_WEEK, NULL, 0), OK);
	assert_int_equal(f.n, 4);
	assert_memory_equal(f.p, "\0\x64\0\x64", 4);
	file_free(&f);
	store_close(s);
}

/* A server accepts a person's week only if its clock shows that week. */
static void
week_given_by_a_person_counts_if_the_clock_agrees(void **state)
{
	struct store *s = used(USED, USED);
	struct clockguard t = { .kept = false };

	(void)state;
	kit.now = (time_t)(week_monday(USED) + 2) * DAY_SECONDS;
	assert_int_equal(clockguard_begin(&t, s), OK);
	assert_false(clockguard_said(&t, s));
	assert_int_equal(clockguard_set(s, USED + 30), OK);
	assert_false(clockguard_said(&t, s));
	assert_int_equal(clockguard_day(&t), week_monday(USED) + 2);
	kit.now = (time_t)(week_monday(USED + 40) + 3) * DAY_SECONDS;
	assert_int_equal(clockguard_set(s, USED + 40), OK);
	assert_true(clockguard_said(&t, s));
	assert_int_equal(clockguard_day(&t), week_monday(USED + 40) + 3);
	assert_int_equal(t.guard.proof, GUARD_FIRM);
	store_close(s);
}

int
main(void)
{
	static struct rows tests;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		kit_row(&tests, rows[i].name, day_of_a_command, &rows[i]);
	KIT(tests, new_folder_accepts_any_clock);
	KIT(tests, week_given_by_a_person_counts_if_the_clock_agrees);
	return rows_run(&tests, __FILE__);
}
