/* limit.c - tests the intake limits: bursts, refill by second and by
 * minute, the share of a prefix, and room in the pool. */

#include "rows.h"

#include "quota/limit.h"

static uint32_t
take_all(struct limits *l, enum side side, enum intake intake)
{
	uint32_t n = 0;

	while (limits_take(l, side, intake))
		n++;
	return n;
}

static void
burst_is_limited_and_refilled_each_second(void **state)
{
	struct limits l;

	(void)state;
	limits_begin(&l);
	for (enum side side = SIDE_NET; side < SIDES; side++)
		for (enum intake i = INTAKE_SCRIPT; i < INTAKES; i++) {
			const struct limit *row = &limit_table[i];
			uint32_t full = row->burst / row->sustained;

			assert_int_equal(take_all(&l, side, i), row->burst);
			assert_int_equal(take_all(&l, side, i), 0);
			limits_tick(&l);
			assert_int_equal(take_all(&l, side, i), row->sustained);
			for (uint32_t s = 0; s < 10 * full; s++)
				limits_tick(&l);
			assert_int_equal(take_all(&l, side, i), row->burst);
		}
}

static void
script_and_form_have_separate_limits(void **state)
{
	struct limits l;

	(void)state;
	limits_begin(&l);
	(void)take_all(&l, SIDE_NET, INTAKE_SCRIPT);
	assert_true(limits_take(&l, SIDE_NET, INTAKE_FORM));
	(void)take_all(&l, SIDE_NET, INTAKE_FORM);
	limits_tick(&l);
	assert_true(limits_take(&l, SIDE_NET, INTAKE_SCRIPT));
}

/* Fronts use up nothing that others need, at once or in the long run. */
static void
fronts_have_limits_of_their_own(void **state)
{
	const uint32_t cap = limit_table[INTAKE_SCRIPT].cap;
	struct limits l;
	uint32_t n = 0, share;

	(void)state;
	limits_begin(&l);
	share = limits_share(&l, INTAKE_SCRIPT, 1);
	for (int second = 0; second < 600; second++) {
		n += take_all(&l, SIDE_FRONT, INTAKE_SCRIPT);
		limits_tick(&l);
	}
	assert_int_equal(n, cap / 16);
	assert_int_equal(limits_share(&l, INTAKE_SCRIPT, 1), share);
	assert_int_equal(take_all(&l, SIDE_NET, INTAKE_SCRIPT),
	    limit_table[INTAKE_SCRIPT].burst);
	n = 0;
	for (int minute = 0; minute < 24 * 60; minute++) {
		limits_minute(&l);
		limits_tick(&l);
		n += take_all(&l, SIDE_FRONT, INTAKE_SCRIPT);
	}
	assert_in_range(n, cap / 42 - 1, cap / 42 + 1); /* a day of 42 */
}

/* The share of a prefix in a minute, with ${left} deposits left at once; the
 * stock bucket and the room are in 64ths. */
static const struct sketch_row {
	const char *name;
	enum intake intake;
	uint32_t left;
	uint32_t stock;
	uint32_t room;
	uint32_t want;
} sketch[] = {
	{ "script, all quiet", INTAKE_SCRIPT, 2000, 64, 64, 500 },
	{ "script, half the stock left", INTAKE_SCRIPT, 2000, 32, 64, 500 },
	{ "script, half the burst left", INTAKE_SCRIPT, 1000, 64, 64, 62 },
	{ "script, a fifth of the burst left", INTAKE_SCRIPT, 400, 64, 64, 4 },
	{ "script, what one second brings left", INTAKE_SCRIPT, 50, 64, 64, 1 },
	{ "script, one left", INTAKE_SCRIPT, 1, 64, 64, 1 },
	{ "script, none left", INTAKE_SCRIPT, 0, 64, 64, 0 },
	{ "script, less than half the stock left", INTAKE_SCRIPT, 2000, 31, 64,
	    4 },
	{ "script, no stock left", INTAKE_SCRIPT, 2000, 0, 64, 4 },
	{ "script, half the pool free", INTAKE_SCRIPT, 2000, 0, 32, 4 },
	{ "script, three eighths of the pool free", INTAKE_SCRIPT, 2000, 0, 24,
	    3 },
	{ "script, the pool nearly full", INTAKE_SCRIPT, 2000, 0, 1, 2 },
	{ "script, the pool full", INTAKE_SCRIPT, 2000, 0, 0, 500 },
	{ "form, all quiet", INTAKE_FORM, 400, 64, 64, 100 },
	{ "form, less than half the stock left", INTAKE_FORM, 400, 31, 64, 2 },
	{ "form, the pool nearly full", INTAKE_FORM, 400, 0, 1, 1 },
	{ "form, three deposits left", INTAKE_FORM, 3, 0, 64, 1 },
};

