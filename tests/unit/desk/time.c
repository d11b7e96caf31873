/* time.c - tests how weeks pass at a desk, and what wrong clocks do. */

#include "desk/stick_kit.h"

#include <glob.h>

#include "book/query.h"
#include "core/destroy.h"
#include "core/epochs.h"
#include "core/sequence.h"

static struct thread_secret person;
static uint16_t start;

static size_t
keys_left(void)
{
	return desk_key(&kit.desk)->epochs;
}

/* How many envelopes are remembered as seen. */
static uint32_t
seen(void)
{
	struct query q;
	uint32_t n = 0;

	query_begin(&q, kit.desk.book, "SELECT count(*) FROM replay");
	if (query_row(&q))
		n = query_u32(&q);
	assert_int_equal(query_end(&q), OK);
	return n;
}

/* Before the first inbox the date has to fit the keys. */
static void
a_new_desk(void **state)
{
	(void)state;
	start = clock_week();
	kit.offset = 12 * (int64_t)KIT_WEEK;
	assert_int_equal(date_prove(&kit.desk, 0, false), FAULT_NONE);
	kit.offset = 15 * (int64_t)KIT_WEEK;
	assert_int_equal(date_prove(&kit.desk, 0, false), FAULT_DATE_DOUBT);
	assert_int_equal(kit.desk.detail.week, start);
	assert_int_equal(kit.desk.detail.until, start + EPOCHS - 1);
	assert_int_equal(kit.desk.detail.day, clock_day());
	kit.offset = -6060 * (int64_t)DAY_SECONDS;
	assert_int_equal(date_begin(&kit.desk), FAULT_DATE_ANCIENT);
	assert_int_equal(kit.desk.detail.day, clock_day());
	kit.offset = 0;
}

static void
begin(void **state)
{
	(void)state;
	thread_draw(&person);
	kit_seal(&person, KIND_TIP, FLAG_WANTS_REPLY, "tip");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.destroyed, 0);
	kit_seal(&person, KIND_FOLLOW_UP, 0, "later");
	kit_export(2, clock_week(), 0);
}

/* Wrong clocks: nothing is opened or destroyed, no file changes. */
static const struct clock_row {
	const char *name;
	int64_t offset; /* in days */
	enum fault want;
} clocks[] = {
	{ "a dead battery", -6060, FAULT_DATE_ANCIENT },
	{ "63 days behind", -63, FAULT_DATE_DOUBT },
	{ "nine days behind the inbox", -17, FAULT_DATE_DOUBT },
	{ "a month ahead", 35, FAULT_DATE_DOUBT },
	{ "3500 days ahead", 3500, FAULT_DATE_DOUBT },
};

/* One hash over all files in the desk's folder. */
static struct file_hash
desk_bytes(void)
{
	struct file_hash sum = { { 0 } };
	glob_t g;

	assert_int_equal(glob("desk/[!.]*", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct file f = kit_read(g.gl_pathv[i]);
		struct file_hash one;

		file_hash(&one, f.p, f.n);
		for (size_t b = 0; b < sizeof(sum.b); b++)
			sum.b[b] ^= one.b[b];
		file_free(&f);
	}
	globfree(&g);
	return sum;
}

static void
nothing_by_a_wrong_clock(void **state)
{
	const struct clock_row *r = *state;
	struct file_hash before = desk_bytes();
	struct file_hash after;
	size_t keys = keys_left();

	kit.offset = r->offset * DAY_SECONDS;
	assert_int_equal(kit_open(false), r->want);
	assert_int_equal(kit.result.opened, 0);
	assert_int_equal(kit.result.destroyed, 0);
	assert_int_equal(date_prove(&kit.desk, 0, false), r->want);
	kit.offset = 0;
	after = desk_bytes();
	assert_memory_equal(before.b, after.b, sizeof(before.b));
	assert_int_equal(keys_left(), keys);
}

/* For an inbox of a week long ago, no key would be tried and no tip found. */
static void
a_server_that_goes_back(void **state)
{
	struct note_hash prev;

	(void)state;
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(2)->joined, 1);
	prev = kit.prev;
	kit_seal(&person, KIND_FOLLOW_UP, 0, "niet gevonden");
	kit_export(3, 100, 0);
	assert_int_equal(kit_open(false), FAULT_DATE_DOUBT);
	kit_remove(3);
	kit.prev = prev;
}

