/* places.c - who gets one of the N places on the board. */

#include "places.h"

static bool
is_chosen(const struct place *p)
{
	return p->chosen;
}

static bool
is_placed(const struct place *p)
{
	return p->placed;
}

static bool
is_any(const struct place *p)
{
	(void)p;
	return true;
}

size_t
places_assign(struct place *p, size_t n, uint16_t cells)
{
	/* the last round is automatic: it stops below three quarters */
	const struct {
		bool (*wanted)(const struct place *);
		size_t most;
	} rounds[] = {
		{ is_chosen, cells },
		{ is_placed, cells },
		{ is_any, ((size_t)3 * cells + 3) / 4 },
	};
	size_t taken = 0;

	for (size_t i = 0; i < n; i++)
		p[i].gets = false;
	for (size_t r = 0; r < sizeof(rounds) / sizeof(rounds[0]); r++)
		for (size_t i = 0; i < n && taken < rounds[r].most; i++)
			if (!p[i].gets && rounds[r].wanted(&p[i])) {
				p[i].gets = true;
				taken++;
			}
	return n - taken;
}
