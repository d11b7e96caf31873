/* replies.c - tests the replies of a case, and the body of its cell. */

#include "replies.h"

#include <string.h>

#include "body.h"
#include "os/process.h"
#include "rows.h"

static struct case_file *c;

static int
begin(void **state)
{
	(void)state;
	if (process_begin() != OK)
		return 1;
	c = locked_new(sizeof(*c));
	return c == NULL;
}

static int
end(void **state)
{
	(void)state;
	locked_free(c);
	return 0;
}

static struct span
text_of(size_t n, uint8_t letter)
{
	static uint8_t b[CELL_TEXT_MAX];

	memset(b, letter, sizeof(b));
	return (struct span){ b, n };
}

/* The replies begin with ${letters}, newest first. */
static void
assert_replies(const char *letters)
{
	struct reader r = replies_begin(c);
	struct reply reply;

	for (; *letters != '\0'; letters++) {
		assert_true(replies_next(&reply, &r));
		assert_int_equal(reply.text.p[0], *letters);
	}
	assert_false(replies_next(&reply, &r));
	assert_int_equal(wire_end(&r), OK);
}

static void
newest_first(void **state)
{
	(void)state;
	case_file_wipe(c);
	assert_int_equal(replies_add(c, text_of(10, 'a'), 5, false), OK);
	assert_int_equal(replies_add(c, text_of(10, 'b'), 6, false), OK);
	assert_replies("ba");
	assert_int_equal(replies_add(c, text_of(0, 'c'), 6, false), OK);
	assert_replies("ba");
}

static void
limits(void **state)
{
	(void)state;
	case_file_wipe(c);
	assert_int_equal(replies_add(c, text_of(REPLY_MAX + 1, 'a'), 5, false),
	    ERR_TOO_LONG);
	assert_replies("");
	assert_int_equal(replies_add(c, text_of(REPLY_MAX, 'a'), 5, false), OK);
	assert_int_equal(
	    replies_add(c, text_of(CELL_TEXT_MAX - REPLY_MAX, 'b'), 5, false),
	    OK);
	assert_replies("ba");
	assert_int_equal(replies_add(c, text_of(1, 'c'), 5, false), OK);
	assert_replies("cb");
}

static void
many_short_ones(void **state)
{
	(void)state;
	case_file_wipe(c);
	for (unsigned i = 0; i < CELL_TEXTS_MAX + 3; i++)
		assert_int_equal(replies_add(c, text_of(1, 'a'), 5, false), OK);
	assert_int_equal(c->replies_n, CELL_TEXTS_MAX * 6);
	assert_int_equal(c->replies[5], 'a');
}

static void
instead_of_unsent(void **state)
{
	(void)state;
	case_file_wipe(c);
	assert_int_equal(replies_add(c, text_of(5, 'a'), 5, false), OK);
	replies_sent(c);
	assert_int_equal(replies_add(c, text_of(5, 'b'), 5, false), OK);
	assert_int_equal(replies_add(c, text_of(5, 'c'), 5, true), OK);
	assert_replies("ca");
}

static void
cell_says(void **state)
{
	static uint8_t out[CELL_BODY_SIZE];
	struct cell_body body;
	struct cell_text t;
	struct reader r;

	(void)state;
	case_file_wipe(c);
	c->status = STATUS_QUESTION;
	c->opened = 3;
	assert_int_equal(replies_add(c, text_of(4, 'a'), 100, false), OK);
	assert_int_equal(replies_add(c, text_of(4, 'b'), 450, false), OK);
	assert_int_equal(replies_cell(out, c, 449), OK);
	assert_int_equal(cell_body_decode(&body, out), OK);
	assert_int_equal(body.status, STATUS_QUESTION);
	assert_int_equal(body.opened, 3);
	assert_int_equal(body.week, 449);
	r = (struct reader){ body.texts.p, body.texts.n, false };
	assert_true(texts_next(&t, &r));
	assert_int_equal(t.weeks_ago, 0); /* the clock went back */
	assert_true(texts_next(&t, &r));
	assert_int_equal(t.weeks_ago, 255); /* the most that a byte holds */
}

static void
full_cell(void **state)
{
	static uint8_t out[CELL_BODY_SIZE];

	(void)state;
	case_file_wipe(c);
	c->status = STATUS_DONE;
	for (unsigned i = 0; i < CELL_TEXTS_MAX; i++)
		assert_int_equal(
		    replies_add(c, text_of(CELL_TEXT_MAX / CELL_TEXTS_MAX, 'a'),
			5, false),
		    OK);
	assert_int_equal(replies_cell(out, c, 5), OK);
}

struct over_row {
	const char *name;
	enum life life;
	uint16_t week;
	bool over;
};

static const struct over_row overs[] = {
	{ "12 weeks later", THREAD_LIVE, 112, false },
	{ "13 weeks later", THREAD_LIVE, 113, true },
	{ "closed", THREAD_CLOSING, 100, true },
	{ "ended before", THREAD_ENDED, 200, false },
};

static void
over(void **state)
{
	const struct over_row *r = *state;

	case_file_wipe(c);
	c->last = 100;
	c->life = r->life;
	assert_int_equal(case_over(c, r->week), r->over);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, over, overs);
	ROW(all, newest_first);
	ROW(all, limits);
	ROW(all, many_short_ones);
	ROW(all, instead_of_unsent);
	ROW(all, cell_says);
	ROW(all, full_cell);
	return _cmocka_run_group_tests("desk_replies", all.test, all.n, begin,
	    end);
}
