/* observer_kit.c - an observer who compares two boards of a desk and guesses
 * whether its threads are live. */

#include "desk/observer_kit.h"

#include <stdlib.h>
#include <string.h>

enum {
	WORDS = 2 * OBSERVED_CELLS * (CELL_SIZE - HEADER_SIZE) / 4,
};

static const uint8_t *
record_at(const uint8_t *board, size_t i)
{
	return board + SALT_SIZE + i * RECORD_SIZE;
}

/* Count the bytes that are equal at the same place of both boards. */
static double
same_place(const uint8_t *a, const uint8_t *b)
{
	double n = 0;

	for (size_t i = 0; i < OBSERVED_SIZE; i++)
		n += a[i] == b[i];
	return n;
}

/* Count pairs of records, one of each board, with equal ${n} bytes at ${at}. */
static double
in_both(const uint8_t *a, const uint8_t *b, size_t at, size_t n)
{
	double both = 0;

	for (size_t i = 0; i < OBSERVED_CELLS; i++)
		for (size_t j = 0; j < OBSERVED_CELLS; j++)
			both += memcmp(record_at(a, i) + at,
				    record_at(b, j) + at, n) == 0;
	return both;
}

/* How far the counts of byte values in both boards are from uniform. */
static double
uneven(const uint8_t *a, const uint8_t *b)
{
	const double want = 2.0 * (double)OBSERVED_SIZE / 256;
	uint16_t seen[256] = { 0 };
	double sum = 0;

	for (size_t i = 0; i < OBSERVED_SIZE; i++) {
		seen[a[i]]++;
		seen[b[i]]++;
	}
	for (size_t i = 0; i < 256; i++)
		sum += ((double)seen[i] - want) * ((double)seen[i] - want);
	return sum;
}

static double
zeros(const uint8_t *a, const uint8_t *b)
{
	double n = 0;

	for (size_t i = 0; i < OBSERVED_SIZE; i++)
		n += (a[i] == 0) + (b[i] == 0);
	return n;
}

static double
bits(const uint8_t *a, const uint8_t *b)
{
	double n = 0;

	for (size_t i = 0; i < OBSERVED_SIZE; i++)
		n += __builtin_popcount(a[i]) + __builtin_popcount(b[i]);
	return n;
}

/* The squared bias of the byte of a record that is furthest from chance. */
static double
worst_column(const uint8_t *a, const uint8_t *b)
{
	double worst = 0;

	for (size_t at = 0; at < RECORD_SIZE; at++) {
		double off = -127.5 * 2 * (double)OBSERVED_CELLS;

		if (at >= ADDR_SIZE && at < ADDR_SIZE + HEADER_SIZE)
			continue;
		for (size_t i = 0; i < OBSERVED_CELLS; i++)
			off += record_at(a, i)[at] + record_at(b, i)[at];
		if (off * off > worst)
			worst = off * off;
	}
	return worst;
}

static int
by_word(const void *a, const void *b)
{
	return memcmp(a, b, 4);
}

/* Count words of four bytes that occur twice in the cells, less headers. */
static double
repeated(const uint8_t *a, const uint8_t *b)
{
	static uint8_t words[WORDS][4];
	const size_t n = CELL_SIZE - HEADER_SIZE;
	uint8_t *to = words[0];
	double twice = 0;

	for (size_t i = 0; i < OBSERVED_CELLS; i++) {
		const size_t at = ADDR_SIZE + HEADER_SIZE;

		memcpy(to, record_at(a, i) + at, n);
		memcpy(to + n, record_at(b, i) + at, n);
		to += 2 * n;
	}
	qsort(words, WORDS, sizeof(words[0]), by_word);
	for (size_t i = 1; i < WORDS; i++)
		twice += memcmp(words[i - 1], words[i], 4) == 0;
	return twice;
}

/* The widest gap between two neighbouring addresses. */
static double
widest_gap(const uint8_t *a, const uint8_t *b)
{
	double widest = 0;

	for (size_t i = 1; i < OBSERVED_CELLS; i++)
		for (int second = 0; second < 2; second++) {
			const uint8_t *board = second ? b : a;
			const uint8_t *x = record_at(board, i - 1);
			const uint8_t *y = record_at(board, i);
			double gap = (y[0] - x[0]) * 256.0 + y[1] - x[1];

			widest = gap > widest ? gap : widest;
		}
	return widest;
}

