/* captured.c - tests that a captured server's inboxes do no lasting harm. */

#include "desk/stick_kit.h"

static void
begin(void **state)
{
	(void)state;
	kit_tip("een");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	kit_remove(1);
}

/* The inbox that the next outbox acknowledges. */
static uint32_t
newest(void)
{
	return kit.desk.state->sequence.newest.seq;
}

/* An inbox that is refused, though a person vouches for the date. */
static void
refused(uint32_t seq, uint16_t week, uint32_t taken, enum fault want)
{
	struct note_hash prev = kit.prev;

	kit_tip("twee");
	kit_export(seq, week, taken);
	assert_int_equal(kit_open(true), want);
	assert_int_equal(kit.desk.detail.n, seq);
	assert_int_equal(kit.desk.state->cases, 1);
	assert_int_equal(newest(), 1);
	kit_remove(seq);
	kit.prev = prev;
}

/* The highest number is refused: no inbox could follow it. */
static void
the_last_number(void **state)
{
	(void)state;
	refused(UINT32_MAX, clock_week(), 0, FAULT_INBOX_NUMBER);
	refused(1002, clock_week(), 0, FAULT_INBOX_NUMBER);
}

/* So is an outbox that nobody made: no outbox could follow it. */
static void
the_last_outbox(void **state)
{
	(void)state;
	refused(2, clock_week(), UINT32_MAX, FAULT_INBOX_TAKEN);
	refused(2, clock_week(), 1001, FAULT_INBOX_TAKEN);
	assert_int_equal(kit.desk.state->outbox, 0);
}

/* A future week is refused, even if a person vouches for the clock. */
static void
a_week_to_come(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	kit_tip("drie");
	kit_export(2, (uint16_t)(clock_week() + 400), 0);
	assert_int_equal(kit_open(false), FAULT_DATE_DOUBT);
	assert_int_equal(kit.desk.detail.week, clock_week() + 400);
	assert_int_equal(kit.desk.detail.until, clock_week() + 400);
	assert_int_equal(kit.desk.detail.day, clock_day());
	kit_remove(2);
	kit.prev = prev;
	refused(2, (uint16_t)(clock_week() + 400), 0, FAULT_INBOX_WEEK);
}

/* A possible number is believed until a later week has a lower number. */
static void
a_number_far_ahead(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	kit_tip("vier");
	kit_export(900, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.desk.state->sequence.gaps, 1);
	assert_int_equal(kit.desk.state->sequence.gap[0].first, 2);
	assert_int_equal(kit.desk.state->sequence.gap[0].last, 899);
	assert_int_equal(newest(), 900);
	kit_remove(900);
	kit.prev = prev;
	kit.offset = KIT_WEEK;
	kit_tip("vijf");
	kit_export(2, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(2)->cases, 1);
	assert_int_equal(kit.desk.state->sequence.gaps, 0);
	assert_int_equal(newest(), 2);
	kit_remove(2);
	kit_tip("zes");
	kit_export(3, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(newest(), 3);
	kit_remove(3);
}

/* The server is replaced: ROOT names another key, and numbers start at 1. */
static void
another_key(void **state)
{
	const struct sequence *s = &kit.desk.state->sequence;
	struct note_hash prev = kit.prev;
	struct sign_public pk;
	struct sign_seed srv;

	(void)state;
	randombytes_buf(srv.b, sizeof(srv.b));
	kit.srv = srv;
	kit.version++;
	kit_tip("zeven");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(1)->cases, 1);
	assert_int_equal(s->trouble[s->troubles - 1].kind, TROUBLE_ANEW);
	assert_int_equal(newest(), 1);
	assert_int_equal(s->links, 1);
	kit_tip("acht");
	kit_export(2, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(newest(), 2);
	/* one of the old key, with the directory of then, comes late */
	kit_remove(2);
	kit.prev = prev;
	kit.version--;
	kit.srv = *signed_seed(SIGNED_SRV);
	kit_tip("negen");
	kit_export(4, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(4)->cases, 1);
	assert_int_equal(newest(), 2);
	sign_public_of(&pk, &srv);
	assert_memory_equal(kit.desk.state->srv.b, pk.b, sizeof(pk.b));
}

int
main(void)
{
	static struct rows all;

	ROW(all, begin);
	ROW(all, the_last_number);
	ROW(all, the_last_outbox);
	ROW(all, a_week_to_come);
	ROW(all, a_number_far_ahead);
	ROW(all, another_key);
	return _cmocka_run_group_tests("desk_captured", all.test, all.n,
	    kit_begin, kit_end);
}
