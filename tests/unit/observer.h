/* observer.h - who sees two boards of a desk and guesses if threads live. */

#ifndef OBSERVER_H
#define OBSERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "label.h"

enum {
	OBSERVED_CELLS = 16,
	OBSERVED_SIZE = SALT_SIZE + OBSERVED_CELLS * RECORD_SIZE,
	FEATURES = 10,
};

/* One pair of boards, as numbers; and what is to be guessed. */
struct observed {
	double f[FEATURES];
	bool live;
};

/* A desk's two successive parts of the board: salt and records. */
void observer_look(struct observed *o, const uint8_t a[static OBSERVED_SIZE],
    const uint8_t b[static OBSERVED_SIZE]);

/*
 * observer_right(how, known, n, pairs, m):
 * Learn from ${n} pairs whose answer is known, and return how many of ${m}
 * others are guessed right: ${how} 0 by the one number that tells most, 1 by
 * all of them together.
 */
size_t observer_right(int how, const struct observed *known, size_t n,
    const struct observed *pairs, size_t m);

/* The least number of ${n} that chance gets right once in a million. */
size_t observer_bound(size_t n);

#endif
