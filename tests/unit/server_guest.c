/* server_guest.c - who is connected: by prefix, by the minute, by the second.
 */

#include "rows.h"

#include <poll.h>

#include <sodium.h>

#include "guest.h"
#include "guest_kit.h"
#include "limit.h"

enum {
	MBIT = 100,
	MINUTE = 60,
};

static struct guests *g;

static void
go(struct pair pair)
{
	guests_leave(g, pair.here);
	close(pair.here);
	close(pair.there);
}

static void
begin(uint32_t mbit)
{
	guests_free(g);
	assert_int_equal(guests_new(&g, mbit), OK);
	listen_at(AF_INET, "127.0.0.1");
}

static uint32_t
spend_all(int fd, enum spent what)
{
	uint32_t n = 0;

	while (n < 1000 && guests_spend(g, fd, what))
		n++;
	return n;
}

static void
a_minute_of_one_prefix(void **state)
{
	struct pair a, b, c, front;

	(void)state;
	begin(MBIT);
	a = come("127.1.1.1");
	b = come("127.1.1.2");
	c = come("127.1.2.1");
	front = come("127.0.0.1");
	assert_true(guests_enter(g, a.here));
	assert_true(guests_enter(g, b.here));
	assert_true(guests_enter(g, c.here));
	assert_true(guests_enter(g, front.here));
	assert_int_equal(spend_all(a.here, SPENT_SCRIPT), 26);
	assert_int_equal(spend_all(b.here, SPENT_SCRIPT), 0);
	assert_int_equal(spend_all(c.here, SPENT_SCRIPT), 26);
	assert_int_equal(spend_all(b.here, SPENT_FORM), 6);
	assert_int_equal(spend_all(front.here, SPENT_SCRIPT), 1000);
	for (int s = 0; s < MINUTE - 1; s++)
		guests_tick(g);
	assert_int_equal(spend_all(a.here, SPENT_SCRIPT), 0);
	guests_tick(g);
	assert_int_equal(spend_all(b.here, SPENT_SCRIPT), 26);
	go(a);
	go(b);
	go(c);
	go(front);
}

static void
new_ones_a_minute(void **state)
{
	struct pair p, other;
	int n = 0;

	(void)state;
	begin(MBIT);
	p = come("127.1.1.1");
	other = come("127.1.2.1");
	while (n < 2 * MINUTE_CONNECTIONS && guests_enter(g, p.here)) {
		guests_leave(g, p.here);
		n++;
	}
	assert_int_equal(n, MINUTE_CONNECTIONS);
	assert_true(guests_enter(g, other.here));
	for (int s = 0; s < MINUTE; s++)
		guests_tick(g);
	assert_true(guests_enter(g, p.here));
	go(p);
	go(other);
}

/* What is held is still held in the next minute, under another key. */
static void
held_over_minutes(void **state)
{
	enum { ITS = 3 }; /* forms of 12 */
	struct pair p[ITS + 1], other;

	(void)state;
	begin(MBIT);
	other = come("127.1.2.1");
	assert_true(guests_enter(g, other.here));
	for (int i = 0; i <= ITS; i++) {
		p[i] = come("127.1.1.1");
		assert_true(guests_enter(g, p[i].here));
	}
	for (int i = 0; i < ITS; i++)
		assert_true(guests_hold(g, p[i].here, HELD_FORM));
	for (int minute = 0; minute < 3; minute++) {
		assert_false(guests_hold(g, p[ITS].here, HELD_FORM));
		assert_true(guests_hold(g, other.here, HELD_FORM));
		guests_drop(g, other.here, HELD_FORM);
		for (int s = 0; s < MINUTE; s++)
			guests_tick(g);
	}
	guests_drop(g, p[0].here, HELD_FORM);
	guests_drop(g, p[0].here, HELD_FORM); /* once is enough */
	assert_true(guests_hold(g, p[ITS].here, HELD_FORM));
	go(p[1]); /* who leaves holds nothing */
	assert_true(guests_hold(g, p[0].here, HELD_FORM));
	go(other);
	for (int i = 0; i <= ITS; i++)
		if (i != 1)
			go(p[i]);
}

static bool
is_ended(struct pair p)
{
	struct pollfd end = { p.there, POLLIN, 0 };

	return poll(&end, 1, 0) == 1;
}

static void
ticks(int n)
{
	while (n-- > 0)
		guests_tick(g);
}

static void
time_is_up(void **state)
{
	struct pair p;

	(void)state;
	begin(MBIT);
	p = come("127.1.1.1");
	assert_true(guests_enter(g, p.here));
	ticks(HEAD_SECONDS - 1);
	assert_false(is_ended(p));
	guests_until(g, p.here, 0); /* it waits for us */
	ticks(HEAD_SECONDS);
	assert_false(is_ended(p));
	guests_until(g, p.here, UPLOAD_SECONDS);
	ticks(UPLOAD_SECONDS - 1);
	guests_answer(g, p.here, 10 * ANSWER_LEAST);
	ticks(ANSWER_SECONDS + 9);
	assert_false(is_ended(p));
	guests_rest(g, p.here);
	ticks(HEAD_SECONDS - 1);
	assert_false(is_ended(p));
	ticks(1);
	assert_true(is_ended(p));
	go(p);
}