/* The correlation of a record's place with the first byte of its nonce. */
static double
by_place(const uint8_t *a, const uint8_t *b)
{
	const size_t at = ADDR_SIZE + HEADER_SIZE;
	double sum = 0;

	for (size_t i = 0; i < OBSERVED_CELLS; i++)
		sum += (2.0 * (double)i - (double)OBSERVED_CELLS + 1) *
		    (record_at(a, i)[at] + record_at(b, i)[at]);
	return sum;
}

void
observer_look(struct observed *o, const uint8_t a[static OBSERVED_SIZE],
    const uint8_t b[static OBSERVED_SIZE])
{
	o->f[0] = same_place(a, b);
	o->f[1] = in_both(a, b, 0, ADDR_SIZE);
	o->f[2] = in_both(a, b, ADDR_SIZE + HEADER_SIZE, NONCE_SIZE);
	o->f[3] = uneven(a, b);
	o->f[4] = zeros(a, b);
	o->f[5] = bits(a, b);
	o->f[6] = worst_column(a, b);
	o->f[7] = repeated(a, b);
	o->f[8] = widest_gap(a, b);
	o->f[9] = by_place(a, b);
}

/* Count the pairs that a limit on feature ${f} guesses right. */
static size_t
right_of(const struct observed *o, size_t n, size_t f, double limit)
{
	size_t right = 0;

	for (size_t i = 0; i < n; i++)
		right += (o[i].f[f] > limit) == o[i].live;
	return right;
}

/* Guess by the feature and limit that tell most; live may be above or below. */
static size_t
by_one(const struct observed *known, size_t n, const struct observed *pairs,
    size_t m)
{
	size_t best = 0;
	size_t right = 0;

	for (size_t f = 0; f < FEATURES; f++)
		for (size_t i = 0; i < n; i++) {
			double limit = known[i].f[f];
			size_t above = right_of(known, n, f, limit);
			size_t most = above > n - above ? above : n - above;

			if (most <= best)
				continue;
			best = most;
			right = right_of(pairs, m, f, limit);
			right = above == most ? right : m - right;
		}
	return right;
}

/* The mean of feature ${f} over the pairs that are ${live}, or not. */
static double
mean_of(const struct observed *known, size_t n, size_t f, bool live)
{
	double sum = 0;
	double count = 0;

	for (size_t i = 0; i < n; i++) {
		sum += known[i].live == live ? known[i].f[f] : 0;
		count += known[i].live == live;
	}
	return count > 0 ? sum / count : 0;
}

/* Guess by the nearer mean, each feature scaled by its own spread. */
static size_t
by_all(const struct observed *known, size_t n, const struct observed *pairs,
    size_t m)
{
	double no[FEATURES];
	double yes[FEATURES];
	double spread[FEATURES];
	size_t right = 0;

	for (size_t f = 0; f < FEATURES; f++) {
		no[f] = mean_of(known, n, f, false);
		yes[f] = mean_of(known, n, f, true);
		spread[f] = 1e-9;
		for (size_t i = 0; i < n; i++) {
			double d =
			    known[i].f[f] - (known[i].live ? yes[f] : no[f]);

			spread[f] += d * d / (double)n;
		}
	}
	for (size_t i = 0; i < m; i++) {
		double nearer = 0;

		for (size_t f = 0; f < FEATURES; f++) {
			double x = pairs[i].f[f] - no[f];
			double y = pairs[i].f[f] - yes[f];

			nearer += (x * x - y * y) / spread[f];
		}
		right += (nearer > 0) == pairs[i].live;
	}
	return right;
}

size_t
observer_right(int how, const struct observed *known, size_t n,
    const struct observed *pairs, size_t m)
{
	return how == 0 ? by_one(known, n, pairs, m)
			: by_all(known, n, pairs, m);
}

size_t
observer_bound(size_t n)
{
	double one = 1; /* the probability of exactly ${k} right */
	double tail = 0;
	size_t k = n;

	for (size_t i = 0; i < n; i++)
		one /= 2;
	for (; k > 0; k--) {
		tail += one;
		if (tail > 1e-6)
			break;
		one *= (double)k / (double)(n - k + 1);
	}
	return k + 1;
}
