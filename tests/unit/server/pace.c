/* pace.c - tests how fast each connection's answers are sent. */

#include "rows.h"

#include <sodium.h>

#include "server/client_kit.h"

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
	if (!clients_hold(clients, p.here, HELD_BOARD))
		return false;
	clients_answer(clients, p.here, 1 << 20);
	return true;
}

static void
boards_share_the_bandwidth_by_prefix_and_address(void **state)
{
	const unsigned all = MBIT * 125000U / 4 * 3;
	struct pair a[2], b;

	(void)state;
	begin(MBIT);
	a[0] = enter("127.1.1.1");
	a[1] = enter("127.1.1.1");
	b = enter("127.1.2.1");
	assert_int_equal(pace_of(b), ~0U);
	assert_true(board(a[0]));
	assert_in_range(pace_of(a[0]), all - 399, all);
	assert_true(board(b));
	assert_in_range(pace_of(b), all / 2 - 199, all / 2);
	assert_in_range(pace_of(a[0]), all / 2 - 199, all / 2);
	assert_true(board(a[1])); /* in force at once, without a tick */
	assert_in_range(pace_of(a[0]), all / 4 - 99, all / 4);
	assert_in_range(pace_of(a[1]), all / 4 - 99, all / 4);
	assert_in_range(pace_of(b), all / 2 - 199, all / 2);
	clients_rest(clients, b.here);
	assert_int_not_equal(pace_of(b), ~0U); /* the end is not sent yet */
	clients_answer(clients, b.here, 1000);
	assert_int_equal(pace_of(b), ~0U);
	go(a[1]);
	clients_tick(clients);
	assert_in_range(pace_of(a[0]), all - 399, all);
	go(a[0]);
	go(b);
}

/* However many boards one address fetches, a neighbour gets as much in all. */
static void
forty_boards_of_one_address_leave_half_to_a_neighbour(void **state)
{
	enum { ITS = 40 };
	const unsigned all = MBIT * 125000U / 4 * 3;
	struct pair a[ITS], b, c;

	(void)state;
	begin(MBIT);
	for (int i = 0; i < ITS; i++) {
		a[i] = enter("127.1.1.1");
		assert_true(board(a[i]));
		assert_in_range(pace_of(a[i]),
		    all / (unsigned)(i + 1) - all / 1000,
		    all / (unsigned)(i + 1) + all / 1000);
	}
	b = enter("127.1.1.2");
	c = enter("127.1.2.1");
	assert_true(board(b));
	assert_in_range(pace_of(b), all / 2 - all / 1000, all / 2 + all / 1000);
	assert_true(board(c));
	assert_in_range(pace_of(c), all / 2 - all / 1000, all / 2 + all / 1000);
	clients_tick(clients);
	assert_in_range(pace_of(c), all / 2 - all / 1000, all / 2 + all / 1000);
	assert_in_range(pace_of(b), all / 4 - all / 1000, all / 4 + all / 1000);
	assert_in_range(pace_of(a[0]), all / 4 / ITS - 99, all / 4 / ITS + 99);
	for (int i = 0; i < ITS; i++)
		go(a[i]);
	go(b);
	go(c);
}

/* Each front gets an equal part of the fronts' half, or of all if alone. */
static void
fronts_share_half_of_the_bandwidth(void **state)
{
	const unsigned all = MBIT * 125000U / 4 * 3;
	struct pair front[2], b;

	(void)state;
	begin(MBIT);
	front[0] = enter("127.0.0.1");
	front[1] = enter("127.0.0.1");
	b = enter("127.1.2.1");
	assert_true(board(front[0]));
	assert_true(board(front[1]));
	assert_int_equal(pace_of(front[0]), all / 2);
	assert_true(board(b));
	assert_in_range(pace_of(b), all / 2 - 199, all / 2);
	assert_int_equal(pace_of(front[0]), all / 4);
	go(front[0]);
	go(front[1]);
	go(b);
}

