/* digits.c - twenty digits that two people compare by eye or by voice. */

#include "digits.h"

#include <string.h>

#include "hash.h"
#include "receipt.h"

/* Divide the 16-byte number ${n} by ten; return the rest. */
static unsigned
divide(uint8_t n[static 16])
{
	unsigned rest = 0;

	for (size_t i = 0; i < 16; i++) {
		unsigned v = rest * 256 + n[i];

		n[i] = (uint8_t)(v / 10);
		rest = v % 10;
	}
	return rest;
}

void
digits_make(struct digits *out, const char *label, const struct span *parts,
    size_t n)
{
	WIPED(hash) h;
	WIPED(root) y;

	hash_begin(&h, NULL, label);
	for (size_t i = 0; i < n; i++)
		hash_add(&h, parts[i].p, parts[i].n);
	hash_end(&h, y.b);
	receipt_stretch(&y, 1, STRETCH_STEPS);
	memset(out->d, ' ', sizeof(out->d) - 1);
	out->d[sizeof(out->d) - 1] = '\0';
	for (size_t i = DIGITS; i-- > 0;) /* the last digit first */
		out->d[i + i / 4] = (char)('0' + divide(y.b));
}
