/* server_share.c - the counts of prefixes: right, forgotten, rarely mixed. */

#include "rows.h"

#include <string.h>

#include <sodium.h>

#include "limit.h"
#include "share.h"

enum {
	FLOODERS = 1000,
	VISITORS = 20000,
	MOST = 26,
	WEEK_MINUTES = 7 * 24 * 60,
};

static struct shares shares;

/* Where a prefix of this number stands, as accept.c has it done. */
static struct place
place(uint32_t number)
{
	uint8_t hash[crypto_shorthash_BYTES];
	uint64_t mark;

	crypto_shorthash(hash, (const uint8_t *)&number, sizeof(number),
	    shares.key);
	memcpy(&mark, hash, sizeof(mark));
	return share_place(mark);
}

static uint32_t
spend_all(const struct place *p, enum spent what, uint32_t most)
{
	uint32_t n = 0;

	while (share_spend(&shares, p, what, 1, most))
		n++;
	return n;
}

static void
so_many_a_minute(void **state)
{
	struct place a, b;

	(void)state;
	shares_begin(&shares);
	a = place(1);
	b = place(2);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), MOST);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), 0);
	assert_int_equal(spend_all(&a, SPENT_FORM, 6), 6);
	assert_int_equal(spend_all(&b, SPENT_SCRIPT, MOST), MOST);
	shares_begin(&shares);
	a = place(1);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), MOST);
}

static void
many_at_once(void **state)
{
	struct place a;

	(void)state;
	shares_begin(&shares);
	a = place(1);
	assert_true(share_spend(&shares, &a, SPENT_OUT, 60000, UINT16_MAX));
	assert_false(share_spend(&shares, &a, SPENT_OUT, 5536, UINT16_MAX));
	assert_false(share_spend(&shares, &a, SPENT_OUT, UINT32_MAX, 65535));
	assert_true(share_spend(&shares, &a, SPENT_OUT, 5535, UINT16_MAX));
	assert_false(share_spend(&shares, &a, SPENT_OUT, 1, UINT16_MAX));
	assert_true(share_spend(&shares, &a, SPENT_OUT, 0, UINT16_MAX));
}

static void
a_front_is_not_counted(void **state)
{
	const struct place front = { .counted = false };

	(void)state;
	shares_begin(&shares);
	for (int i = 0; i < 3 * MOST; i++) {
		assert_true(
		    share_spend(&shares, &front, SPENT_SCRIPT, 1, MOST));
		share_hold(&shares, &front, HELD_FORM);
	}
	assert_int_equal(share_held(&shares, &front, HELD_FORM), 0);
	assert_true(share_fits(&shares, &front, HELD_FORM, 1));
	assert_false(share_fits(&shares, &front, HELD_FORM, 0));
	share_drop(&shares, &front, HELD_FORM);
}

static void
held_and_dropped(void **state)
{
	struct place a;

	(void)state;
	shares_begin(&shares);
	a = place(1);
	for (uint32_t i = 1; i <= CONNECTIONS_MAX; i++) {
		share_hold(&shares, &a, HELD_CONNECTION);
		assert_int_equal(share_held(&shares, &a, HELD_CONNECTION), i);
	}
	assert_int_equal(share_held(&shares, &a, HELD_BODY), 0);
	for (uint32_t i = CONNECTIONS_MAX; i > 0; i--)
		share_drop(&shares, &a, HELD_CONNECTION);
	assert_int_equal(share_held(&shares, &a, HELD_CONNECTION), 0);
}

/* ${count} prefixes take turns until none gets more; how much was taken. */
static const struct part_row {
	const char *name;
	uint32_t prefixes;
	uint32_t of;
	uint32_t each; /* about */
} parts[] = {
	{ "one prefix, forms", 1, FORMS, 3 },
	{ "one prefix, long forms", 1, FORMS_LONG, 1 },
	{ "one prefix, connections", 1, CONNECTIONS_MAX, CONNECTIONS_MAX / 5 },
	{ "two prefixes, connections", 2, CONNECTIONS_MAX,
	    CONNECTIONS_MAX / 6 },
	{ "a thousand, connections", FLOODERS, CONNECTIONS_MAX, 11 },
	{ "a hundred, envelopes", 100, BODIES, 39 },
};

static void
part(void **state)
{
	const struct part_row *row = *state;
	uint32_t free = row->of;
	bool more = true;
	struct place p, newcomer;

	shares_begin(&shares);
	while (more) {
		more = false;
		for (uint32_t i = 0; i < row->prefixes; i++) {
			p = place(i);
			if (!share_fits(&shares, &p, HELD_BODY, free))
				continue;
			share_hold(&shares, &p, HELD_BODY);
			free--;
			more = true;
		}
	}
	assert_in_range(row->of - free, (row->each - 1) * row->prefixes,
	    (row->each + 1) * row->prefixes);
	newcomer = place(UINT32_MAX);
	assert_true(share_fits(&shares, &newcomer, HELD_BODY, free));
}

/* Beside floods each of which has had all it may: who is refused wrongly? */
static void
seldom_mixed(void **state)
{
	uint32_t wrongly = 0;
	struct place p;

	(void)state;
	for (uint32_t minute = 0; minute < 10; minute++) {
		shares_begin(&shares);
		for (uint32_t i = 0; i < FLOODERS; i++) {
			p = place(i);
			(void)spend_all(&p, SPENT_SCRIPT, MOST);
		}
		for (uint32_t i = 0; i < VISITORS / 10; i++) {
			p = place(FLOODERS + i);
			/* looked at, not counted: they are no flood */
			wrongly += !share_spend(&shares, &p, SPENT_SCRIPT, 0,
			    MOST - 1);
		}
	}
	print_message("%u of %u visitors were taken for a flood\n", wrongly,
	    VISITORS);
	assert_in_range(wrongly, 0, VISITORS / 1000);
}

static void
no_two_minutes_alike(void **state)
{
	struct place a, b;
	size_t same = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		shares_begin(&shares);
		a = place(7);
		shares_begin(&shares);
		b = place(7);
		for (size_t row = 0; row < SHARE_ROWS; row++)
			same += a.at[row] == b.at[row];
	}
	assert_in_range(same, 0, 4);
}

/* The parts of the pool last a week and a minute, each and both together. */
static void
a_week_from_one_prefix(void **state)
{
	const uint64_t script = limit_table[INTAKE_SCRIPT].minute;
	const uint64_t form = limit_table[INTAKE_FORM].minute;

	(void)state;
	assert_int_equal(script, MOST);
	assert_true(
	    script * (WEEK_MINUTES + 1) <= limit_table[INTAKE_SCRIPT].cap);
	assert_true(form * (WEEK_MINUTES + 1) <= limit_table[INTAKE_FORM].cap);
	assert_true((script + form) * (WEEK_MINUTES + 1) <= POOL_CAP);
}

int
main(void)
{
	static struct rows tests;

	if (sodium_init() < 0)
		return 1;
	ROW(tests, so_many_a_minute);
	ROW(tests, many_at_once);
	ROW(tests, a_front_is_not_counted);
	ROW(tests, held_and_dropped);
	ROWS(tests, part, parts);
	ROW(tests, seldom_mixed);
	ROW(tests, no_two_minutes_alike);
	ROW(tests, a_week_from_one_prefix);
	return rows_run(&tests, __FILE__);
}
