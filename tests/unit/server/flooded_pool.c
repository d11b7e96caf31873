/* flooded_pool.c - tests that the pool keeps room during a flood of weeks, by a
 * simulated clock. */

#include "rows.h"

#include <stdio.h>

#include <sodium.h>

#include "server/client_kit.h"

enum {
	WEEK = 7 * 24 * 60, /* in minutes */
	HOUR = 60,
	SENDERS = 8,
	EVERY = 20, /* seconds between two rounds of the flood */
};

/* Envelopes in the pool: in all, and those by form. */
struct pool {
	uint64_t total;
	uint64_t form;
};

static const char *
from_one(int i)
{
	(void)i;
	return "127.1.1.1";
}

static const char *
from_fronts(int i)
{
	(void)i;
	return "127.0.0.1";
}

static const char *
from_all_of_a_prefix(int i)
{
	static char text[24];

	snprintf(text, sizeof(text), "127.1.1.%d", 1 + i);
	return text;
}

static const char *
from_two_prefixes(int i)
{
	static char text[24];

	snprintf(text, sizeof(text), "127.1.%d.%d", 1 + i % 2, 1 + i);
	return text;
}

/* Half from one prefix, half from fronts. */
static const char *
from_both(int i)
{
	return i % 2 == 0 ? from_fronts(i) : from_all_of_a_prefix(i);
}

/* The least part of the pool's room that is left at the end, in hundredths. */
static const struct stock_row {
	const char *name;
	const char *(*from)(int i);
	int weeks;
	bool neighbour; /* another address in that prefix is served too */
	unsigned script;
	unsigned form;
} stocks[] = {
	{ "one address for two weeks", from_one, 2, true, 65, 65 },
	{ "one address for three weeks", from_one, 3, true, 55, 55 },
	{ "one prefix for three weeks", from_all_of_a_prefix, 3, false, 50,
	    35 },
	{ "two prefixes for three weeks", from_two_prefixes, 3, false, 20, 3 },
	{ "eight fronts for three weeks", from_fronts, 3, false, 50, 50 },
	{ "fronts and a prefix for three weeks", from_both, 3, false, 25, 15 },
};

/* Deposit as a server does; false if refused. */
static bool
deposit(struct pool *pool, struct pair p, enum intake intake)
{
	if (!clients_deposit(clients, p.here, intake, true) ||
	    limits_room(intake, pool->total, pool->form) == 0)
		return false;
	pool->total++;
	pool->form += intake == INTAKE_FORM;
	limits_pool(&limits, pool->total, pool->form);
	return true;
}

/* Deposit by script and by form; how many were accepted. */
static unsigned
both(struct pool *pool, struct pair p)
{
	unsigned script = deposit(pool, p, INTAKE_SCRIPT);

	return script + deposit(pool, p, INTAKE_FORM);
}

/* A minute of the flood: each sender deposits all it can, three times. */
static void
minute(struct pool *pool, const struct pair senders[static SENDERS])
{
	for (int second = 0; second < MINUTE; second++) {
		clients_tick(clients);
		for (int i = 0; i < SENDERS && second % EVERY == 0; i++)
			while (both(pool, senders[i]) > 0)
				continue;
	}
}

static unsigned
left(const struct pool *pool, enum intake intake)
{
	return (unsigned)(100 * limits_room(intake, pool->total, pool->form) /
	    limit_table[intake].cap);
}

/* Each hour a neighbour and another prefix deposit beside the flood. */
static void
pool_keeps_room_during_a_flood_from(void **state)
{
	const struct stock_row *row = *state;
	struct pair sender[SENDERS], neighbour, other;
	struct pool pool = { 0, 0 };
	unsigned refused = 0;

	begin(MBIT);
	for (int i = 0; i < SENDERS; i++)
		sender[i] = enter(row->from(i));
	neighbour = enter("127.1.1.99");
	other = enter("127.9.9.9");
	for (int m = 0; m < row->weeks * WEEK; m++) {
		minute(&pool, sender);
		if (m % HOUR != 0)
			continue;
		if (row->neighbour)
			refused += 2 - both(&pool, neighbour);
		refused += 2 - both(&pool, other);
	}
	print_message("left: %u of 100 by script, %u by form\n",
	    left(&pool, INTAKE_SCRIPT), left(&pool, INTAKE_FORM));
	assert_int_equal(refused, 0);
	assert_in_range(left(&pool, INTAKE_SCRIPT), row->script, 100);
	assert_in_range(left(&pool, INTAKE_FORM), row->form, 100);
	for (int i = 0; i < SENDERS; i++)
		go(sender[i]);
	go(neighbour);
	go(other);
}

int
main(void)
{
	static struct rows tests;

	if (sodium_init() < 0)
		return 1;
	ROWS(tests, pool_keeps_room_during_a_flood_from, stocks);
	return rows_run(&tests, __FILE__);
}
