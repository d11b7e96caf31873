/* share.c - what each network prefix has had, in a small table of counts. */

#include "share.h"

#include <string.h>

#include <sodium.h>

_Static_assert(SHARE_ROWS * sizeof(uint16_t) == sizeof(uint64_t), "a hash");
_Static_assert((SHARE_COUNTS & (SHARE_COUNTS - 1)) == 0, "a power of two");

enum {
	PART = 4, /* of what is free, to one prefix */
};

/* A page that was never counted in stays one that was never had. */
void
shares_begin(struct shares *s)
{
	static const struct share_count none;

	randombytes_buf(s->key, sizeof(s->key));
	for (size_t row = 0; row < SHARE_ROWS; row++)
		for (size_t i = 0; i < SHARE_COUNTS; i++)
			if (memcmp(&s->count[row][i], &none, sizeof(none)) != 0)
				s->count[row][i] = none;
}

void
shares_forget(struct shares *s, enum spent what)
{
	for (size_t row = 0; row < SHARE_ROWS; row++)
		for (size_t i = 0; i < SHARE_COUNTS; i++)
			if (s->count[row][i].spent[what] != 0)
				s->count[row][i].spent[what] = 0;
}

struct place
share_place(uint64_t mark)
{
	struct place p = { .counted = true };

	for (size_t row = 0; row < SHARE_ROWS; row++)
		p.at[row] = (uint16_t)(mark >> 16 * row & (SHARE_COUNTS - 1));
	return p;
}

uint32_t
share_held(const struct shares *s, const struct place *p, enum held what)
{
	uint32_t least = UINT16_MAX;

	if (!p->counted)
		return 0;
	for (size_t row = 0; row < SHARE_ROWS; row++) {
		uint32_t n = s->count[row][p->at[row]].held[what];

		least = n < least ? n : least;
	}
	return least;
}

void
share_hold(struct shares *s, const struct place *p, enum held what)
{
	for (size_t row = 0; row < SHARE_ROWS && p->counted; row++)
		s->count[row][p->at[row]].held[what]++;
}

void
share_drop(struct shares *s, const struct place *p, enum held what)
{
	for (size_t row = 0; row < SHARE_ROWS && p->counted; row++)
		s->count[row][p->at[row]].held[what]--;
}

static uint32_t
spent(const struct shares *s, const struct place *p, enum spent what)
{
	uint32_t least = UINT16_MAX;

	for (size_t row = 0; row < SHARE_ROWS; row++) {
		uint32_t n = s->count[row][p->at[row]].spent[what];

		least = n < least ? n : least;
	}
	return least;
}

/* Only what is below the new count rises: others beside it hear less. */
bool
share_spend(struct shares *s, const struct place *p, enum spent what,
    uint32_t n, uint32_t most)
{
	uint32_t now;

	if (!p->counted)
		return true;
	now = spent(s, p, what);
	if (n > most || now > most - n)
		return false;
	now += n;
	for (size_t row = 0; row < SHARE_ROWS; row++) {
		uint16_t *count = &s->count[row][p->at[row]].spent[what];

		if (*count < now)
			*count = (uint16_t)now;
	}
	return true;
}

bool
share_fits(const struct shares *s, const struct place *p, enum held what,
    size_t free)
{
	return share_held(s, p, what) * (size_t)PART < free;
}