/* 4 weeks later: 21 days are over, and an inbox was closed since. */
static void
weeks_pass(void **state)
{
	size_t keys = keys_left();

	(void)state;
	assert_int_equal(seen(), 2);
	kit.offset = 4 * (int64_t)KIT_WEEK;
	kit_seal(&person, KIND_FOLLOW_UP, 0, "een maand later");
	kit_export(3, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.destroyed, start);
	assert_int_equal(keys_left(), keys - 1);
	assert_null(epochs_find(desk_key(&kit.desk), start));
	assert_int_equal(seen(), 1);
	assert_int_equal(kit.desk.state->seen_from, start + 1);
	kit_again();
	assert_int_equal(keys_left(), keys - 1);
	assert_int_equal(seen(), 1);
}

/* No inbox for long: by the newest one's week no key is due; a person vouches
 * for the date, and 35 days end every key. */
static void
keys_end(void **state)
{
	uint16_t now;

	(void)state;
	kit.offset = 12 * (int64_t)KIT_WEEK;
	now = clock_week();
	assert_int_equal(kit_open(false), FAULT_DATE_DOUBT);
	assert_int_equal(kit_open(true), FAULT_NONE);
	assert_int_equal(kit.result.opened, 0);
	assert_int_equal(kit.result.destroyed, now - 6);
	assert_int_equal(desk_key(&kit.desk)->epoch[0].week, now - 5);
	assert_int_equal(seen(), 0);
	assert_int_equal(kit_open(true), FAULT_NONE);
	assert_int_equal(kit.result.destroyed, 0);
}

/* A person says that a week which was seen has not come yet: forgotten. */
static void
a_week_taken_back(void **state)
{
	const struct sequence *s = &kit.desk.state->sequence;
	uint16_t seen_week = sequence_week(s);

	(void)state;
	kit.offset = 0;
	assert_true(clock_week() + 2 < seen_week);
	assert_int_equal(date_prove(&kit.desk, 0, false), FAULT_DATE_DOUBT);
	assert_int_equal(sequence_week(s), seen_week);
	assert_int_equal(date_prove(&kit.desk, 0, true), FAULT_NONE);
	assert_int_equal(sequence_week(s), start);
	assert_int_equal(s->newest.seq, 2);
}

struct due_row {
	const char *name;
	int days;   /* after the Sunday of the week */
	int newest; /* the newest inbox's week, in weeks after it */
	bool due;
};

static const struct due_row dues[] = {
	{ "in its week", -3, 0, false },
	{ "day 21, no inbox since", 21, 1, false },
	{ "day 21, an inbox since", 21, 2, false },
	{ "day 22, no inbox since", 22, 1, false },
	{ "day 22, an inbox since", 22, 2, true },
	{ "day 35, no inbox since", 35, 0, false },
	{ "day 36, no inbox since", 36, 0, true },
};

static void
due(void **state)
{
	const struct due_row *r = *state;
	int32_t sunday = week_monday(100) + 6;

	assert_int_equal(
	    destroy_due(100, sunday + r->days, (uint16_t)(100 + r->newest)),
	    r->due);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, due, dues);
	ROW(all, a_new_desk);
	ROW(all, begin);
	ROWS(all, nothing_by_a_wrong_clock, clocks);
	ROW(all, a_server_that_goes_back);
	ROW(all, weeks_pass);
	ROW(all, keys_end);
	ROW(all, a_week_taken_back);
	return _cmocka_run_group_tests("desk_time", all.test, all.n, kit_begin,
	    kit_end);
}
