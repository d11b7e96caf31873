/* order.c - tests an inbox in which a follow-up or close precedes its tip. */

#include "desk/stick_kit.h"

#include "core/accept.h"

enum {
	CLOSED = 5, /* a tip and its close */
	TOLD = 2,   /* a tip and a follow-up */
	ALL = CLOSED + TOLD + 1,
};

static struct thread_secret thread[ALL];

/* An inbox is sorted by name: all 8 pairs are in order once in 256 runs. */
static void
tip_before_what_follows(void **state)
{
	const struct intake_count *c;

	(void)state;
	for (size_t i = 0; i < ALL; i++)
		thread_draw(&thread[i]);
	for (size_t i = 0; i < CLOSED; i++) {
		kit_seal(&thread[i], KIND_TIP, FLAG_WANTS_REPLY, "Een loods");
		kit_seal(&thread[i], KIND_CLOSE, 0, "");
	}
	for (size_t i = CLOSED; i < CLOSED + TOLD; i++) {
		kit_seal(&thread[i], KIND_TIP, FLAG_WANTS_REPLY, "Een loods");
		kit_seal(&thread[i], KIND_FOLLOW_UP, 0, "En nog iets");
	}
	/* the tip of this thread never came: it is a case too, and closed */
	kit_seal(&thread[ALL - 1], KIND_FOLLOW_UP, 0, "Zonder begin");
	kit_seal(&thread[ALL - 1], KIND_CLOSE, 0, "");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	c = kit_count(1);
	assert_int_equal(c->envelopes, 2 * ALL);
	assert_int_equal(c->ours, 2 * ALL);
	assert_int_equal(c->cases, ALL);
	assert_int_equal(c->first, 1);
	assert_int_equal(c->joined, TOLD);
	assert_int_equal(c->closes, CLOSED + 1);
	assert_int_equal(c->lost, 0);
	for (uint32_t i = 1; i < ALL; i++) {
		assert_int_equal(kit_case(i)->messages, 2);
		assert_int_equal(kit_case(i)->marks & MARK_LOST_THREAD, 0);
		assert_true(kit_says(i, 1, "Een loods"));
	}
	assert_true(kit_says(ALL, 1, "Zonder begin"));
	assert_int_equal(kit_case(ALL)->marks, MARK_LOST_THREAD);
	assert_int_equal(kit_case(ALL)->life, THREAD_CLOSING);
}

/* The same envelope, and the same message in another envelope. */
static void
seen_before(void **state)
{
	static uint8_t plain[BODY_SIZE];
	static uint8_t copy[ENVELOPE_SIZE];
	struct body b = { .kind = KIND_TIP, .lane = LANE_CLI };
	struct thread_secret t;

	(void)state;
	thread_draw(&t);
	b.text = span_str("Tweemaal gestuurd");
	randombytes_buf(b.id.b, sizeof(b.id.b));
	assert_int_equal(body_encode(plain, &b), OK);
	memcpy(copy, kit_seal_body(&t, plain), sizeof(copy));
	kit_seal_body(&t, plain);
	kit_export(2, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(2)->cases, 1);
	assert_int_equal(kit_count(2)->repeats, 1);
	memcpy(kit_put(1), copy, sizeof(copy));
	kit_export(3, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(3)->repeats, 1);
	assert_int_equal(kit_count(3)->cases, 0);
	assert_int_equal(kit_case(ALL + 1)->messages, 1);
}

/* A text that another reader of it sealed again, under a thread of theirs. */
static void
rewrapped(void **state)
{
	static struct message m;
	struct body b = { .kind = KIND_TIP, .lane = LANE_CLI };
	struct accept *a = locked_new(sizeof(*a));
	struct opened *o = locked_new(sizeof(*o));
	bool later;

	(void)state;
	assert_true(a != NULL && o != NULL);
	*a = (struct accept){ .desk = &kit.desk, .week = clock_week() };
	a->put_off = KIND_FOLLOW_UP;
	b.text = span_str("Van een ander");
	assert_int_equal(desk_begin(&kit.desk), FAULT_NONE);
	for (uint8_t i = 0; i < 2; i++) {
		randombytes_buf(b.id.b, sizeof(b.id.b));
		assert_int_equal(body_encode(o->body, &b), OK);
		thread_draw(&o->thread);
		memset(o->hb, 7, sizeof(o->hb));
		o->dup[0] = i;
		o->week = a->week;
		assert_int_equal(accept_opened(a, o, &later), OK);
		assert_false(later);
		assert_true(sodium_is_zero((uint8_t *)o, sizeof(*o)));
	}
	assert_int_equal(desk_commit(&kit.desk), FAULT_NONE);
	assert_int_equal(a->count.cases, 2);
	assert_int_equal(a->count.rewrapped, 1);
	for (uint32_t i = 0; i < 2; i++) {
		uint32_t number = ALL + 2 + i;

		assert_int_equal(kit_case(number)->marks, MARK_REWRAPPED);
		assert_int_equal(message_load(&m, kit.desk.book, number, 1),
		    OK);
		assert_int_equal(m.marks, MARK_REWRAPPED);
		assert_int_equal(m.twin, ALL + 3 - i);
	}
	locked_free(a);
	locked_free(o);
}

/* What cannot be read, and the close of a thread that is not here. */
static void
nothing_to_do(void **state)
{
	static uint8_t plain[BODY_SIZE] = { 0xff };
	struct thread_secret t;

	(void)state;
	thread_draw(&t);
	kit_seal_body(&t, plain);
	kit_seal(&t, KIND_CLOSE, 0, "");
	kit_dummies(3);
	kit_export(4, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(4)->envelopes, 5);
	assert_int_equal(kit_count(4)->ours, 2);
	assert_int_equal(kit_count(4)->malformed, 1);
	assert_int_equal(kit_count(4)->lost, 1);
	assert_int_equal(kit_count(4)->cases, 0);
}

/* All of it is in the files: the desk opened anew has it, and can search. */
static void
kept(void **state)
{
	struct case_line line[4];
	struct span first;
	struct query q;
	size_t n;

	(void)state;
	kit_again();
	assert_true(kit_says(ALL, 1, "Zonder begin"));
	cases_begin(&q, kit.desk.book, 0, false, span_str("zonder b"));
	assert_true(cases_next(&q, &line[0], &first));
	assert_int_equal(line[0].number, ALL);
	assert_false(cases_next(&q, &line[0], &first));
	assert_int_equal(cases_end(&q), OK);
	assert_int_equal(cases_list(line, 4, &n, kit.desk.book, 2), OK);
	assert_int_equal(n, 4);
	assert_int_equal(line[0].number, 3);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit.result.opened, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tip_before_what_follows),
		cmocka_unit_test(seen_before),
		cmocka_unit_test(rewrapped),
		cmocka_unit_test(nothing_to_do),
		cmocka_unit_test(kept),
	};

	return cmocka_run_group_tests_name("desk_order", tests, kit_begin,
	    kit_end);
}
