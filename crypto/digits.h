/* digits.h - twenty digits that two people compare by eye or by voice. */

#ifndef DIGITS_H
#define DIGITS_H

#include <stddef.h>

#include "label.h"
#include "wire.h"

/* "1234 5678 9012 3456 7890" and a NUL. */
struct digits {
	char d[DIGITS_TEXT];
};

/*
 * digits_make(out, label, parts, n):
 * D(${label}, m), where m is the ${n} spans of ${parts} one after another.
 * Takes 4,097 hashes.  Source: PROTOCOL.md, "Check digits and staff cards".
 * Vectors: card-*.
 */
void digits_make(struct digits *out, const char *label,
    const struct span *parts, size_t n);

#endif
