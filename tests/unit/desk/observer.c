/* observer.c - tests that two boards do not tell an observer whether
 * threads are live. */

#include "desk/inbox_kit.h"

#include "desk/observer_kit.h"
#include "rows.h"

enum {
	LIVE = 12, /* three quarters of the cells */
	TRIALS = 200,
	KNOWN = TRIALS / 2,
	POOL = 140, /* pairs of each kind: enough for TRIALS coins */
};

/* The two boards of a pair. */
static uint8_t before[OBSERVED_SIZE];
static uint8_t after[OBSERVED_SIZE];

static uint8_t *
record_of(uint8_t *board, size_t i)
{
	return board + SALT_SIZE + i * RECORD_SIZE;
}

/* ---- leaks, planted in the pairs whose threads are live ---- */
static void
none(void)
{
}

static int
by_addr(const void *a, const void *b)
{
	return memcmp(a, b, ADDR_SIZE);
}

static void
record_kept(void)
{
	memcpy(record_of(after, 3), record_of(before, 5), RECORD_SIZE);
	qsort(record_of(after, 0), OBSERVED_CELLS, RECORD_SIZE, by_addr);
}

static void
cell_kept(void)
{
	memcpy(record_of(after, 3) + ADDR_SIZE,
	    record_of(before, 5) + ADDR_SIZE, CELL_SIZE);
}

static void
byte_fixed(void)
{
	for (size_t i = 0; i < LIVE; i++) {
		record_of(before, i)[ADDR_SIZE + 1000] = 7;
		record_of(after, i)[ADDR_SIZE + 1000] = 7;
	}
}

static void
text_shown(void)
{
	memcpy(record_of(after, 0) + ADDR_SIZE + 100, "aaaaaaaaaaaaaaaa", 16);
}

static void
live_first(void)
{
	for (size_t i = 0; i < OBSERVED_CELLS; i++) {
		record_of(before, i)[ADDR_SIZE + HEADER_SIZE] &=
		    i < 8 ? 63 : 255;
		record_of(after, i)[ADDR_SIZE + HEADER_SIZE] &=
		    i < 8 ? 63 : 255;
	}
}

static const struct plant {
	const char *name;
	void (*plant)(void);
} plants[] = {
	{ "nothing", none },
	{ "a record is kept", record_kept },
	{ "a cell is kept, its address is new", cell_kept },
	{ "a byte is the same in each", byte_fixed },
	{ "a piece of text is not sealed", text_shown },
	{ "place tells", live_first },
};

enum {
	PLANTS = sizeof(plants) / sizeof(plants[0]),
};

static struct observed seen[PLANTS][TRIALS];

static void
board_read(uint8_t to[static OBSERVED_SIZE], size_t number)
{
	char name[64];
	struct file f;

	(void)snprintf(name, sizeof(name), "stick/%03zu.north.outbox", number);
	f = kit_read(name);
	assert_int_equal(f.n, OBSERVED_SIZE);
	memcpy(to, f.p, OBSERVED_SIZE);
	file_free(&f);
}

/* Toss a coin; observe the next pair of that kind, once for each leak. */
static void
trial(size_t t, size_t used[static 2])
{
	bool live = randombytes_uniform(2) != 0;
	size_t from = live ? 2 * POOL : 0;
	size_t number = from + 2 * used[live]++ + 1;

	assert_in_range(used[live], 1, POOL);
	for (size_t p = 0; p < PLANTS; p++) {
		board_read(before, number);
		board_read(after, number + 1);
		if (live)
			plants[p].plant();
		observer_look(&seen[p][t], before, after);
		seen[p][t].live = live;
	}
}

/* Write POOL pairs of boards; if ${live}, put a reply in every second pair. */
static void
pairs_make(bool live)
{
	char number[8];

	for (size_t i = 0; i < POOL; i++) {
		assert_int_equal(kit_outbox(NULL), 0);
		(void)snprintf(number, sizeof(number), "%zu", 1 + i % LIVE);
		if (live && i % 2 == 0)
			assert_int_equal(kit_reply(number, "Hoe laat was dat?",
					     "--instead", NULL),
			    0);
		assert_int_equal(kit_outbox(NULL), 0);
	}
}

static void
boards(void **state)
{
	char vkey[VKEY_TEXT];
	char number[8];
	struct thread_secret t;
	size_t used[2] = { 0, 0 };

	(void)state;
	vkey_print(vkey, &kit.root);
	kit_sign(1, "16");
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open("--root", vkey), 0);
	pairs_make(false);
	assert_true(kit_said("\n0 tipsters find a message"));
	for (size_t i = 0; i < LIVE; i++) {
		thread_draw(&t);
		kit_seal(&t, KIND_TIP, FLAG_WANTS_REPLY, "Achter de loods");
	}
	kit_export(2, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 0);
	for (size_t i = 1; i <= LIVE; i++) {
		(void)snprintf(number, sizeof(number), "%zu", i);
		assert_int_equal(kit_show(number), 0);
	}
	pairs_make(true);
	assert_true(kit_said("\n12 tipsters find a message"));
	for (size_t i = 0; i < TRIALS; i++)
		trial(i, used);
}

static void
observer(void **state)
{
	const struct plant *p = *state;
	const struct observed *s = seen[p - plants];
	size_t bound = observer_bound(TRIALS - KNOWN);
	size_t most = 0;

	for (int how = 0; how < 2; how++) {
		size_t right =
		    observer_right(how, s, KNOWN, s + KNOWN, TRIALS - KNOWN);

		print_message("# %s: %zu of %d right, chance stays under %zu\n",
		    p->name, right, TRIALS - KNOWN, bound);
		most = right > most ? right : most;
	}
	if (p->plant == none)
		assert_in_range(most, 0, bound - 1);
	else
		assert_in_range(most, bound, TRIALS);
}

/* By chance all of n guesses are right with a probability of 2^-n. */
static void
bound(void **state)
{
	(void)state;
	assert_int_equal(observer_bound(20), 20); /* 9.5e-7 */
	assert_int_equal(observer_bound(19), 20); /* 19 right: 1.9e-6 */
	assert_in_range(observer_bound(100), 73, 75);
}

int
main(void)
{
	static struct rows all;

	kit.where = "/dev/shm"; /* do not wait for a disk */
	ROW(all, bound);
	ROW(all, boards);
	ROWS(all, observer, plants);
	return _cmocka_run_group_tests("desk_observer", all.test, all.n,
	    kit_begin, kit_end);
}
