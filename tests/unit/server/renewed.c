/* renewed.c - tests which weeks a rewriting renews, and its failures. */

#include "server/kit.h"

#define FIRST "data/pool/2025-W49/data.mdb"
#define NEXT "data/pool/2025-W50/data.mdb"
#define NEXT_RECENT "data/pool/2025-W50.recent/data.mdb"

enum {
	WEEK = 100,
};

/* The inode of a file; a different one if the file was replaced. */
static ino_t
made(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_ino;
}

/* File times must tell the server's hour, not that of the last tip. */
static void
hourly_rewriting_renews_recent_files(void **state)
{
	struct store *s = kit_store();
	ino_t before, week, recent;

	(void)state;
	assert_int_equal(kit_deposit(s, WEEK, 1), OK);
	assert_int_equal(kit_deposit(s, WEEK + 1, 2), OK);
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), OK);
	before = made(FIRST);
	week = made(NEXT);
	recent = made(NEXT_RECENT);
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), OK);
	assert_int_equal(made(NEXT), week);
	assert_int_equal(store_rewrite(s, REWRITE_HOURLY, NULL, NULL), OK);
	assert_int_not_equal(made(NEXT), week);
	assert_int_not_equal(made(NEXT_RECENT), recent);
	assert_int_equal(made(FIRST), before);
	assert_true(kit_found(s, 1));
	assert_true(kit_found(s, 2));
	store_close(s);
}

/* If one week cannot be rewritten, the next one still is. */
static void
failure_in_one_week_does_not_stop_the_next(void **state)
{
	struct store *s = kit_store();
	ino_t week, next;

	(void)state;
	assert_int_equal(kit_deposit(s, WEEK, 1), OK);
	assert_int_equal(kit_deposit(s, WEEK + 1, 2), OK);
	week = made(FIRST);
	next = made(NEXT);
	assert_int_equal(mkdir("data/pool/2025-W49.new", 0700), 0);
	assert_int_equal(mkdir("data/pool/2025-W49.new/in", 0700), 0);
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), ERR_IO);
	assert_int_equal(made(FIRST), week);
	assert_int_not_equal(made(NEXT), next);
	assert_int_equal(rmdir("data/pool/2025-W49.new/in"), 0);
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), OK);
	assert_int_not_equal(made(FIRST), week);
	assert_true(kit_found(s, 1));
	assert_true(kit_found(s, 2));
	store_close(s);
}

static bool
stop_now(void *arg)
{
	(void)arg;
	return false;
}

static void
rewriting_that_is_broken_off_loses_nothing(void **state)
{
	struct store *s = kit_store();

	(void)state;
	for (uint32_t i = 0; i < 300; i++)
		assert_int_equal(kit_deposit(s, WEEK, i), OK);
	assert_int_equal(store_rewrite(s, REWRITE_POOL, stop_now, NULL),
	    ERR_AGAIN);
	assert_int_equal(kit_deposit(s, WEEK, 300), OK);
	for (uint32_t i = 0; i <= 300; i++)
		assert_true(kit_found(s, i));
	assert_int_equal(store_rewrite(s, REWRITE_POOL, NULL, NULL), OK);
	for (uint32_t i = 0; i <= 300; i++)
		assert_true(kit_found(s, i));
	store_close(s);
}

int
main(void)
{
	static struct rows tests;

	KIT(tests, hourly_rewriting_renews_recent_files);
	KIT(tests, failure_in_one_week_does_not_stop_the_next);
	KIT(tests, rewriting_that_is_broken_off_loses_nothing);
	return rows_run(&tests, __FILE__);
}
