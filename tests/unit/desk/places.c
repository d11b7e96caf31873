/* places.c - tests which threads get a place on the board. */

#include "places.h"

#include <string.h>

#include "rows.h"

enum {
	MOST = 16,
};

/* One letter for each thread: c chosen, p placed before, . neither. */
struct place_row {
	const char *name;
	uint16_t cells;
	const char *threads;
	const char *gets; /* x or . */
};

static const struct place_row places[] = {
	{ "none", 4, "", "" },
	{ "room for all", 8, "..", "xx" },
	{ "three quarters by themselves", 4, "....", "xxx." },
	{ "three quarters, rounded up", 5, ".....", "xxxx." },
	{ "a board of one", 1, "..", "x." },
	{ "a reply takes the last quarter", 4, "...c", "xx.x" },
	{ "placed ones stay above three quarters", 4, "pppp.", "xxxx." },
	{ "a reply pushes out one without", 4, "ppppc", "xxx.x" },
	{ "more replies than places", 2, "ccc", "xx." },
	{ "a board that became smaller", 2, "ppp", "xx." },
	{ "chosen and placed counts once", 4, "c.p.", "xxx." },
};

static void
place(void **state)
{
	const struct place_row *r = *state;
	struct place p[MOST];
	size_t n = strlen(r->threads);
	size_t without = 0;

	for (size_t i = 0; i < n; i++)
		p[i] = (struct place){ (uint32_t)i, r->threads[i] == 'p',
			r->threads[i] == 'c', false };
	for (size_t i = 0; i < n; i++)
		without += r->gets[i] == '.';
	assert_int_equal(places_assign(p, n, r->cells), without);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(p[i].gets, r->gets[i] == 'x');
}

int
main(void)
{
	static struct rows all;

	ROWS(all, place, places);
	return rows_run(&all, __FILE__);
}
