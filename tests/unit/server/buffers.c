/* buffers.c - tests buffers: their number, wiping, turns and shutdown. */

#include "rows.h"

#include <string.h>

#include <sodium.h>

#include "quota/buffers.h"

enum {
	SIZE = 4096,
};

static size_t woken; /* how often a waiter was woken */

static void
count(struct waiter *w)
{
	(void)w;
	woken++;
}

/* Take a buffer without waiting; NULL if there is none. */
static void *
one(struct buffers *s)
{
	struct waiter w = { .wake = count };

	return buffers_take(s, &w) ? w.buffer : NULL;
}

static void
so_many(bool locked)
{
	struct buffers *s;
	uint8_t *a;
	uint8_t *b;

	assert_int_equal(buffers_new(&s, 2, SIZE, locked), OK);
	a = one(s);
	b = one(s);
	assert_non_null(a);
	assert_non_null(b);
	assert_null(one(s));
	memset(a, 'a', SIZE);
	buffers_give(s, NULL);
	buffers_give(s, a);
	assert_ptr_equal(one(s), a);
	assert_true(sodium_is_zero(a, SIZE));
	buffers_give(s, a);
	buffers_give(s, b);
	buffers_free(s);
	buffers_free(NULL);
}

static void
heap_buffers_are_limited_and_wiped(void **state)
{
	(void)state;
	so_many(false);
}

static void
locked_buffers_are_limited_and_wiped(void **state)
{
	(void)state;
	assert_true(sodium_init() >= 0);
	so_many(true);
}

/* Make one buffer, and take it to ${taken}; nobody was woken yet. */
static struct buffers *
one_taken(uint8_t **taken)
{
	struct buffers *s;

	woken = 0;
	assert_int_equal(buffers_new(&s, 1, SIZE, false), OK);
	*taken = one(s);
	assert_non_null(*taken);
	return s;
}

static void
waiters_get_buffers_in_order(void **state)
{
	struct waiter w[3] = { { .wake = count }, { .wake = count },
		{ .wake = count } };
	uint8_t *a;
	struct buffers *s = one_taken(&a);

	(void)state;
	buffers_wait(s, &w[0]);
	buffers_wait(s, &w[1]);
	assert_int_equal(woken, 0);
	memset(a, 'a', SIZE);
	buffers_give(s, a);
	assert_int_equal(woken, 1);
	assert_ptr_equal(w[0].buffer, a);
	assert_null(w[1].buffer);
	assert_true(sodium_is_zero(a, SIZE));
	assert_null(one(s)); /* no overtaking of waiters */
	buffers_give(s, w[0].buffer);
	assert_ptr_equal(w[1].buffer, a);
	buffers_give(s, w[1].buffer);
	buffers_wait(s, &w[2]); /* one is free: woken at once */
	assert_int_equal(woken, 3);
	assert_ptr_equal(w[2].buffer, a);
	buffers_give(s, a);
	buffers_free(s);
}

/* Many waiters of one client do not delay a client with one waiter. */
static void
many_waiters_of_one_client_do_not_delay_another(void **state)
{
	enum { MANY = 9 };
	struct waiter first[MANY] = { 0 }, late = { .wake = count };
	uint8_t *a;
	struct buffers *s = one_taken(&a);

	(void)state;
	for (uint32_t i = 0; i < MANY; i++) {
		first[i].wake = count;
		first[i].turn = i;
		buffers_wait(s, &first[i]);
	}
	buffers_wait(s, &late);
	buffers_give(s, a);
	assert_ptr_equal(first[0].buffer, a);
	buffers_give(s, a);
	assert_ptr_equal(late.buffer, a);
	for (int i = 1; i < MANY; i++) {
		buffers_give(s, a);
		assert_ptr_equal(first[i].buffer, a);
	}
	assert_int_equal(woken, MANY + 1);
	buffers_give(s, a);
	buffers_free(s);
}

static bool let; /* what may() returns */
static size_t asked;

static bool
may(struct waiter *w)
{
	(void)w;
	asked++;
	return let;
}

static void
waiter_that_may_not_have_a_buffer_is_passed_over(void **state)
{
	struct waiter w[4] = { { .wake = count }, { .may = may, .wake = count },
		{ .wake = count }, { .may = may, .wake = count } };
	struct buffers *s;

	(void)state;
	woken = 0;
	asked = 0;
	let = false;
	assert_int_equal(buffers_new(&s, 2, SIZE, false), OK);
	assert_true(buffers_take(s, &w[0]));
	buffers_wait(s, &w[1]); /* may not have the one that is free */
	assert_int_equal(asked, 1);
	buffers_wait(s, &w[2]); /* so a later waiter gets it */
	assert_non_null(w[2].buffer);
	assert_int_equal(woken, 1);
	buffers_wait(s, &w[3]);
	assert_int_equal(asked, 1); /* none is free: may() is not called */
	buffers_give(s, w[0].buffer);
	assert_int_equal(asked, 3);
	assert_int_equal(woken, 1);
	let = true;
	buffers_give(s, w[2].buffer); /* two are free, for both */
	assert_int_equal(woken, 3);
	assert_non_null(w[1].buffer);
	assert_non_null(w[3].buffer);
	assert_null(one(s));
	w[2].buffer = NULL;
	buffers_wait(s, &w[2]); /* the queue still works */
	buffers_give(s, w[1].buffer);
	assert_ptr_equal(w[2].buffer, w[1].buffer);
	buffers_give(s, w[2].buffer);
	buffers_give(s, w[3].buffer);
	buffers_free(s);
}

static void
stop_wakes_every_waiter_without_a_buffer(void **state)
{
	struct waiter w[2] = { { .wake = count }, { .wake = count } };
	uint8_t *a;
	struct buffers *s = one_taken(&a);

	(void)state;
	buffers_wait(s, &w[0]);
	buffers_stop(s);
	buffers_wait(s, &w[1]);
	assert_int_equal(woken, 2);
	assert_null(w[0].buffer);
	assert_null(w[1].buffer);
	buffers_give(s, a);
	buffers_free(s);
}

int
main(void)
{
	static struct rows tests;

	ROW(tests, heap_buffers_are_limited_and_wiped);
	ROW(tests, locked_buffers_are_limited_and_wiped);
	ROW(tests, waiters_get_buffers_in_order);
	ROW(tests, many_waiters_of_one_client_do_not_delay_another);
	ROW(tests, waiter_that_may_not_have_a_buffer_is_passed_over);
	ROW(tests, stop_wakes_every_waiter_without_a_buffer);
	return rows_run(&tests, __FILE__);
}
