/* observer_kit.h - an observer who compares two boards of a desk and guesses
 * whether its threads are live. */

#ifndef DESK_OBSERVER_KIT_H
#define DESK_OBSERVER_KIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "label.h"

enum {
	OBSERVED_CELLS = 16,
	OBSERVED_SIZE = SALT_SIZE + OBSERVED_CELLS * RECORD_SIZE,
	FEATURES = 10,
};

/* Features of a pair of boards, and the answer to be guessed. */
struct observed {
	double f[FEATURES];
	bool live;
};

/* Compute the features of two successive sections: salt and records. */
void observer_look(struct observed *o, const uint8_t a[static OBSERVED_SIZE],
    const uint8_t b[static OBSERVED_SIZE]);

/*
 * observer_right(how, known, n, pairs, m):
 * Learn from the ${n} pairs ${known}, and return how many of the ${m} ${pairs}
 * are guessed right.  ${how} is 0 to use the one feature that tells most, 1 to
 * use all features together.
 */
size_t observer_right(int how, const struct observed *known, size_t n,
    const struct observed *pairs, size_t m);

/* How many of ${n} pure chance guesses right only once in a million runs. */
size_t observer_bound(size_t n);

#endif