/* Within one second, a finished board takes nothing from the next. */
static void
finished_board_takes_nothing_from_the_next(void **state)
{
	const unsigned all = MBIT * 125000U / 4 * 3;
	struct pair p;

	(void)state;
	begin(MBIT);
	for (int i = 0; i < 3; i++) {
		p = enter(i == 1 ? "127.0.0.1" : "127.1.1.1");
		assert_true(board(p));
		assert_in_range(pace_of(p), all - 399, all);
		/* as at the end of a request */
		clients_drop(clients, p.here, HELD_BOARD);
		clients_rest(clients, p.here);
		go(p);
	}
}

static void
prefix_gets_two_of_six_boards(void **state)
{
	struct pair p[8];
	int n = 0;

	(void)state;
	begin(1); /* room for 6 boards, 2 of one prefix */
	for (int i = 0; i < 8; i++) {
		p[i] = enter(i < 4 ? i % 2 == 0 ? "127.1.1.1" : "127.1.1.2"
				   : "127.1.2.1");
	}
	for (int i = 0; i < 4; i++)
		n += board(p[i]);
	assert_int_equal(n, 2);
	assert_true(board(p[4]));
	for (int i = 0; i < 8; i++)
		go(p[i]);
}

/* An address that was sent much continues at the boards' pace, not refused. */
static void
address_that_fetched_much_is_slowed_not_refused(void **state)
{
	const uint32_t kib =
	    MBIT * 125000U / 4 * OUT_SECONDS / 1024 / OUT_PREFIXES;
	struct pair a, neighbour, b;

	(void)state;
	begin(MBIT);
	a = enter("127.1.1.1");
	neighbour = enter("127.1.1.2");
	b = enter("127.1.2.1");
	for (uint32_t had = 0; had + 103 <= kib / 2; had += 103) {
		clients_answer(clients, a.here, 100 * 1024);
		assert_int_equal(pace_of(a), ~0U);
		clients_rest(clients, a.here);
	}
	clients_answer(clients, a.here, 200 * 1024);
	assert_int_not_equal(pace_of(a), ~0U);
	clients_rest(clients, a.here);
	clients_answer(clients, neighbour.here, 100 * 1024);
	assert_int_equal(pace_of(neighbour), ~0U);
	clients_rest(clients, neighbour.here);
	clients_answer(clients, b.here, 100 * 1024);
	assert_int_equal(pace_of(b), ~0U);
	clients_rest(clients, b.here);
	ticks(OUT_SECONDS);
	clients_answer(clients, a.here, 100 * 1024);
	assert_int_equal(pace_of(a), ~0U);
	go(a);
	go(neighbour);
	go(b);
}

/* Fronts get half of the rate that is not for boards. */
static void
fronts_that_fetched_much_are_slowed(void **state)
{
	const uint32_t kib =
	    MBIT * 125000U / 4 * OUT_SECONDS / 1024 / OUT_PREFIXES * OUT_FRONTS;
	struct pair a;

	(void)state;
	begin(MBIT);
	a = enter("127.0.0.1");
	for (uint32_t had = 0; had + 1003 <= kib; had += 1003) {
		clients_answer(clients, a.here, 1000 * 1024);
		assert_int_equal(pace_of(a), ~0U);
		clients_rest(clients, a.here);
	}
	clients_answer(clients, a.here, 1000 * 1024);
	assert_int_not_equal(pace_of(a), ~0U);
	go(a);
}

int
main(void)
{
	static struct rows tests;

	if (sodium_init() < 0)
		return 1;
	ROW(tests, boards_share_the_bandwidth_by_prefix_and_address);
	ROW(tests, forty_boards_of_one_address_leave_half_to_a_neighbour);
	ROW(tests, fronts_share_half_of_the_bandwidth);
	ROW(tests, finished_board_takes_nothing_from_the_next);
	ROW(tests, prefix_gets_two_of_six_boards);
	ROW(tests, address_that_fetched_much_is_slowed_not_refused);
	ROW(tests, fronts_that_fetched_much_are_slowed);
	return rows_run(&tests, __FILE__);
}
