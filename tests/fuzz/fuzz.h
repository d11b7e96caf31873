/* fuzz.h - what every fuzz target shares; libFuzzer's or AFL++'s driver. */

#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "text.h"
#include "wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An invariant; the input that breaks it is kept. */
static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

/* True if both hold the same bytes. */
static inline bool
same(const void *a, size_t n, const void *b, size_t m)
{
	return n == m && (n == 0 || memcmp(a, b, n) == 0);
}

/* No byte of ${s} is a control but LF: what is accepted can be shown. */
static inline bool
showable(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] < 0x20 && s.p[i] != '\n') || s.p[i] == 0x7f)
			return false;
	return true;
}

/* True if ${s} lies within ${n} bytes at ${p}, or is empty. */
static inline bool
within(struct span s, const uint8_t *p, size_t n)
{
	return s.n == 0 ||
	    (s.p >= p && s.n <= n && (size_t)(s.p - p) <= n - s.n);
}

#endif
