/* fold.h - texts as search compares them: no case, no accents, no line ends. */

#ifndef CORE_FOLD_H
#define CORE_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "body.h"
#include "label.h"
#include "secret.h"
#include "wire.h"

enum {
	FOLD_PARTS = 32, /* of one character, in the library */
	/* No script in use grows more than twice.  What does not fit is not
	 * found by a search. */
	FOLD_MAX = 4 * TEXT_MAX,
};

/*
 * Folded text: NFKD, full case folding, then without marks and format
 * characters; white space of any length is one space, none at either end.
 * Secret and large: locked_new().  Zero it to begin.
 */
struct fold {
	size_t n;
	uint8_t b[FOLD_MAX]; /* UTF-8 */
	uint32_t part[FOLD_PARTS];
	uint32_t lower[FOLD_PARTS];
};
WIPE_FUNCTION(fold);

/*
 * fold_add(f, text):
 * Append ${text}, folded, with a space before it if there is text already.
 * Ends at what is not UTF-8, and where ${f} is full.
 */
void fold_add(struct fold *f, struct span text);

/* All that a person wrote in ${b}: its text and its answers in words. */
void fold_body(struct fold *f, const struct body *b);

/* Borrowed from ${f}. */
struct span fold_span(const struct fold *f);

#endif
