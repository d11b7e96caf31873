/* book.c - tests the casebook: what a commit keeps, and who may open it. */

#include "book/book.h"

#include <sys/wait.h>

#include "desk/book_kit.h"

static int
begin(void **state)
{
	(void)state;
	kit_folder("book");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	kit_end();
	return 0;
}

static void
refused(enum err want)
{
	struct book *b = NULL;

	assert_int_equal(book_open(&b, kit.dir, 1, &kit.secret[0]), want);
	assert_null(b);
}

enum {
	ROUNDS = 25,
	NOTES = 40,
};

static const char *
text_of(uint32_t number, uint32_t round)
{
	static char text[6000];
	int n =
	    snprintf(text, sizeof(text), "note %u of round %u ", number, round);

	/* some texts fill more than a page */
	for (uint32_t i = 0; number % 7 == 0 && i < 250; i++)
		n += snprintf(text + n, sizeof(text) - (size_t)n, "line %u ",
		    i * round);
	return text;
}

/* The file holds each change, whatever it was, and the folder nothing else. */
static void
kept(void **state)
{
	uint32_t when[NOTES] = { 0 };
	struct book *b = kit_make();

	(void)state;
	for (uint32_t r = 1; r <= ROUNDS; r++) {
		assert_int_equal(book_begin(b), OK);
		for (uint32_t i = 0; i < 6; i++) {
			uint32_t n = randombytes_uniform(NOTES);

			when[n] = r;
			assert_int_equal(kit_put(b, n, text_of(n, r)), OK);
		}
		book_key(b)->epoch[0].week = (uint16_t)r;
		assert_int_equal(book_commit(b), OK);
		for (int again = 0; again < 2; again++) {
			assert_int_equal(book_key(b)->epoch[0].week, r);
			for (uint32_t n = 0; n < NOTES; n++)
				assert_true(kit_has(b, n,
				    when[n] == 0 ? NULL : text_of(n, when[n])));
			book_close(b);
			b = kit_open();
		}
	}
	book_close(b);
}

static void
aborted(void **state)
{
	struct book *b = kit_make();
	struct deskkey *k = book_key(b);

	(void)state;
	book_abort(b);
	assert_int_equal(book_commit(b), ERR_IO);
	assert_int_equal(book_begin(b), OK);
	assert_int_equal(book_begin(b), ERR_IO);
	assert_int_equal(kit_put(b, 1, "one"), OK);
	k->persons = 1;
	book_abort(b);
	assert_int_equal(k->persons, 2);
	assert_true(kit_has(b, 1, NULL));
	assert_int_equal(book_begin(b), OK);
	assert_int_equal(kit_put(b, 1, "one"), OK);
	book_close(b);
	b = kit_open();
	assert_true(kit_has(b, 1, NULL));
	book_close(b);
}

/* Every commit draws the casebook's name and key; a removed person is out. */
static void
keys(void **state)
{
	struct book *b = kit_make();
	struct book *none = NULL;
	struct key key = book_key(b)->book;
	uint8_t name[BOOK_NAME_SIZE];

	(void)state;
	memcpy(name, book_key(b)->book_name, sizeof(name));
	assert_int_equal(book_begin(b), OK);
	book_key(b)->persons = 1;
	assert_int_equal(book_commit(b), OK);
	assert_memory_not_equal(name, book_key(b)->book_name, sizeof(name));
	assert_memory_not_equal(key.b, book_key(b)->book.b, sizeof(key.b));
	book_close(b);
	assert_int_equal(book_open(&none, kit.dir, 2, &kit.secret[1]),
	    ERR_MISSING);
	assert_int_equal(book_open(&none, kit.dir, 1, &kit.secret[1]), ERR_KEY);
	assert_null(none);
	book_close(kit_open());
}

static void
one_program(void **state)
{
	struct book *b = kit_make();
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		struct book *other = NULL;
		enum err e = book_open(&other, kit.dir, 1, &kit.secret[0]);

		_exit(e == ERR_AGAIN && other == NULL ? 7 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(WEXITSTATUS(status), 7);
	refused(ERR_AGAIN);
	book_close(b);
	book_close(kit_open());
}

/* ---- what makes a commit fail before it writes ---- */
static void
keep_nothing(struct book *b, enum err want)
{
	assert_int_equal(book_commit(b), want);
	assert_false(book_dead(b));
	assert_true(kit_has(b, 1, NULL));
	assert_true(kit_has(b, 0, "zero"));
	assert_int_equal(book_commit(b), ERR_IO);
}

static void
spoilt(void **state)
{
	struct book *b = kit_make();
	struct query q;

	(void)state;
	/* outside of a change */
	assert_int_equal(kit_put(b, 0, "zero"), ERR_IO);
	assert_int_equal(book_begin(b), OK);
	assert_int_equal(kit_put(b, 0, "zero"), OK);
	assert_int_equal(book_commit(b), OK);
	/* a query that failed, though the next one did not */
	assert_int_equal(book_begin(b), OK);
	assert_int_equal(query_run(b, "INSERT INTO note VALUES (0, '', NULL)"),
	    ERR_FORMAT);
	assert_int_equal(kit_put(b, 1, "one"), OK);
	keep_nothing(b, ERR_FORMAT);
	/* a key to nothing, which only COMMIT would refuse */
	assert_int_equal(book_begin(b), OK);
	kit_run(b, "PRAGMA defer_foreign_keys = ON");
	kit_run(b, "INSERT INTO note VALUES (1, 'one', 99)");
	keep_nothing(b, ERR_FORMAT);
	/* a query that was not ended */
	assert_int_equal(book_begin(b), OK);
	query_begin(&q, b,
	    "INSERT INTO note VALUES (1, 'one', NULL), (2, 'two', NULL)"
	    " RETURNING number");
	assert_true(query_row(&q));
	assert_int_equal(book_commit(b), ERR_FORMAT);
	(void)!query_end(&q);
	assert_true(kit_has(b, 1, NULL));
	/* persons that desk.key cannot hold */
	assert_int_equal(book_begin(b), OK);
	assert_int_equal(kit_put(b, 1, "one"), OK);
	book_key(b)->person[1].s = 1;
	keep_nothing(b, ERR_FORMAT);
	assert_int_equal(book_key(b)->person[1].s, 2);
	book_close(b);
	b = kit_open();
	assert_true(kit_has(b, 0, "zero") && kit_has(b, 1, NULL));
	book_close(b);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(kept),
		TEST(aborted),
		TEST(keys),
		TEST(one_program),
		TEST(spoilt),
	};

	kit_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
