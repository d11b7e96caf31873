/* allot.c - assigns cases to the N cells of the desk's section. */

#include "core/allot.h"

#include <string.h>

#include <sodium.h>

static bool
is_urgent(const struct claim *c)
{
	return c->chosen && c->unsent;
}

static bool
is_chosen(const struct claim *c)
{
	return c->chosen;
}

static bool
is_placed(const struct claim *c)
{
	return c->placed && c->shown;
}

static bool
is_shown(const struct claim *c)
{
	return c->shown;
}

/* Put all into an order that is drawn, each with the same chance. */
static void
claims_shuffle(struct claim *c, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = randombytes_uniform((uint32_t)i);
		struct claim t = c[i - 1];

		c[i - 1] = c[j];
		c[j] = t;
	}
}

static void
claim_count(struct allotment *out, const struct claim *c)
{
	if (c->gets)
		out->cells++;
	else if (c->chosen)
		out->replies++;
	else if (c->shown)
		out->waiting++;
	else
		out->unread++;
}

void
allot(struct allotment *out, struct claim *c, size_t n, uint16_t cells)
{
	/* nobody chose those of the last round: they leave a quarter free */
	const struct {
		bool (*wanted)(const struct claim *);
		size_t most;
	} rounds[] = {
		{ is_urgent, cells },
		{ is_chosen, cells },
		{ is_placed, cells },
		{ is_shown, ((size_t)3 * cells + 3) / 4 },
	};
	size_t taken = 0;

	memset(out, 0, sizeof(*out));
	claims_shuffle(c, n);
	for (size_t i = 0; i < n; i++)
		c[i].gets = false;
	for (size_t r = 0; r < sizeof(rounds) / sizeof(rounds[0]); r++)
		for (size_t i = 0; i < n && taken < rounds[r].most; i++)
			if (!c[i].gets && rounds[r].wanted(&c[i])) {
				c[i].gets = true;
				taken++;
			}
	for (size_t i = 0; i < n; i++)
		claim_count(out, &c[i]);
}
