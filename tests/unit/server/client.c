/* client.c - tests the limits of connections: by prefix, by the minute,
 * by the second. */

#include "rows.h"

#include <poll.h>

#include <sodium.h>

#include "server/client_kit.h"

/* Deposit until refused; how many were allowed. */
static uint32_t
deposit_all(int fd, enum intake intake)
{
	uint32_t n = 0;

	while (n < 100000 && clients_deposit(clients, fd, intake, true))
		n++;
	return n;
}

/* While others send nothing, one prefix gets a part and leaves the rest. */
static void
prefix_deposits_its_part_while_others_are_quiet(void **state)
{
	const uint32_t burst = limit_table[INTAKE_SCRIPT].burst;
	struct pair a, b, c, front;
	uint32_t n, m;

	(void)state;
	begin(MBIT);
	a = enter("127.1.1.1");
	b = enter("127.1.1.2");
	c = enter("127.1.2.1");
	front = enter("127.0.0.1");
	n = deposit_all(a.here, INTAKE_SCRIPT);
	assert_in_range(n, burst / 12, burst / 8);
	m = deposit_all(b.here, INTAKE_SCRIPT);
	assert_in_range(m, n / 3, n / 2);
	assert_in_range(deposit_all(c.here, INTAKE_SCRIPT), n / 2, n);
	assert_in_range(deposit_all(a.here, INTAKE_FORM), 30, 50);
	assert_int_equal(deposit_all(front.here, INTAKE_SCRIPT), burst);
	assert_true(clients_deposit(clients, c.here, INTAKE_FORM, true));
	ticks(MINUTE - 1);
	assert_in_range(deposit_all(a.here, INTAKE_SCRIPT), 0, n / 3);
	ticks(MINUTE);
	assert_in_range(deposit_all(b.here, INTAKE_SCRIPT), n - 9, n + 9);
	go(a);
	go(b);
	go(c);
	go(front);
}

/* When more came lately than the pool can take for weeks. */
static void
prefix_deposits_less_after_a_long_flood(void **state)
{
	const uint32_t lean = limit_table[INTAKE_SCRIPT].lean;
	struct pair a, b, c;

	(void)state;
	begin(MBIT);
	a = enter("127.1.1.1");
	b = enter("127.1.1.2");
	c = enter("127.1.2.1");
	limits.stock[SIDE_NET][INTAKE_SCRIPT] /= 3;
	assert_int_equal(deposit_all(a.here, INTAKE_SCRIPT), lean / 2);
	assert_int_equal(deposit_all(b.here, INTAKE_SCRIPT), 1);
	assert_int_equal(deposit_all(c.here, INTAKE_SCRIPT), lean / 2);
	assert_true(deposit_all(a.here, INTAKE_FORM) > 30);
	go(a);
	go(b);
	go(c);
}

/* Tips that another site may have sent: per prefix, one in ten seconds. */
static void
tips_of_unproven_origin_are_few_per_prefix(void **state)
{
	struct pair a, b, front;
	uint32_t n = 0;

	(void)state;
	begin(MBIT);
	a = enter("127.1.1.1");
	b = enter("127.1.2.1");
	front = enter("127.0.0.1");
	while (n < 99 && clients_deposit(clients, a.here, INTAKE_FORM, false))
		n++;
	assert_int_equal(n, 1 + UNPROVEN_MINUTE);
	assert_true(clients_deposit(clients, front.here, INTAKE_FORM, false));
	assert_true(clients_deposit(clients, b.here, INTAKE_FORM, false));
	assert_false(clients_deposit(clients, b.here, INTAKE_FORM, false));
	ticks(OUT_SECONDS);
	assert_true(clients_deposit(clients, a.here, INTAKE_FORM, false));
	assert_false(clients_deposit(clients, a.here, INTAKE_FORM, false));
	assert_true(clients_deposit(clients, a.here, INTAKE_FORM, true));
	ticks(MINUTE - OUT_SECONDS);
	assert_true(clients_deposit(clients, front.here, INTAKE_FORM, false));
	go(a);
	go(b);
	go(front);
}

static uint32_t
connect_all(struct pair p)
{
	uint32_t n = 0;

	while (n < CONNECTS_BURST && clients_enter(clients, p.here)) {
		clients_leave(clients, p.here);
		n++;
	}
	return n;
}

