/* journal.c - tests that a log which somebody changed is told from a whole one.
 */

#include "desk/team_kit.h"

#include "book/query.h"

enum {
	ENTRIES = 6,
};

/* Six entries: 1 made, 2 the second person, and four that read cases. */
static int
begin(void **state)
{
	(void)team_begin_two(state);
	for (uint32_t i = 3; i <= ENTRIES; i++) {
		is(sit(1 + i % 2, i % 2 == 0 ? "AdV" : "PB"), FAULT_NONE);
		is(desk_begin(&desk), FAULT_NONE);
		is(journal_add(&desk, ACT_READ, i, span_str("why")),
		    FAULT_NONE);
		is(desk_commit(&desk), FAULT_NONE);
	}
	is(sit(1, "AdV"), FAULT_NONE);
	is(journal_verify(&desk), FAULT_NONE);
	return 0;
}

/* What somebody did who can change the casebook: one statement. */
static const struct {
	const char *name;
	const char *sql;
	uint32_t bad;
} rows[] = {
	{ "another act", "UPDATE journal SET act = 4 WHERE n = 3", 3 },
	{ "another person", "UPDATE journal SET s = 2 WHERE n = 4", 4 },
	{ "another day", "UPDATE journal SET day = day + 1 WHERE n = 5", 5 },
	{ "another case", "UPDATE journal SET number = 9 WHERE n = 3", 3 },
	{ "another reason",
	    "UPDATE journal SET reason = zeroblob(32)"
	    " WHERE n = 6",
	    6 },
	{ "another hash",
	    "UPDATE journal SET hash = zeroblob(32)"
	    " WHERE n = 2",
	    2 },
	{ "another tag of my own",
	    "UPDATE journal SET tag = zeroblob(32)"
	    " WHERE n = 4",
	    4 },
	{ "one dropped", "DELETE FROM journal WHERE n = 4", 4 },
	{ "the first dropped", "DELETE FROM journal WHERE n = 1", 1 },
	{ "the newest dropped", "DELETE FROM journal WHERE n = 6", 6 },
	{ "two swapped",
	    "UPDATE journal SET n = CASE n WHEN 3 THEN -4"
	    " ELSE -3 END WHERE n IN (3, 4);",
	    3 },
};

static void
change(const char *sql)
{
	is(desk_begin(&desk), FAULT_NONE);
	assert_int_equal(query_run(desk.book, sql), OK);
	/* the second half of a swap */
	assert_int_equal(
	    query_run(desk.book, "UPDATE journal SET n = -n WHERE n < 0"), OK);
	is(desk_commit(&desk), FAULT_NONE);
}

static void
what_was_changed_is_named(void **state)
{
	size_t i = *(const size_t *)*state;

	print_message("%s\n", rows[i].name);
	change(rows[i].sql);
	is(journal_verify(&desk),
	    rows[i].bad == 0 ? FAULT_NONE : FAULT_JOURNAL_BROKEN);
	if (rows[i].bad != 0)
		assert_int_equal(desk.detail.n, rows[i].bad);
}

static void
each_change_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		void *row = &i;

		(void)begin(NULL);
		what_was_changed_is_named(&row);
		(void)team_end(NULL);
	}
}

/* The desk opens all the same, and says so to whose entry it is. */
static void
broken_log_opens(void **state)
{
	(void)state;
	(void)begin(NULL);
	change("UPDATE journal SET act = 4 WHERE n = 4");
	is(sit(1, "AdV"), FAULT_JOURNAL_BROKEN);
	assert_non_null(desk.book);
	assert_int_equal(desk.session->s, 1);
	(void)team_end(NULL);
}

/* Nobody says of another's key that it is newer than it is. */
static void
key_is_as_old_as_the_log_says(void **state)
{
	(void)state;
	(void)begin(NULL);
	change("UPDATE journal SET tag = zeroblob(32) WHERE s = 1");
	change("UPDATE person SET log_from = 7 WHERE s = 1");
	is(sit(1, "AdV"), FAULT_JOURNAL_BROKEN);
	is(sit(2, "PB"), FAULT_NONE);
	change("UPDATE person SET log_from = 6 WHERE s = 2");
	is(sit(2, "PB"), FAULT_JOURNAL_BROKEN);
	change("UPDATE person SET log_from = 7 WHERE s = 2");
	is(sit(2, "PB"), FAULT_JOURNAL_BROKEN);
	assert_int_equal(desk.detail.n, ENTRIES);
	(void)team_end(NULL);
}

/* Entry 7 is of 800 days later; then what is old is cut. */
static void
cut(void)
{
	struct entry head;

	(void)begin(NULL);
	is(desk_begin(&desk), FAULT_NONE);
	is(journal_trim(&desk), FAULT_NONE);
	assert_int_equal(journal_head(&head, desk.book), OK);
	assert_int_equal(head.n, 0);
	desk.day += 800;
	desk.date_said = true;
	is(journal_add(&desk, ACT_READ, 7, span_str("")), FAULT_NONE);
	is(journal_trim(&desk), FAULT_NONE);
	assert_int_equal(journal_head(&head, desk.book), OK);
	assert_int_equal(head.n, ENTRIES - 1);
	is(desk_commit(&desk), FAULT_NONE);
	is(journal_verify(&desk), FAULT_NONE);
}

/* What is cut is remembered by its hash, and the rest still fits. */
static void
cut_log_is_whole(void **state)
{
	(void)state;
	cut();
	is(sit(1, "AdV"), FAULT_NONE);
	is(desk_begin(&desk), FAULT_NONE);
	is(journal_trim(&desk), FAULT_NONE);
	is(desk_commit(&desk), FAULT_NONE);
	is(journal_verify(&desk), FAULT_NONE);
	change("UPDATE journal SET number = 8 WHERE n = 7");
	is(journal_verify(&desk), FAULT_JOURNAL_BROKEN);
	(void)team_end(NULL);
}

/* A head of which nothing says that it is old hides what was dropped. */
static void
moved_head_is_seen(void **state)
{
	(void)state;
	cut();
	change("INSERT OR REPLACE INTO journal_head (id, n, hash)"
	       " SELECT 1, n, hash FROM journal WHERE n = 6");
	change("DELETE FROM journal WHERE n = 6");
	is(journal_verify(&desk), FAULT_JOURNAL_BROKEN);
	assert_int_equal(desk.detail.n, 7);
	(void)team_end(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_change_is_named),
		cmocka_unit_test(broken_log_opens),
		cmocka_unit_test(key_is_as_old_as_the_log_says),
		cmocka_unit_test(cut_log_is_whole),
		cmocka_unit_test(moved_head_is_seen),
	};

	return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