static void
a_form_s_answer_hurries(void **state)
{
	struct pair p[FORMS];
	char from[24];

	(void)state;
	begin(MBIT);
	for (int i = 0; i < FORMS; i++) {
		snprintf(from, sizeof(from), "127.1.%d.1", i);
		p[i] = come(from);
		assert_true(guests_enter(g, p[i].here));
		if (i > 0)
			assert_true(guests_hold(g, p[i].here, HELD_FORM));
	}
	guests_answer(g, p[1].here, 1 << 17);
	ticks(HURRY_SECONDS);
	assert_false(is_ended(p[1])); /* one is free */
	assert_true(guests_hold(g, p[0].here, HELD_FORM));
	ticks(1);
	assert_true(is_ended(p[1]));
	assert_false(is_ended(p[0]));
	assert_false(is_ended(p[2]));
	for (int i = 0; i < FORMS; i++)
		go(p[i]);
}

static unsigned
pace_of(struct pair p)
{
	unsigned rate = 0;
	socklen_t n = sizeof(rate);

	assert_int_equal(
	    getsockopt(p.here, SOL_SOCKET, SO_MAX_PACING_RATE, &rate, &n), 0);
	return rate;
}

static bool
board(struct pair p)
{
	if (!guests_hold(g, p.here, HELD_BOARD))
		return false;
	guests_answer(g, p.here, 1 << 20);
	return true;
}

static void
boards_share_the_way_out(void **state)
{
	const unsigned all = MBIT * 125000U / 4 * 3;
	struct pair a[2], b, front;

	(void)state;
	begin(MBIT);
	a[0] = come("127.1.1.1");
	a[1] = come("127.1.1.2");
	b = come("127.1.2.1");
	front = come("127.0.0.1");
	assert_true(guests_enter(g, a[0].here));
	assert_true(guests_enter(g, a[1].here));
	assert_true(guests_enter(g, b.here));
	assert_true(guests_enter(g, front.here));
	assert_int_equal(pace_of(b), ~0U);
	assert_true(board(a[0]));
	assert_int_equal(pace_of(a[0]), all);
	assert_true(board(a[1]));
	/* until the second ends */
	assert_int_equal(pace_of(a[1]), PACE_FAIR / 2);
	assert_true(board(b));
	assert_true(board(front));
	guests_tick(g);
	assert_in_range(pace_of(a[0]), all / 4 - 99, all / 4);
	assert_in_range(pace_of(a[1]), all / 4 - 99, all / 4);
	assert_in_range(pace_of(b), all / 2 - 99, all / 2);
	assert_int_equal(pace_of(front), ~0U);
	guests_rest(g, b.here);
	assert_int_not_equal(pace_of(b), ~0U); /* the end is on its way yet */
	guests_answer(g, b.here, 1000);
	assert_int_equal(pace_of(b), ~0U);
	go(a[1]);
	guests_tick(g);
	assert_in_range(pace_of(a[0]), all - 199, all);
	go(a[0]);
	go(b);
	go(front);
}

static void
too_many_boards(void **state)
{
	struct pair p[8];
	int n = 0;

	(void)state;
	begin(1); /* room for 6: to one prefix 2 */
	for (int i = 0; i < 8; i++) {
		p[i] = come(i < 4 ? "127.1.1.1" : "127.1.2.1");
		assert_true(guests_enter(g, p[i].here));
	}
	for (int i = 0; i < 4; i++)
		n += board(p[i]);
	assert_int_equal(n, 2);
	assert_true(board(p[4]));
	for (int i = 0; i < 8; i++)
		go(p[i]);
}

/* Who has been sent much goes on at the boards' pace, and is not refused. */
static void
much_to_one_prefix(void **state)
{
	const uint32_t kib =
	    MBIT * 125000U / 4 * OUT_SECONDS / 1024 / OUT_PREFIXES;
	struct pair a, b;

	(void)state;
	begin(MBIT);
	a = come("127.1.1.1");
	b = come("127.1.2.1");
	assert_true(guests_enter(g, a.here));
	assert_true(guests_enter(g, b.here));
	for (uint32_t had = 0; had + 103 <= kib; had += 103) {
		guests_answer(g, a.here, 100 * 1024);
		assert_int_equal(pace_of(a), ~0U);
		guests_rest(g, a.here);
	}
	guests_answer(g, a.here, 100 * 1024);
	assert_int_not_equal(pace_of(a), ~0U);
	guests_rest(g, a.here);
	guests_answer(g, b.here, 100 * 1024);
	assert_int_equal(pace_of(b), ~0U);
	guests_rest(g, b.here);
	ticks(OUT_SECONDS);
	guests_answer(g, a.here, 100 * 1024);
	assert_int_equal(pace_of(a), ~0U);
	go(a);
	go(b);
}

static void
no_guest(void **state)
{
	(void)state;
	begin(MBIT);
	assert_false(guests_enter(g, -1));
	assert_false(guests_enter(g, 1 << 20));
	assert_true(guests_room(g));
	guests_leave(g, 5);
	guests_free(NULL);
	guests_free(g);
	g = NULL;
	close(listener);
}

int
main(void)
{
	static struct rows tests;

	if (sodium_init() < 0)
		return 1;
	ROW(tests, a_minute_of_one_prefix);
	ROW(tests, new_ones_a_minute);
	ROW(tests, held_over_minutes);
	ROW(tests, time_is_up);
	ROW(tests, a_form_s_answer_hurries);
	ROW(tests, boards_share_the_way_out);
	ROW(tests, too_many_boards);
	ROW(tests, much_to_one_prefix);
	ROW(tests, no_guest);
	return rows_run(&tests, __FILE__);
}
