/* sketch.c - tests the counts per prefix and address: they are right,
 * forgotten, rarely mixed, and nobody can have all. */

#include "rows.h"

#include <string.h>

#include <sodium.h>

#include "quota/limit.h"
#include "quota/sketch.h"

enum {
	FLOODERS = 1000,
	VISITORS = 20000,
	MOST = 26,
	NEIGHBOUR = 256, /* addresses in a prefix */
};

static struct shares shares;

/* The place of address ${number}, computed as in listen.c. */
static struct place
place_of(uint32_t number)
{
	const uint32_t cut[LEVELS] = { number / NEIGHBOUR, number };
	uint8_t hash[crypto_shorthash_BYTES];
	uint64_t mark[LEVELS];

	for (size_t level = 0; level < LEVELS; level++) {
		crypto_shorthash(hash, (const uint8_t *)&cut[level],
		    sizeof(cut[level]), shares.key);
		memcpy(&mark[level], hash, sizeof(mark[level]));
	}
	return share_place(mark);
}

/* The place of the first address of prefix ${number}. */
static struct place
place(uint32_t number)
{
	return place_of(NEIGHBOUR * number);
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
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), MOST / 2);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), 0);
	assert_int_equal(spend_all(&a, SPENT_FORM, 6), 3);
	assert_int_equal(spend_all(&b, SPENT_SCRIPT, MOST), MOST / 2);
	shares_begin(&shares);
	a = place(1);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), MOST / 2);
}

/* Each address takes half of what is left, and leaves half to neighbours. */
static void
a_neighbour_finds_some(void **state)
{
	struct place p, other;
	uint32_t had = 0, n;

	(void)state;
	shares_begin(&shares);
	for (uint32_t i = 0; i < 4; i++) {
		p = place_of(i);
		n = spend_all(&p, SPENT_SCRIPT, MOST);
		assert_in_range(n, (MOST - had) / 2, (MOST - had + 1) / 2);
		had += n;
	}
	for (uint32_t i = 4; i < NEIGHBOUR; i++) {
		p = place_of(i);
		had += spend_all(&p, SPENT_SCRIPT, MOST);
	}
	assert_int_equal(had, MOST);
	other = place(1);
	assert_int_equal(spend_all(&other, SPENT_SCRIPT, MOST), MOST / 2);
}

static void
turns(void **state)
{
	const struct place front = { .counted = false };
	struct place a, b;

	(void)state;
	shares_begin(&shares);
	a = place_of(1);
	b = place_of(2);
	for (uint32_t i = 0; i <= UINT16_MAX; i++)
		assert_int_equal(share_turn(&shares, &a, SPENT_TURN), i);
	assert_int_equal(share_turn(&shares, &a, SPENT_TURN), UINT16_MAX);
	assert_int_equal(share_turn(&shares, &b, SPENT_TURN), 0);
	assert_int_equal(share_turn(&shares, &front, SPENT_TURN), 0);
	assert_int_equal(share_turn(&shares, &front, SPENT_TURN), 0);
}

static void
weights(void **state)
{
	const struct place front = { .counted = false };
	struct place a, neighbour, b;

	(void)state;
	shares_begin(&shares);
	a = place_of(1);
	neighbour = place_of(2);
	b = place(1);
	share_weight_clear(&shares, &a);
	share_weight_clear(&shares, &b);
	share_weight_add(&shares, &a, 5);
	share_weight_add(&shares, &neighbour, 6);
	share_weight_add(&shares, &front, 7);
	assert_int_equal(share_weight(&shares, &a), 11);
	assert_int_equal(share_weight(&shares, &neighbour), 11);
	assert_int_equal(share_weight(&shares, &b), 0);
	assert_int_equal(share_weight(&shares, &front), 0);
}

static void
many_at_once(void **state)
{
	struct place a, b;

	(void)state;
	shares_begin(&shares);
	a = place_of(1);
	b = place_of(2);
	assert_true(share_spend(&shares, &a, SPENT_OUT, 60000, UINT16_MAX));
	assert_false(share_spend(&shares, &a, SPENT_OUT, 1, UINT16_MAX));
	assert_false(share_spend(&shares, &b, SPENT_OUT, 5536, UINT16_MAX));
	assert_false(share_spend(&shares, &b, SPENT_OUT, UINT32_MAX, 65535));
	assert_true(share_spend(&shares, &b, SPENT_OUT, 5535, UINT16_MAX));
	b = place_of(3);
	assert_false(share_spend(&shares, &b, SPENT_OUT, 1, UINT16_MAX));
	assert_true(share_spend(&shares, &b, SPENT_OUT, 0, UINT16_MAX));
}

