/* server_limit.c - intake: bursts, what comes back by the second, and room. */

#include "rows.h"

#include "limit.h"

static uint32_t
take_all(struct limits *l, enum intake intake)
{
	uint32_t n = 0;

	while (limits_take(l, intake))
		n++;
	return n;
}

static void
burst_and_sustained(void **state)
{
	struct limits l;

	(void)state;
	limits_begin(&l);
	for (enum intake i = INTAKE_SCRIPT; i < INTAKES; i++) {
		const struct limit *row = &limit_table[i];

		assert_int_equal(take_all(&l, i), row->burst);
		assert_int_equal(take_all(&l, i), 0);
		limits_tick(&l);
		assert_int_equal(take_all(&l, i), row->sustained);
		for (uint32_t s = 0; s < 10 * row->burst / row->sustained; s++)
			limits_tick(&l);
		assert_int_equal(take_all(&l, i), row->burst);
	}
}

static void
lanes_apart(void **state)
{
	struct limits l;

	(void)state;
	limits_begin(&l);
	(void)take_all(&l, INTAKE_SCRIPT);
	assert_true(limits_take(&l, INTAKE_FORM));
	(void)take_all(&l, INTAKE_FORM);
	limits_tick(&l);
	assert_true(limits_take(&l, INTAKE_SCRIPT));
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
	ROWS(tests, room, rooms);
	return rows_run(&tests, __FILE__);
}
