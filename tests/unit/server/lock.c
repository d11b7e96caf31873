/* lock.c - tests who holds a folder's lock, and how long a command waits. */

#include "server/kit.h"

#include <time.h>

#include "command.h"
#include "wrap.h"

static struct store *held; /* opened before a fork, and locked */
static int64_t rested;     /* by nanosleep(2), in tenths of a second */
static int64_t unlock_at;  /* the holder unlocks after so many; 0: never */

WRAPPED(int, nanosleep, const struct timespec *, struct timespec *);

/* Rest without taking time. */
int
WRAP(nanosleep)(const struct timespec *rest, struct timespec *left)
{
	(void)left;
	rested += rest->tv_sec * 10 + rest->tv_nsec / 100000000;
	if (rested == unlock_at)
		store_unlock(held);
	return 0;
}

static bool
opened(struct store **s)
{
	rested = 0;
	return store_open(s, "data") == OK;
}

static int
other_asks_once(void)
{
	struct store *s;

	return !opened(&s) || store_lock(s, false) != ERR_AGAIN || rested != 0;
}

static int
other_gets_it(void)
{
	struct store *s;

	return !opened(&s) || store_lock(s, true) != OK || rested != 0;
}

static int
other_waits_a_minute(void)
{
	struct store *s;

	return !opened(&s) || store_lock(s, true) != ERR_AGAIN || rested != 600;
}

static int
other_waits_for_its_turn(void)
{
	struct store *s;

	unlock_at = 250;
	return !opened(&s) || store_lock(s, true) != OK || rested != 250;
}

static int
other_command_gives_up(void)
{
	struct store *s;

	return freopen("said", "w", stderr) == NULL ||
	    setvbuf(stderr, NULL, _IONBF, 0) != 0 || !opened(&s) ||
	    command_lock(s, "exporting") != 1 || rested != 600;
}

static void
one_process_holds_the_lock(void **state)
{
	(void)state;
	held = kit_store();
	assert_int_equal(store_lock(held, true), OK);
	assert_true(kit_fork(other_asks_once));
	store_unlock(held);
	assert_true(kit_fork(other_gets_it));
	store_close(held);
}

static void
another_waits_for_at_most_a_minute(void **state)
{
	(void)state;
	held = kit_store();
	assert_int_equal(store_lock(held, false), OK);
	assert_true(kit_fork(other_waits_a_minute));
	assert_true(kit_fork(other_waits_for_its_turn));
	store_close(held);
}

static void
command_says_why_it_gives_up(void **state)
{
	static const char want[] =
	    "zegeld: another zegeld command uses this folder; waiting up to "
	    "60 s for it to end\n"
	    "zegeld: exporting: another zegeld command still uses this folder; "
	    "try again when that command has ended\n";
	char said[sizeof(want) + 1] = "";
	FILE *f;

	(void)state;
	held = kit_store();
	assert_int_equal(store_lock(held, false), OK);
	assert_true(kit_fork(other_command_gives_up));
	f = fopen("said", "r");
	assert_non_null(f);
	assert_int_equal(fread(said, 1, sizeof(want), f), sizeof(want) - 1);
	(void)fclose(f);
	assert_string_equal(said, want);
	store_close(held);
}

int
main(void)
{
	static struct rows tests;

	KIT(tests, one_process_holds_the_lock);
	KIT(tests, another_waits_for_at_most_a_minute);
	KIT(tests, command_says_why_it_gives_up);
	return rows_run(&tests, __FILE__);
}
