/* order.c - tests an inbox in which a follow-up or close precedes its tip.
 */

#include "desk/inbox_kit.h"

enum {
	CLOSED = 5, /* a tip and its close */
	TOLD = 2,   /* a tip and a follow-up */
	ALL = CLOSED + TOLD + 1,
};

/* An inbox is sorted by name: all 8 pairs are in order once in 256 runs. */
static void
tip_before_what_follows(void **state)
{
	static struct thread_secret t[ALL];
	char vkey[VKEY_TEXT];
	char n[2] = "1";

	(void)state;
	kit_sign(1, "8");
	for (size_t i = 0; i < ALL; i++)
		thread_draw(&t[i]);
	for (size_t i = 0; i < CLOSED; i++) {
		kit_seal(&t[i], KIND_TIP, FLAG_WANTS_REPLY, "Een loods");
		kit_seal(&t[i], KIND_CLOSE, 0, "");
	}
	for (size_t i = CLOSED; i < CLOSED + TOLD; i++) {
		kit_seal(&t[i], KIND_TIP, FLAG_WANTS_REPLY, "Een loods");
		kit_seal(&t[i], KIND_FOLLOW_UP, 0, "En nog iets");
	}
	/* the tip of this thread never came: it is a case too, and closed */
	kit_seal(&t[ALL - 1], KIND_FOLLOW_UP, 0, "Zonder begin");
	kit_seal(&t[ALL - 1], KIND_CLOSE, 0, "");
	kit_export(1, clock_week(), 0);
	vkey_print(vkey, &kit.root);
	assert_int_equal(kit_open("--root", vkey), 0);
	assert_true(kit_said("16 envelopes, 16 for this desk"));
	assert_true(kit_said("8 new cases: 1 to 8"));
	assert_true(kit_said("6 closed by the tipster"));
	assert_null(strstr(kit.out, "that is not here"));
	for (; n[0] < '8'; n[0]++) {
		assert_int_equal(kit_show(n), 0);
		assert_null(strstr(kit.out, "is not here"));
	}
	assert_int_equal(kit_show("8"), 0);
	assert_true(kit_said("but that one is not here"));
	assert_int_equal(kit_outbox(NULL), 0);
	assert_true(kit_said("6 threads ended"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tip_before_what_follows),
	};

	return cmocka_run_group_tests_name("desk_order", tests, kit_begin,
	    kit_end);
}