static void
fronts_are_one(void **state)
{
	const struct place front = { .counted = false };

	(void)state;
	shares_begin(&shares);
	for (uint32_t i = 1; i <= MOST; i++) {
		assert_true(
		    share_spend(&shares, &front, SPENT_SCRIPT, 1, MOST));
		share_hold(&shares, &front, HELD_FORM);
		assert_int_equal(
		    share_held(&shares, &front, LEVEL_PREFIX, HELD_FORM), i);
	}
	assert_false(share_spend(&shares, &front, SPENT_SCRIPT, 1, MOST));
	shares_forget(&shares, SPENT_SCRIPT);
	assert_true(share_spend(&shares, &front, SPENT_SCRIPT, 1, MOST));
	assert_true(share_fits(&shares, &front, HELD_FORM, 1));
	assert_false(share_fits(&shares, &front, HELD_FORM, 0));
	share_drop(&shares, &front, HELD_FORM);
	assert_int_equal(share_held(&shares, &front, LEVEL_ADDRESS, HELD_FORM),
	    MOST - 1);
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
		assert_int_equal(
		    share_held(&shares, &a, LEVEL_PREFIX, HELD_CONNECTION), i);
	}
	assert_int_equal(share_held(&shares, &a, LEVEL_PREFIX, HELD_BODY), 0);
	for (uint32_t i = CONNECTIONS_MAX; i > 0; i--)
		share_drop(&shares, &a, HELD_CONNECTION);
	assert_int_equal(share_held(&shares, &a, LEVEL_PREFIX, HELD_CONNECTION),
	    0);
}

/*
 * Some addresses of some prefixes take turns until none gets more; each prefix
 * then holds about ${each}.
 */
static const struct part_row {
	const char *name;
	uint32_t prefixes;
	uint32_t addresses; /* of each */
	uint32_t of;
	uint32_t each; /* prefix, about */
} parts[] = {
	{ "one prefix, forms", 1, 9, FORMS, 3 },
	{ "one address, forms", 1, 1, FORMS, 2 },
	{ "one prefix, long forms", 1, 9, FORMS_LONG, 1 },
	{ "one prefix, connections", 1, 99, CONNECTIONS_MAX,
	    CONNECTIONS_MAX / 5 },
	{ "one address, connections", 1, 1, CONNECTIONS_MAX,
	    CONNECTIONS_MAX / 10 },
	{ "two prefixes, connections", 2, 99, CONNECTIONS_MAX,
	    CONNECTIONS_MAX / 6 },
	{ "a thousand, connections", FLOODERS, 9, CONNECTIONS_MAX, 11 },
	{ "a hundred, envelopes", 100, 99, BODIES, 39 },
};

static void
part(void **state)
{
	const struct part_row *row = *state;
	uint32_t free = row->of;
	bool more = true;
	struct place p, newcomer, neighbour;

	shares_begin(&shares);
	while (more) {
		more = false;
		for (uint32_t i = 0; i < row->prefixes * row->addresses; i++) {
			p = place_of(i / row->prefixes +
			    NEIGHBOUR * (i % row->prefixes));
			if (!share_fits(&shares, &p, HELD_BODY, free))
				continue;
			share_hold(&shares, &p, HELD_BODY);
			free--;
			more = true;
		}
	}
	assert_in_range(row->of - free,
	    (row->each - row->each / 90 - 1) * row->prefixes,
	    (row->each + 1) * row->prefixes);
	newcomer = place_of(UINT32_MAX);
	assert_true(share_fits(&shares, &newcomer, HELD_BODY, free));
	neighbour = place_of(NEIGHBOUR - 1);
	if (row->addresses == 1)
		assert_true(share_fits(&shares, &neighbour, HELD_BODY, free));
}

/* Count the visitors wrongly refused beside floods that used up their share. */
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
			assert_true(share_spend(&shares, &p, SPENT_SCRIPT, MOST,
			    2 * MOST));
		}
		for (uint32_t i = 0; i < VISITORS / 10; i++) {
			p = place(FLOODERS + i);
			/* spend 0: visitors add nothing to the counts */
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
			same += a.at[0][row] == b.at[0][row];
	}
	assert_in_range(same, 0, 4);
}

int
main(void)
{
	static struct rows tests;

	if (sodium_init() < 0)
		return 1;
	ROW(tests, so_many_a_minute);
	ROW(tests, many_at_once);
	ROW(tests, a_neighbour_finds_some);
	ROW(tests, turns);
	ROW(tests, weights);
	ROW(tests, fronts_are_one);
	ROW(tests, held_and_dropped);
	ROWS(tests, part, parts);
	ROW(tests, seldom_mixed);
	ROW(tests, no_two_minutes_alike);
	return rows_run(&tests, __FILE__);
}
