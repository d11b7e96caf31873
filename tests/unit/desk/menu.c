/* menu.c - tests the menu: what waits, and each of its numbers. */

#include "desk/inbox_kit.h"

#include "rows.h"

static char vkey[VKEY_TEXT];
static struct thread_secret alice;

/* The process is confined already. */
static int
begin_here(const char *folder, const char *stick)
{
	(void)folder;
	(void)stick;
	return 0;
}

static int
menu_here(const struct options *o)
{
	(void)o;
	return cmd_menu(begin_here);
}

/* Run the menu; ${input} begins behind the folder. */
static int
menu_do(const char *input)
{
	char all[1024];

	(void)snprintf(all, sizeof(all), "desk\n%s", input);
	return kit_do(menu_here, 0, 0, all, "list");
}

static void
first_time(void **state)
{
	(void)state;
	vkey_print(vkey, &kit.root);
	kit_sign(1, "8");
	thread_draw(&alice);
	kit_seal(&alice, KIND_TIP, FLAG_WANTS_REPLY, "Achter de loods");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open("--root", vkey), 0);
	kit_seal(&alice, KIND_FOLLOW_UP, 0, "Om tien uur");
	kit_export(2, clock_week(), 0);
	/* stick, passphrase; what nobody has read; a question; stop */
	assert_int_equal(menu_do("stick\n" PASS "2\n1\nWaar?\n"), 0);
	assert_true(kit_said("1 tip that nobody has read: 2 shows it"));
	assert_true(kit_said("  1  read in a stick\n"));
	assert_true(kit_said("  | Achter de loods\n"));
	assert_true(kit_said("  | Om tien uur\n"));
	assert_true(kit_said("Kept: it goes out with the next stick"));
}

static void
what_waits(void **state)
{
	(void)state;
	/* no stick; everything is read; the list; a search; stop */
	assert_int_equal(menu_do("\n" PASS "2\n3\n4\nLOODS\n0\n"), 0);
	assert_true(kit_said("1 reply waits to go out: 7 puts it on a stick"));
	assert_true(kit_said("Everything is read"));
	assert_true(kit_said("1 case, 0 to read"));
	assert_true(kit_said("reply waits"));
	assert_int_equal(menu_do("\n" PASS "7\nstick\n0\n"), 0);
	assert_true(kit_said("Stick number 1 is ready"));
	assert_true(kit_said("1 tipster finds a message"));
	/* into the bin, and out again */
	assert_int_equal(menu_do("\n" PASS "5\n1\n3\n3\n8\n1\n3\n0\n"), 0);
	assert_true(kit_said("0 cases, 0 to read"));
	assert_true(kit_said("Case 1 is in the list again"));
	assert_true(kit_said("asked"));
	assert_true(kit_said("nothing\n"));
}

/* The key of who is there is on their own stick. */
static void
own_key(void **state)
{
	(void)state;
	kit_rename("desk/staff/1.key", "own.key");
	assert_int_equal(menu_do("\nown.key\n" PASS "3\n0\n"), 0);
	assert_true(kit_said("1 case, 0 to read"));
	assert_int_equal(menu_do("\nnone.key\n" PASS), 1);
	assert_true(kit_said("your key file none.key is not there"));
	kit_rename("own.key", "desk/staff/1.key");
}

static void
mistakes(void **state)
{
	(void)state;
	/* a wrong stick, a wrong number, no number, a case that is missing */
	assert_int_equal(menu_do("nowhere\n" PASS "99\nx\n5\n7\n0\n"), 0);
	assert_true(kit_said("there is nothing at \"nowhere\""));
	assert_true(kit_said("Type one of these numbers"));
	assert_true(kit_said("there is no case 7"));
	assert_int_equal(kit_do(menu_here, 0, 0, "", "list"), 1);
	assert_true(kit_said("no folder was given"));
	assert_int_equal(menu_do("\nonzin\n"), 1);
	assert_true(kit_said("this passphrase is not right"));
}

int
main(void)
{
	static struct rows all;

	ROW(all, first_time);
	ROW(all, what_waits);
	ROW(all, own_key);
	ROW(all, mistakes);
	return _cmocka_run_group_tests("desk_menu", all.test, all.n, kit_begin,
	    kit_end);
}
