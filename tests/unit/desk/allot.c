/* allot.c - tests which cases get a cell of the desk's section. */

#include "core/allot.h"

#include <string.h>

#include <sodium.h>

#include "rows.h"

enum {
	MOST = 64,
	ROUNDS = 2000,
};

/*
 * One letter for each case: U a reply that never went out, c chosen, p had a
 * cell, s shown, . unread.  What counts is how many of each kind get one.
 */
struct allot_row {
	const char *name;
	uint16_t cells;
	const char *cases;
	const char *gets; /* letters of those that get one, in that order */
};

static const struct allot_row allots[] = {
	{ "none", 4, "", "" },
	{ "nobody has read them", 4, "....", "" },
	{ "room for all", 8, "ss", "ss" },
	{ "three quarters by themselves", 4, "ssss", "sss" },
	{ "three quarters, rounded up", 5, "sssss", "ssss" },
	{ "a section of one", 1, "ss", "s" },
	{ "a section of none", 0, "Ucps", "" },
	{ "junk that is first and unread", 16, "............ssss", "ssss" },
	{ "a reply takes the last quarter", 4, "sssc", "css" },
	{ "placed ones stay above three quarters", 4, "pppps", "pppp" },
	{ "a reply pushes out one that was placed", 4, "ppppc", "cppp" },
	{ "more replies than cells", 2, "ccc", "cc" },
	{ "what never went out before what did", 2, "cccU", "Uc" },
	{ "a section that became smaller", 2, "ppp", "pp" },
	{ "a reply to a case that nobody showed", 4, "c...", "c" },
};

static void
claims_make(struct claim *c, const char *cases)
{
	for (size_t i = 0; cases[i] != '\0'; i++)
		c[i] = (struct claim){ .number = (uint32_t)i,
			.shown = strchr("ps", cases[i]) != NULL,
			.placed = cases[i] == 'p',
			.chosen = strchr("Uc", cases[i]) != NULL,
			.unsent = cases[i] == 'U' };
}

/* How many claims with the letter ${kind} of ${cases} get a cell. */
static size_t
got(const struct claim *c, const char *cases, char kind)
{
	size_t n = 0;

	for (size_t i = 0; cases[i] != '\0'; i++)
		n += c[i].gets && cases[c[i].number] == kind;
	return n;
}

static size_t
letters(const char *s, char letter)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == letter;
	return n;
}

static void
allot_kinds(void **state)
{
	const struct allot_row *r = *state;
	size_t n = strlen(r->cases);
	struct claim c[MOST];
	struct allotment a;

	claims_make(c, r->cases);
	allot(&a, c, n, r->cells);
	for (const char *kind = "Ucps."; *kind != '\0'; kind++)
		assert_int_equal(got(c, r->cases, *kind),
		    letters(r->gets, *kind));
	assert_int_equal(a.cells, strlen(r->gets));
	assert_int_equal(a.cells + a.replies + a.waiting + a.unread, n);
	assert_int_equal(a.unread, letters(r->cases, '.'));
}

/* Each of those that wait is drawn as often as the others. */
static void
lots_are_fair(void **state)
{
	static const char cases[] = "....ssssssssssss"; /* 12 for 6 of 8 */
	unsigned times[sizeof(cases)] = { 0 };
	struct claim c[MOST];
	struct allotment a;

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		claims_make(c, cases);
		allot(&a, c, strlen(cases), 8);
		assert_int_equal(a.cells, 6);
		for (size_t k = 0; k < strlen(cases); k++)
			times[c[k].number] += c[k].gets;
	}
	for (size_t k = 0; k < strlen(cases); k++)
		if (cases[k] == '.')
			assert_int_equal(times[k], 0);
		else /* 1000 in the mean; 6 deviations are 135 */
			assert_in_range(times[k], 865, 1135);
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0)
		return 1;
	ROWS(all, allot_kinds, allots);
	ROW(all, lots_are_fair);
	return rows_run(&all, __FILE__);
}
