/* replies.c - tests which replies fit a cell, and what the cell then says. */

#include "core/replies.h"

#include <string.h>

#include "os/process.h"
#include "rows.h"

static struct replies *r;
static struct replies *out;
static struct reply *one;

static int
begin(void **state)
{
	(void)state;
	if (process_begin() != OK)
		return 1;
	r = locked_new(sizeof(*r));
	out = locked_new(sizeof(*out));
	one = locked_new(sizeof(*one));
	return r == NULL || out == NULL || one == NULL;
}

static int
end(void **state)
{
	(void)state;
	locked_free(r);
	locked_free(out);
	locked_free(one);
	return 0;
}

/* Add a reply of ${n} times ${letter}. */
static void
add(size_t n, uint8_t letter, uint16_t week, bool instead)
{
	memset(one, 0, sizeof(*one));
	one->n = n;
	one->week = week;
	memset(one->text, letter, n);
	assert_int_equal(replies_add(r, out, one, instead), OK);
}

/* The replies of ${in} begin with ${letters}, newest first, numbers falling. */
static void
assert_replies(const struct replies *in, const char *letters)
{
	assert_int_equal(in->n, strlen(letters));
	for (size_t i = 0; i < in->n; i++) {
		assert_int_equal(in->reply[i].text[0], letters[i]);
		if (i > 0)
			assert_true(in->reply[i].i < in->reply[i - 1].i);
	}
}

static void
all_sent(void)
{
	for (size_t i = 0; i < r->n; i++)
		r->reply[i].sent = true;
}

static void
newest_first(void **state)
{
	(void)state;
	replies_wipe(r);
	add(10, 'a', 5, false);
	add(10, 'b', 6, false);
	assert_replies(r, "ba");
	add(0, 'c', 6, false); /* only a status */
	assert_replies(r, "ba");
	assert_replies(out, "");
	assert_int_equal(replies_unsent(r), 2);
}

static void
limits(void **state)
{
	(void)state;
	replies_wipe(r);
	one->n = REPLY_MAX + 1;
	assert_int_equal(replies_add(r, out, one, false), ERR_TOO_LONG);
	assert_replies(r, "");
	add(REPLY_MAX, 'a', 5, false);
	add(CELL_TEXT_MAX - REPLY_MAX, 'b', 5, false);
	assert_replies(r, "ba");
	assert_replies(out, "");
	add(1, 'c', 5, false);
	assert_replies(r, "cb");
	assert_replies(out, "a");
}

static void
many_short_ones(void **state)
{
	(void)state;
	replies_wipe(r);
	for (unsigned i = 0; i < CELL_TEXTS_MAX + 3; i++)
		add(1, 'a', 5, false);
	assert_int_equal(r->n, CELL_TEXTS_MAX);
	assert_int_equal(r->reply[0].i, CELL_TEXTS_MAX + 3);
	assert_replies(out, "a");
}

static void
instead_of_unsent(void **state)
{
	(void)state;
	replies_wipe(r);
	add(5, 'a', 5, false);
	all_sent();
	add(5, 'b', 5, false);
	add(5, 'c', 5, true);
	assert_replies(r, "ca");
	assert_replies(out, "b");
	assert_int_equal(replies_unsent(r), 1);
	add(0, 'd', 5, true); /* taken back, and nothing in its place */
	assert_replies(r, "a");
	assert_replies(out, "c");
}

static void
cell_says(void **state)
{
	static uint8_t cell[CELL_BODY_SIZE];
	const struct cell_says says = { STATUS_QUESTION, 3, 449 };
	struct cell_body body;
	struct cell_text t;
	struct reader in;

	(void)state;
	replies_wipe(r);
	add(4, 'a', 100, false);
	add(4, 'b', 450, false);
	assert_int_equal(replies_cell(cell, r, &says), OK);
	assert_int_equal(cell_body_decode(&body, cell), OK);
	assert_int_equal(body.status, STATUS_QUESTION);
	assert_int_equal(body.opened, 3);
	assert_int_equal(body.week, 449);
	in = (struct reader){ body.texts.p, body.texts.n, false };
	assert_true(texts_next(&t, &in));
	assert_int_equal(t.weeks_ago, 0); /* the clock went back */
	assert_true(texts_next(&t, &in));
	assert_int_equal(t.weeks_ago, 255); /* the most that a byte holds */
}

static void
full_cell(void **state)
{
	static uint8_t cell[CELL_BODY_SIZE];
	const struct cell_says says = { STATUS_DONE, 1, 5 };

	(void)state;
	replies_wipe(r);
	for (unsigned i = 0; i < CELL_TEXTS_MAX; i++)
		add(CELL_TEXT_MAX / CELL_TEXTS_MAX, 'a', 5, false);
	assert_int_equal(replies_cell(cell, r, &says), OK);
}

int
main(void)
{
	static struct rows all;

	ROW(all, newest_first);
	ROW(all, limits);
	ROW(all, many_short_ones);
	ROW(all, instead_of_unsent);
	ROW(all, cell_says);
	ROW(all, full_cell);
	return _cmocka_run_group_tests("desk_replies", all.test, all.n, begin,
	    end);
}