static void
prefix_opens_so_many_connections_a_minute(void **state)
{
	struct pair p, neighbour, other;
	uint32_t n;

	(void)state;
	begin(MBIT);
	p = come("127.1.1.1");
	neighbour = come("127.1.1.2");
	other = come("127.1.2.1");
	n = connect_all(p);
	assert_in_range(n, CONNECTS_BURST / 12, CONNECTS_BURST / 8);
	assert_in_range(connect_all(neighbour), n / 3, n);
	assert_in_range(connect_all(other), n / 2, n);
	ticks(MINUTE);
	assert_in_range(connect_all(p), n - 9, n + 9);
	go(p);
	go(neighbour);
	go(other);
}

/*
 * However fast 200 prefixes connect for minutes, a prefix without a connection
 * in this minute gets more than a browser opens at once.
 */
static void
new_prefix_connects_during_a_flood_of_prefixes(void **state)
{
	enum { FLOOD = 200, ITS = CONNECTS_FIRST / 2 };
	struct pair p[FLOOD], other;
	unsigned missed = 0;

	(void)state;
	begin(MBIT);
	for (int i = 0; i < FLOOD; i++) {
		char from[sizeof("127.2.200.1")];

		(void)snprintf(from, sizeof(from), "127.2.%d.1", i);
		p[i] = come(from);
	}
	for (int second = 0; second < 3 * MINUTE; second++) {
		char from[sizeof("127.3.200.1")];

		for (int i = 0; i < FLOOD; i++)
			(void)connect_all(p[i]);
		(void)snprintf(from, sizeof(from), "127.3.%d.1", second);
		other = come(from);
		for (int i = 0; i < ITS; i++) {
			missed += !clients_enter(clients, other.here);
			clients_leave(clients, other.here);
		}
		go(other);
		ticks(1);
	}
	assert_int_equal(missed, 0);
	for (int i = 0; i < FLOOD; i++)
		go(p[i]);
}

/* All fronts together leave a quarter of everything to others. */
static void
fronts_leave_a_quarter_of_the_forms(void **state)
{
	struct pair p[FORMS], other;
	int n = 0;

	(void)state;
	begin(MBIT);
	other = enter("127.1.2.1");
	for (int i = 0; i < FORMS; i++) {
		p[i] = enter("127.0.0.1");
		n += clients_hold(clients, p[i].here, HELD_FORM);
	}
	assert_int_equal(n, FORMS / 4 * 3);
	for (int minute = 0; minute < 2; minute++) {
		assert_false(
		    clients_hold(clients, p[FORMS - 1].here, HELD_FORM));
		assert_true(clients_hold(clients, other.here, HELD_FORM));
		clients_drop(clients, other.here, HELD_FORM);
		ticks(MINUTE);
	}
	clients_drop(clients, p[0].here, HELD_FORM);
	assert_true(clients_hold(clients, p[FORMS - 1].here, HELD_FORM));
	go(other);
	for (int i = 0; i < FORMS; i++)
		go(p[i]);
}

