/* sketch.c - tests the counts per prefix and address: their values, limits,
 * collisions and reset. */

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

static struct sketch sketch;

/* The place of address ${number}, computed as in listen.c. */
static struct place
place_of(uint32_t number)
{
	const uint32_t cut[LEVELS] = { number / NEIGHBOUR, number };
	uint8_t hash[crypto_shorthash_BYTES];
	uint64_t mark[LEVELS];

	for (size_t level = 0; level < LEVELS; level++) {
		crypto_shorthash(hash, (const uint8_t *)&cut[level],
		    sizeof(cut[level]), sketch.key);
		memcpy(&mark[level], hash, sizeof(mark[level]));
	}
	return sketch_place(mark);
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

	while (sketch_spend(&sketch, p, what, 1, most))
		n++;
	return n;
}

static void
address_may_spend_half_of_the_limit_a_minute(void **state)
{
	struct place a, b;

	(void)state;
	sketch_begin(&sketch);
	a = place(1);
	b = place(2);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), MOST / 2);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), 0);
	assert_int_equal(spend_all(&a, SPENT_FORM, 6), 3);
	assert_int_equal(spend_all(&b, SPENT_SCRIPT, MOST), MOST / 2);
	sketch_begin(&sketch);
	a = place(1);
	assert_int_equal(spend_all(&a, SPENT_SCRIPT, MOST), MOST / 2);
}

