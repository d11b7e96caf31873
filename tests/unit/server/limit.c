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
burst_and_sustained(void **state)
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
lanes_apart(void **state)
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
fronts_have_their_own(void **state)
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
	{ "script, half a stock", INTAKE_SCRIPT, 2000, 32, 64, 500 },
	{ "script, half are left", INTAKE_SCRIPT, 1000, 64, 64, 62 },
	{ "script, many came at once", INTAKE_SCRIPT, 400, 64, 64, 4 },
	{ "script, what a second brings", INTAKE_SCRIPT, 50, 64, 64, 1 },
	{ "script, one left", INTAKE_SCRIPT, 1, 64, 64, 1 },
	{ "script, none left", INTAKE_SCRIPT, 0, 64, 64, 0 },
	{ "script, too many lately", INTAKE_SCRIPT, 2000, 31, 64, 4 },
	{ "script, no stock", INTAKE_SCRIPT, 2000, 0, 64, 4 },
	{ "script, half a pool", INTAKE_SCRIPT, 2000, 0, 32, 4 },
	{ "script, a third of a pool", INTAKE_SCRIPT, 2000, 0, 24, 3 },
	{ "script, nearly full", INTAKE_SCRIPT, 2000, 0, 1, 2 },
	{ "script, full", INTAKE_SCRIPT, 2000, 0, 0, 500 },
	{ "form, all quiet", INTAKE_FORM, 400, 64, 64, 100 },
	{ "form, too many lately", INTAKE_FORM, 400, 31, 64, 2 },
	{ "form, nearly full", INTAKE_FORM, 400, 0, 1, 1 },
	{ "form, all at once", INTAKE_FORM, 3, 0, 64, 1 },
};

static void
share(void **state)
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
the_most_of_all_fronts(void **state)
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
	{ "script, empty", INTAKE_SCRIPT, 0, 0, SCRIPT_CAP },
	{ "script, one left", INTAKE_SCRIPT, SCRIPT_CAP - 1, 0, 1 },
	{ "script, its part full", INTAKE_SCRIPT, SCRIPT_CAP, 0, 0 },
	{ "script, beside a full form", INTAKE_SCRIPT, FORM_CAP, FORM_CAP,
	    SCRIPT_CAP },
	{ "script, all full", INTAKE_SCRIPT, POOL_CAP, FORM_CAP, 0 },
	{ "script, over", INTAKE_SCRIPT, POOL_CAP + 9, 0, 0 },
	{ "form, empty", INTAKE_FORM, 0, 0, FORM_CAP },
	{ "form, beside full scripts", INTAKE_FORM, SCRIPT_CAP, 0, FORM_CAP },
	{ "form, its part full", INTAKE_FORM, FORM_CAP, FORM_CAP, 0 },
	{ "form, unknown ones there", INTAKE_FORM, POOL_CAP - 2, 1, 2 },
	{ "form, all full", INTAKE_FORM, POOL_CAP, 0, 0 },
	{ "form, more than all", INTAKE_FORM, 1, 9, FORM_CAP - 9 },
	{ "script, more than all", INTAKE_SCRIPT, 1, 9, SCRIPT_CAP },
};

static void
room(void **state)
{
	const struct room_row *row = *state;

	assert_int_equal(limits_room(row->intake, row->total, row->form),
	    row->want);
}

int
main(void)
{
	static struct rows tests;

	ROW(tests, burst_and_sustained);
	ROW(tests, lanes_apart);
	ROW(tests, fronts_have_their_own);
	ROWS(tests, share, sketch);
	ROW(tests, the_most_of_all_fronts);
	ROWS(tests, room, rooms);
	return rows_run(&tests, __FILE__);
}