/* What a client holds still counts in the next minute, under another key. */
static void
held_forms_count_in_the_next_minute(void **state)
{
	enum { ITS = 3 }; /* forms of 12 */
	static const char *const its[ITS + 1] = { "127.1.1.1", "127.1.1.2",
		"127.1.1.3", "127.1.1.4" };
	struct pair p[ITS + 1], other;

	(void)state;
	begin(MBIT);
	other = come("127.1.2.1");
	assert_true(clients_enter(clients, other.here));
	for (int i = 0; i <= ITS; i++)
		p[i] = enter(its[i]);
	for (int i = 0; i < ITS; i++)
		assert_true(clients_hold(clients, p[i].here, HELD_FORM));
	for (int minute = 0; minute < 3; minute++) {
		assert_false(clients_hold(clients, p[ITS].here, HELD_FORM));
		assert_true(clients_hold(clients, other.here, HELD_FORM));
		clients_drop(clients, other.here, HELD_FORM);
		for (int s = 0; s < MINUTE; s++)
			clients_tick(clients);
	}
	clients_drop(clients, p[0].here, HELD_FORM);
	clients_drop(clients, p[0].here, HELD_FORM); /* has no effect */
	assert_true(clients_hold(clients, p[ITS].here, HELD_FORM));
	go(p[1]); /* a closed connection holds nothing */
	assert_true(clients_hold(clients, p[0].here, HELD_FORM));
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
connection_ends_at_its_deadline(void **state)
{
	struct pair p;

	(void)state;
	begin(MBIT);
	p = come("127.1.1.1");
	assert_true(clients_enter(clients, p.here));
	ticks(HEAD_SECONDS - 1);
	assert_false(is_ended(p));
	clients_until(clients, p.here, 0); /* the client waits for the server */
	ticks(HEAD_SECONDS);
	assert_false(is_ended(p));
	clients_until(clients, p.here, UPLOAD_SECONDS);
	ticks(UPLOAD_SECONDS - 1);
	clients_answer(clients, p.here, 10 * ANSWER_LEAST);
	ticks(ANSWER_SECONDS + 9);
	assert_false(is_ended(p));
	clients_rest(clients, p.here);
	ticks(HEAD_SECONDS - 1);
	assert_false(is_ended(p));
	ticks(1);
	assert_true(is_ended(p));
	go(p);
}

static void
slow_form_answer_ends_when_no_form_is_free(void **state)
{
	struct pair p[FORMS];
	char from[24];

	(void)state;
	begin(MBIT);
	for (int i = 0; i < FORMS; i++) {
		snprintf(from, sizeof(from), "127.1.%d.1", i);
		p[i] = come(from);
		assert_true(clients_enter(clients, p[i].here));
		if (i > 0)
			assert_true(
			    clients_hold(clients, p[i].here, HELD_FORM));
	}
	clients_answer(clients, p[1].here, 1 << 17);
	ticks(HURRY_SECONDS);
	assert_false(is_ended(p[1])); /* one is free */
	assert_true(clients_hold(clients, p[0].here, HELD_FORM));
	ticks(1);
	assert_true(is_ended(p[1]));
	assert_false(is_ended(p[0]));
	assert_false(is_ended(p[2]));
	for (int i = 0; i < FORMS; i++)
		go(p[i]);
}

/* Others of its prefix wait for a buffer, although some are free. */
static void
slow_form_answer_ends_when_a_neighbour_waits(void **state)
{
	enum { ITS = 3 };
	static const char *const its[ITS] = { "127.1.1.1", "127.1.1.2",
		"127.1.1.3" };
	struct pair p[ITS], late;

	(void)state;
	begin(MBIT);
	late = enter("127.1.1.9");
	for (int i = 0; i < ITS; i++) {
		p[i] = enter(its[i]);
		assert_true(clients_hold(clients, p[i].here, HELD_FORM));
		clients_answer(clients, p[i].here, 1 << 17);
	}
	ticks(HURRY_SECONDS);
	assert_false(is_ended(p[0])); /* nobody waits */
	assert_false(clients_hold(clients, late.here, HELD_FORM));
	ticks(1);
	for (int i = 0; i < ITS; i++) {
		assert_true(is_ended(p[i]));
		go(p[i]);
	}
	assert_true(clients_hold(clients, late.here, HELD_FORM));
	go(late);
}

static void
invalid_descriptor_is_refused(void **state)
{
	(void)state;
	begin(MBIT);
	assert_false(clients_enter(clients, -1));
	assert_false(clients_enter(clients, 1 << 20));
	assert_true(clients_room(clients));
	clients_leave(clients, 5);
	clients_free(NULL);
	clients_free(clients);
	clients = NULL;
	close(listener);
}

int
main(void)
{
	static struct rows tests;

	if (sodium_init() < 0)
		return 1;
	ROW(tests, prefix_deposits_its_part_while_others_are_quiet);
	ROW(tests, prefix_deposits_less_after_a_long_flood);
	ROW(tests, tips_of_unproven_origin_are_few_per_prefix);
	ROW(tests, fronts_leave_a_quarter_of_the_forms);
	ROW(tests, prefix_opens_so_many_connections_a_minute);
	ROW(tests, new_prefix_connects_during_a_flood_of_prefixes);
	ROW(tests, held_forms_count_in_the_next_minute);
	ROW(tests, connection_ends_at_its_deadline);
	ROW(tests, slow_form_answer_ends_when_no_form_is_free);
	ROW(tests, slow_form_answer_ends_when_a_neighbour_waits);
	ROW(tests, invalid_descriptor_is_refused);
	return rows_run(&tests, __FILE__);
}