static void
share_of_a_prefix(void **state)
{
	const struct sketch_row *row = *state;
	struct limits l;

	limits_begin(&l);
	l.left[SIDE_NET][row->intake] = row->left;
	l.stock[SIDE_NET][row->intake] =
	    l.stock[SIDE_NET][row->intake] / 64 * row->stock;
	atomic_store(&l.room[row->intake],
	    limit_table[row->intake].cap / 64 * row->room);
	assert_int_equal(limits_share(&l, row->intake, 4), row->want);
}

static void
fronts_together_leave_a_quarter(void **state)
{
	(void)state;
	assert_int_equal(limits_fronts(CONNECTIONS_MAX),
	    CONNECTIONS_MAX / 4 * 3);
	assert_int_equal(limits_fronts(FORMS), FORMS / 4 * 3);
	assert_int_equal(limits_fronts(FORMS_LONG), 1);
}

enum {
	SCRIPT_CAP = POOL_CAP - FORM_CAP,
};

static const struct room_row {
	const char *name;
	enum intake intake;
	uint64_t total;
	uint64_t form;
	uint64_t want;
} rooms[] = {
	{ "script, an empty pool", INTAKE_SCRIPT, 0, 0, SCRIPT_CAP },
	{ "script, one left", INTAKE_SCRIPT, SCRIPT_CAP - 1, 0, 1 },
	{ "script, its part of the pool full", INTAKE_SCRIPT, SCRIPT_CAP, 0,
	    0 },
	{ "script, the form's part full", INTAKE_SCRIPT, FORM_CAP, FORM_CAP,
	    SCRIPT_CAP },
	{ "script, a full pool", INTAKE_SCRIPT, POOL_CAP, FORM_CAP, 0 },
	{ "script, an overfull pool", INTAKE_SCRIPT, POOL_CAP + 9, 0, 0 },
	{ "form, an empty pool", INTAKE_FORM, 0, 0, FORM_CAP },
	{ "form, the script's part full", INTAKE_FORM, SCRIPT_CAP, 0,
	    FORM_CAP },
	{ "form, its part of the pool full", INTAKE_FORM, FORM_CAP, FORM_CAP,
	    0 },
	{ "form, two places left in the pool", INTAKE_FORM, POOL_CAP - 2, 1,
	    2 },
	{ "form, a full pool", INTAKE_FORM, POOL_CAP, 0, 0 },
	{ "form, more form envelopes than envelopes", INTAKE_FORM, 1, 9,
	    FORM_CAP - 9 },
	{ "script, more form envelopes than envelopes", INTAKE_SCRIPT, 1, 9,
	    SCRIPT_CAP },
};

static void
room_in_the_pool(void **state)
{
	const struct room_row *row = *state;

	assert_int_equal(limits_room(row->intake, row->total, row->form),
	    row->want);
}

int
main(void)
{
	static struct rows tests;

	ROW(tests, burst_is_limited_and_refilled_each_second);
	ROW(tests, script_and_form_have_separate_limits);
	ROW(tests, fronts_have_limits_of_their_own);
	ROWS(tests, share_of_a_prefix, sketch);
	ROW(tests, fronts_together_leave_a_quarter);
	ROWS(tests, room_in_the_pool, rooms);
	return rows_run(&tests, __FILE__);
}
