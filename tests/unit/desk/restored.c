/* restored.c - tests a desk whose folder was put back from an older copy. */

#include "desk/stick_kit.h"

static void
inbox(uint32_t seq, uint32_t taken)
{
	kit_tip("iets");
	kit_export(seq, clock_week(), taken);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.opened, 1);
	kit_remove(seq);
}

static void
made(uint32_t outbox)
{
	assert_int_equal(desk_begin(&kit.desk), FAULT_NONE);
	kit.desk.state->outbox = outbox;
	assert_int_equal(desk_commit(&kit.desk), FAULT_NONE);
}

/* The server has what we made, or not all of it yet: nothing to tell. */
static void
as_it_was(void **state)
{
	(void)state;
	made(3);
	inbox(1, 2);
	assert_false(kit.result.restored);
	assert_int_equal(kit.result.last->taken, 2);
	inbox(2, 3);
	assert_false(kit.result.restored);
	assert_int_equal(kit.desk.state->outbox, 3);
}

/* It has more than we made: told once, and the next outbox goes behind it. */
static void
put_back(void **state)
{
	(void)state;
	inbox(3, 8);
	assert_true(kit.result.restored);
	assert_int_equal(kit.desk.state->outbox, 8);
	kit_again();
	assert_int_equal(kit.desk.state->outbox, 8);
	inbox(4, 8);
	assert_false(kit.result.restored);
}

/* It serves a later schedule of ours than we know. */
static void
a_schedule_ahead(void **state)
{
	struct desk *d = &kit.desk;

	(void)state;
	assert_int_equal(desk_begin(d), FAULT_NONE);
	assert_int_equal(renewal_make(d, &kit.ik, false), FAULT_NONE);
	d->state->schedule--;
	assert_int_equal(desk_commit(d), FAULT_NONE);
	inbox(5, 8);
	assert_true(kit.result.restored);
	assert_int_equal(kit.desk.state->served, kit.desk.state->schedule + 1);
}

/* Who left is only without power once no older schedule can come back. */
static void
who_left(void **state)
{
	struct desk *d = &kit.desk;

	(void)state;
	assert_int_equal(desk_begin(d), FAULT_NONE);
	d->state->leaves = d->state->served + 1;
	assert_int_equal(desk_commit(d), FAULT_NONE);
	inbox(6, 8);
	assert_int_not_equal(d->state->leaves, 0);
	assert_int_equal(renewal_run(d, &kit.ik, false), FAULT_NONE);
	inbox(7, 8);
	assert_int_equal(d->state->served, d->state->leaves);
	kit.version++;
	kit.lowest = d->state->leaves;
	inbox(8, 8);
	assert_int_equal(d->state->leaves, 0);
}

/* An inbox that is not opened after all mends nothing. */
static void
not_opened(void **state)
{
	char name[64];

	(void)state;
	made(8);
	kit_tip("niet");
	kit_export(9, clock_week(), 9);
	kit_name(name, 9, "inbox");
	assert_int_equal(unlink(name), 0);
	assert_int_equal(kit_open(false), FAULT_INBOX_PART);
	assert_string_equal(kit.desk.detail.text, "009.inbox");
	assert_false(kit.result.restored);
	assert_int_equal(kit.desk.state->outbox, 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_it_was),
		cmocka_unit_test(put_back),
		cmocka_unit_test(a_schedule_ahead),
		cmocka_unit_test(who_left),
		cmocka_unit_test(not_opened),
	};

	return cmocka_run_group_tests_name("desk_restored", tests, kit_begin,
	    kit_end);
}
