/* sketch.c - the sketch of what each network prefix and address used. */

#include "quota/sketch.h"

#include <string.h>

#include <sodium.h>

_Static_assert(SKETCH_ROWS * sizeof(uint16_t) == sizeof(uint64_t), "a hash");
_Static_assert((SKETCH_COUNTS & (SKETCH_COUNTS - 1)) == 0, "a power of two");

/* The counter of ${p} in one row, for a change: marks its block as used. */
static struct sketch_count *
count_at(struct sketch *s, const struct place *p, size_t level, size_t row)
{
	size_t at = p->at[level][row];

	s->used[level][row][at / SKETCH_BLOCK] = true;
	return &s->count[level][row][at];
}

/* Leave unused blocks alone so that their pages stay unmapped. */
static void
row_clear(struct sketch_count row[static SKETCH_COUNTS],
    bool used[static SKETCH_COUNTS / SKETCH_BLOCK])
{
	for (size_t i = 0; i < SKETCH_COUNTS / SKETCH_BLOCK; i++)
		if (used[i]) {
			memset(&row[i * SKETCH_BLOCK], 0,
			    SKETCH_BLOCK * sizeof(row[0]));
			used[i] = false;
		}
}

void
sketch_begin(struct sketch *s)
{
	randombytes_buf(s->key, sizeof(s->key));
	for (size_t level = 0; level < LEVELS; level++)
		for (size_t row = 0; row < SKETCH_ROWS; row++)
			row_clear(s->count[level][row], s->used[level][row]);
	memset(s->weight, 0, sizeof(s->weight));
	memset(&s->front, 0, sizeof(s->front));
}

static void
row_forget(struct sketch_count row[static SKETCH_COUNTS],
    const bool used[static SKETCH_COUNTS / SKETCH_BLOCK], enum spent what)
{
	for (size_t b = 0; b < SKETCH_COUNTS / SKETCH_BLOCK; b++)
		for (size_t i = 0; i < SKETCH_BLOCK && used[b]; i++)
			row[b * SKETCH_BLOCK + i].spent[what] = 0;
}

void
sketch_forget(struct sketch *s, enum spent what)
{
	for (size_t level = 0; level < LEVELS; level++)
		for (size_t row = 0; row < SKETCH_ROWS; row++)
			row_forget(s->count[level][row], s->used[level][row],
			    what);
	s->front.spent[what] = 0;
}

struct place
sketch_place(const uint64_t mark[static LEVELS])
{
	struct place p = { .counted = true };

	for (size_t level = 0; level < LEVELS; level++)
		for (size_t row = 0; row < SKETCH_ROWS; row++)
			p.at[level][row] = (uint16_t)(mark[level] >> 16 * row &
			    (SKETCH_COUNTS - 1));
	return p;
}

uint32_t
sketch_held(const struct sketch *s, const struct place *p, enum level level,
    enum held what)
{
	uint32_t least = UINT16_MAX;

	if (!p->counted)
		return s->front.held[what];
	for (size_t row = 0; row < SKETCH_ROWS; row++) {
		size_t at = p->at[level][row];
		uint32_t n = s->count[level][row][at].held[what];

		least = n < least ? n : least;
	}
	return least;
}

void
sketch_hold(struct sketch *s, const struct place *p, enum held what)
{
	if (!p->counted)
		s->front.held[what]++;
	for (size_t level = 0; level < LEVELS && p->counted; level++)
		for (size_t row = 0; row < SKETCH_ROWS; row++)
			count_at(s, p, level, row)->held[what]++;
}

void
sketch_drop(struct sketch *s, const struct place *p, enum held what)
{
	if (!p->counted)
		s->front.held[what]--;
	for (size_t level = 0; level < LEVELS && p->counted; level++)
		for (size_t row = 0; row < SKETCH_ROWS; row++)
			count_at(s, p, level, row)->held[what]--;
}

static uint32_t
spent(const struct sketch *s, const struct place *p, enum level level,
    enum spent what)
{
	uint32_t least = UINT16_MAX;

	for (size_t row = 0; row < SKETCH_ROWS; row++) {
		size_t at = p->at[level][row];
		uint32_t n = s->count[level][row][at].spent[what];

		least = n < least ? n : least;
	}
	return least;
}

/* Raise only counters below the new count: this adds less to other prefixes. */
static void
raise(struct sketch *s, const struct place *p, enum level level,
    enum spent what, uint32_t now)
{
	for (size_t row = 0; row < SKETCH_ROWS; row++) {
		uint16_t *count = &count_at(s, p, level, row)->spent[what];

		if (*count < now)
			*count = (uint16_t)now;
	}
}

static bool
front_spend(struct sketch *s, enum spent what, uint32_t n, uint32_t most)
{
	uint32_t *now = &s->front.spent[what];

	if (n > most || *now > most - n)
		return false;
	*now += n;
	return true;
}

bool
sketch_spend(struct sketch *s, const struct place *p, enum spent what,
    uint32_t n, uint32_t most)
{
	uint32_t prefix, address;

	if (!p->counted)
		return front_spend(s, what, n, most);
	prefix = spent(s, p, LEVEL_PREFIX, what);
	address = spent(s, p, LEVEL_ADDRESS, what);
	if (n > most || prefix > most - n || address > most - n - prefix)
		return false;
	raise(s, p, LEVEL_PREFIX, what, prefix + n);
	raise(s, p, LEVEL_ADDRESS, what, address + n);
	return true;
}

uint32_t
sketch_turn(struct sketch *s, const struct place *p, enum spent what)
{
	uint32_t now;

	if (!p->counted)
		return 0;
	now = spent(s, p, LEVEL_ADDRESS, what);
	if (now < UINT16_MAX)
		raise(s, p, LEVEL_ADDRESS, what, now + 1);
	return now;
}

bool
sketch_fits(const struct sketch *s, const struct place *p, enum held what,
    size_t free)
{
	size_t prefix, rest;

	if (!p->counted)
		return free > 0;
	prefix = (size_t)SKETCH_PART * sketch_held(s, p, LEVEL_PREFIX, what);
	if (prefix >= free)
		return false;
	/* what the prefix may still take; each leaves one less free */
	rest = (free - prefix + SKETCH_PART) / (SKETCH_PART + 1);
	return sketch_held(s, p, LEVEL_ADDRESS, what) < rest;
}

void
sketch_weight_clear(struct sketch *s, const struct place *p)
{
	for (size_t row = 0; row < SKETCH_ROWS && p->counted; row++)
		s->weight[row][p->at[LEVEL_PREFIX][row]] = 0;
}

void
sketch_weight_add(struct sketch *s, const struct place *p, uint32_t n)
{
	for (size_t row = 0; row < SKETCH_ROWS && p->counted; row++)
		s->weight[row][p->at[LEVEL_PREFIX][row]] += n;
}

uint32_t
sketch_weight(const struct sketch *s, const struct place *p)
{
	uint32_t least = UINT32_MAX;

	if (!p->counted)
		return 0;
	for (size_t row = 0; row < SKETCH_ROWS; row++) {
		uint32_t n = s->weight[row][p->at[LEVEL_PREFIX][row]];

		least = n < least ? n : least;
	}
	return least;
}
