/* walk.c - tests the menu, and an open that is killed. */

#include "desk/inbox_kit.h"

#include <signal.h>

#include "rows.h"

static char vkey[VKEY_TEXT];
static struct thread_secret alice;

/* The kit has confined this process already. */
static int
begin(const char *folder, const char *stick)
{
	(void)folder;
	(void)stick;
	return 0;
}

static int
walk_here(const struct options *o)
{
	(void)o;
	return cmd_walk(begin);
}

/* Run the menu in the desk's folder. */
static int
walk_inside(const char *input)
{
	int rc;

	assert_int_equal(chdir("desk"), 0);
	rc = kit_do(walk_here, 0, 0, input, "walk");
	assert_int_equal(unlink("said"), 0);
	assert_int_equal(chdir(".."), 0);
	return rc;
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
	/* folder, stick, passphrase; read case 1; stop */
	assert_int_equal(kit_do(walk_here, 0, 0,
			     "desk\nstick\n" PASS "y\n3\n1\n0\n", "walk"),
	    0);
	assert_true(kit_said("1 added to a case"));
	assert_true(kit_said("1 case, 1 to read"));
	assert_true(kit_said("Case 1 was not read yet"));
	assert_true(kit_said("  1  read in the stick\n"));
	assert_true(kit_said("  | Achter de loods\n"));
	assert_true(kit_said("  | Om tien uur\n"));
}

static void
mistakes(void **state)
{
	(void)state;
	/* a wrong stick, a wrong number, no number, a case that is missing */
	assert_int_equal(
	    walk_inside("nowhere\n" PASS "9\nx\n3\n7\n1\n../stick\n2\n"), 0);
	assert_true(kit_said("there is no stick at \"nowhere\""));
	assert_true(kit_said("Type one of these numbers"));
	assert_true(kit_said("there is no case 7"));
	assert_true(kit_said("Nothing new"));
	assert_int_equal(kit_do(walk_here, 0, 0, "", "walk"), 1);
	assert_true(kit_said("no folder was given"));
	assert_int_equal(walk_inside("\nonzin\n"), 1);
	assert_true(kit_said("does not open desk.key"));
}

/* Start to open inbox 3 and kill that after ${delay} microseconds. */
static void
open_killed(useconds_t delay)
{
	pid_t pid = fork();

	if (pid == 0) {
		(void)setpgid(0, 0);
		(void)kit_open(NULL, NULL);
		_exit(0);
	}
	/* one group, to kill the child and the command that it runs */
	(void)setpgid(pid, pid);
	(void)usleep(delay);
	(void)kill(-pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	/* the killed command may hold the folder for a moment */
	while (kit_list() != 0)
		assert_true(kit_said("another zegel-desk is at work"));
}

/* Wherever an open is killed, the desk has the whole inbox or nothing of it. */
static void
killed(void **state)
{
	static const useconds_t delays[] = { 1000, 3000, 6000, 10000, 15000,
		20000, 25000, 30000, 40000, 50000, 70000, 100000 };
	bool all = false;

	(void)state;
	for (int i = 0; i < INBOX_MOST; i++) {
		struct thread_secret t;

		thread_draw(&t);
		kit_seal(&t, KIND_TIP, 0, "een van velen");
	}
	kit_export(3, clock_week(), 0);
	for (size_t i = 0; i < sizeof(delays) / sizeof(delays[0]); i++) {
		open_killed(delays[i]);
		all = all || strstr(kit.out, "17 cases") != NULL;
		assert_true(kit_said(all ? "17 cases" : "1 case,"));
	}
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_int_equal(kit_list(), 0);
	assert_true(kit_said("17 cases"));
}

int
main(void)
{
	static struct rows all;

	ROW(all, first_time);
	ROW(all, mistakes);
	ROW(all, killed);
	return _cmocka_run_group_tests("desk_walk", all.test, all.n, kit_begin,
	    kit_end);
}
