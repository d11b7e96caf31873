/* captured.c - tests that a captured server's inboxes do no lasting harm.
 */

#include "desk/inbox_kit.h"

#include "rows.h"

enum {
	WEEK = 7 * DAY_SECONDS,
};

static char vkey[VKEY_TEXT];
static struct thread_secret person;

static void
tip(const char *text)
{
	thread_draw(&person);
	kit_seal(&person, KIND_TIP, 0, text);
}

/* Write outbox ${number}; true if it acknowledges inbox ${seq}. */
static bool
acknowledged(uint32_t number, uint32_t seq)
{
	char name[64];
	char line[64];
	struct file note;
	bool yes;

	(void)snprintf(name, sizeof(name), "stick/%03u.north.outbox.note",
	    number);
	(void)snprintf(line, sizeof(line), "\nack %u ", seq);
	assert_int_equal(kit_outbox(NULL), 0);
	note = kit_read(name);
	yes = memmem(note.p, note.n, line, strlen(line)) != NULL;
	file_free(&note);
	return yes;
}

static void
begin(void **state)
{
	(void)state;
	vkey_print(vkey, &kit.root);
	kit_sign(1, "4");
	tip("een");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open("--root", vkey), 0);
	assert_true(acknowledged(1, 1));
	kit_remove(1);
}

/* The highest number is refused: no inbox could follow it. */
static void
the_last_number(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	tip("twee");
	kit_export(UINT32_MAX, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("that no server can have come to"));
	assert_int_equal(kit_open("--date-is-right", NULL), 1);
	kit_remove(UINT32_MAX);
	kit.prev = prev;
}

/* A future week is refused, even if a person vouches for the clock. */
static void
a_week_to_come(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	tip("drie");
	kit_export(2, (uint16_t)(clock_week() + 400), 0);
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("Nothing was opened, written or destroyed"));
	assert_int_equal(kit_open("--date-is-right", NULL), 1);
	assert_true(kit_said("which has not come yet"));
	kit_remove(2);
	kit.prev = prev;
}

/* A possible number is believed until a later week has a lower number. */
static void
a_number_far_ahead(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	tip("vier");
	kit_export(900, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("Inboxes 2 to 899 never came"));
	assert_true(acknowledged(2, 900));
	kit_remove(900);
	kit.prev = prev;
	kit.offset = WEEK;
	tip("vijf");
	kit_export(2, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("1 new case"));
	assert_null(strstr(kit.out, "never came"));
	assert_true(acknowledged(3, 2));
	kit_remove(2);
	tip("zes");
	kit_export(3, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(acknowledged(4, 3));
	kit_remove(3);
}

/* The server is replaced: ROOT names another key, and numbers start at 1. */
static void
another_key(void **state)
{
	(void)state;
	randombytes_buf(kit.srv.b, sizeof(kit.srv.b));
	kit_sign(2, "4");
	tip("zeven");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("1 new case"));
	assert_true(kit_said("signs with another key and counts anew"));
	assert_true(acknowledged(5, 1));
	tip("acht");
	kit_export(2, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("1 new case"));
	assert_true(acknowledged(6, 2));
}

int
main(void)
{
	static struct rows all;

	ROW(all, begin);
	ROW(all, the_last_number);
	ROW(all, a_week_to_come);
	ROW(all, a_number_far_ahead);
	ROW(all, another_key);
	return _cmocka_run_group_tests("desk_captured", all.test, all.n,
	    kit_begin, kit_end);
}