/* Each address takes half of what is left, and leaves half to neighbours. */
static void
address_leaves_half_to_its_neighbours(void **state)
{
	struct place p, other;
	uint32_t had = 0, n;

	(void)state;
	sketch_begin(&sketch);
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
turns_count_per_address(void **state)
{
	const struct place front = { .counted = false };
	struct place a, b;

	(void)state;
	sketch_begin(&sketch);
	a = place_of(1);
	b = place_of(2);
	for (uint32_t i = 0; i <= UINT16_MAX; i++)
		assert_int_equal(sketch_turn(&sketch, &a, SPENT_TURN), i);
	assert_int_equal(sketch_turn(&sketch, &a, SPENT_TURN), UINT16_MAX);
	assert_int_equal(sketch_turn(&sketch, &b, SPENT_TURN), 0);
	assert_int_equal(sketch_turn(&sketch, &front, SPENT_TURN), 0);
	assert_int_equal(sketch_turn(&sketch, &front, SPENT_TURN), 0);
}

static void
weights_count_per_prefix(void **state)
{
	const struct place front = { .counted = false };
	struct place a, neighbour, b;

	(void)state;
	sketch_begin(&sketch);
	a = place_of(1);
	neighbour = place_of(2);
	b = place(1);
	sketch_weight_clear(&sketch, &a);
	sketch_weight_clear(&sketch, &b);
	sketch_weight_add(&sketch, &a, 5);
	sketch_weight_add(&sketch, &neighbour, 6);
	sketch_weight_add(&sketch, &front, 7);
	assert_int_equal(sketch_weight(&sketch, &a), 11);
	assert_int_equal(sketch_weight(&sketch, &neighbour), 11);
	assert_int_equal(sketch_weight(&sketch, &b), 0);
	assert_int_equal(sketch_weight(&sketch, &front), 0);
}

static void
spending_many_at_once_stays_within_the_limit(void **state)
{
	struct place a, b;

	(void)state;
	sketch_begin(&sketch);
	a = place_of(1);
	b = place_of(2);
	assert_true(sketch_spend(&sketch, &a, SPENT_OUT, 60000, UINT16_MAX));
	assert_false(sketch_spend(&sketch, &a, SPENT_OUT, 1, UINT16_MAX));
	assert_false(sketch_spend(&sketch, &b, SPENT_OUT, 5536, UINT16_MAX));
	assert_false(sketch_spend(&sketch, &b, SPENT_OUT, UINT32_MAX, 65535));
	assert_true(sketch_spend(&sketch, &b, SPENT_OUT, 5535, UINT16_MAX));
	b = place_of(3);
	assert_false(sketch_spend(&sketch, &b, SPENT_OUT, 1, UINT16_MAX));
	assert_true(sketch_spend(&sketch, &b, SPENT_OUT, 0, UINT16_MAX));
}

static void
fronts_count_as_one_prefix(void **state)
{
	const struct place front = { .counted = false };

	(void)state;
	sketch_begin(&sketch);
	for (uint32_t i = 1; i <= MOST; i++) {
		assert_true(
		    sketch_spend(&sketch, &front, SPENT_SCRIPT, 1, MOST));
		sketch_hold(&sketch, &front, HELD_FORM);
		assert_int_equal(
		    sketch_held(&sketch, &front, LEVEL_PREFIX, HELD_FORM), i);
	}
	assert_false(sketch_spend(&sketch, &front, SPENT_SCRIPT, 1, MOST));
	sketch_forget(&sketch, SPENT_SCRIPT);
	assert_true(sketch_spend(&sketch, &front, SPENT_SCRIPT, 1, MOST));
	assert_true(sketch_fits(&sketch, &front, HELD_FORM, 1));
	assert_false(sketch_fits(&sketch, &front, HELD_FORM, 0));
	sketch_drop(&sketch, &front, HELD_FORM);
	assert_int_equal(sketch_held(&sketch, &front, LEVEL_ADDRESS, HELD_FORM),
	    MOST - 1);
}

static void
held_resources_are_counted_until_dropped(void **state)
{
	struct place a;

	(void)state;
	sketch_begin(&sketch);
	a = place(1);
	for (uint32_t i = 1; i <= CONNECTIONS_MAX; i++) {
		sketch_hold(&sketch, &a, HELD_CONNECTION);
		assert_int_equal(
		    sketch_held(&sketch, &a, LEVEL_PREFIX, HELD_CONNECTION), i);
	}
	assert_int_equal(sketch_held(&sketch, &a, LEVEL_PREFIX, HELD_BODY), 0);
	for (uint32_t i = CONNECTIONS_MAX; i > 0; i--)
		sketch_drop(&sketch, &a, HELD_CONNECTION);
	assert_int_equal(
	    sketch_held(&sketch, &a, LEVEL_PREFIX, HELD_CONNECTION), 0);
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
	{ "a thousand prefixes, connections", FLOODERS, 9, CONNECTIONS_MAX,
	    11 },
	{ "a hundred prefixes, envelopes", 100, 99, BODIES, 39 },
};

static void
part_held_by(void **state)
{
	const struct part_row *row = *state;
	uint32_t free = row->of;
	bool more = true;
	struct place p, newcomer, neighbour;

	sketch_begin(&sketch);
	while (more) {
		more = false;
		for (uint32_t i = 0; i < row->prefixes * row->addresses; i++) {
			p = place_of(i / row->prefixes +
			    NEIGHBOUR * (i % row->prefixes));
			if (!sketch_fits(&sketch, &p, HELD_BODY, free))
				continue;
			sketch_hold(&sketch, &p, HELD_BODY);
			free--;
			more = true;
		}
	}
	assert_in_range(row->of - free,
	    (row->each - row->each / 90 - 1) * row->prefixes,
	    (row->each + 1) * row->prefixes);
	newcomer = place_of(UINT32_MAX);
	assert_true(sketch_fits(&sketch, &newcomer, HELD_BODY, free));
	neighbour = place_of(NEIGHBOUR - 1);
	if (row->addresses == 1)
		assert_true(sketch_fits(&sketch, &neighbour, HELD_BODY, free));
}

/* Count the visitors wrongly refused beside floods that used up their share. */
static void
visitors_are_seldom_taken_for_a_flood(void **state)
{
	uint32_t wrongly = 0;
	struct place p;

	(void)state;
	for (uint32_t minute = 0; minute < 10; minute++) {
		sketch_begin(&sketch);
		for (uint32_t i = 0; i < FLOODERS; i++) {
			p = place(i);
			assert_true(sketch_spend(&sketch, &p, SPENT_SCRIPT,
			    MOST, 2 * MOST));
		}
		for (uint32_t i = 0; i < VISITORS / 10; i++) {
			p = place(FLOODERS + i);
			/* spend 0: visitors add nothing to the counts */
			wrongly += !sketch_spend(&sketch, &p, SPENT_SCRIPT, 0,
			    MOST - 1);
		}
	}
	print_message("%u of %u visitors were taken for a flood\n", wrongly,
	    VISITORS);
	assert_in_range(wrongly, 0, VISITORS / 1000);
}

static void
places_change_each_minute(void **state)
{
	struct place a, b;
	size_t same = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		sketch_begin(&sketch);
		a = place(7);
		sketch_begin(&sketch);
		b = place(7);
		for (size_t row = 0; row < SKETCH_ROWS; row++)
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
	ROW(tests, address_may_spend_half_of_the_limit_a_minute);
	ROW(tests, spending_many_at_once_stays_within_the_limit);
	ROW(tests, address_leaves_half_to_its_neighbours);
	ROW(tests, turns_count_per_address);
	ROW(tests, weights_count_per_prefix);
	ROW(tests, fronts_count_as_one_prefix);
	ROW(tests, held_resources_are_counted_until_dropped);
	ROWS(tests, part_held_by, parts);
	ROW(tests, visitors_are_seldom_taken_for_a_flood);
	ROW(tests, places_change_each_minute);
	return rows_run(&tests, __FILE__);
}
