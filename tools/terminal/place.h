/* place.h - where on a terminal's screen each character of a text is. */

#ifndef TERMINAL_PLACE_H
#define TERMINAL_PLACE_H

#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/*
 * A terminal breaks a row only before a character that no longer fits, so that
 * ${col} may be all its columns.  Needs the locale of screen_begin().
 */
struct place {
	size_t row;
	size_t col; /* columns used before the character, up to all */
};

/* If ${p} is behind the character before ${c}, make it the place of ${c}. */
void place_of(struct place *p, uint32_t c, size_t columns);

/* Step over ${c}, whose place is ${p}. */
void place_over(struct place *p, uint32_t c);

/* The place behind ${s}, which begins at ${p}. */
struct place place_behind(struct place p, struct span s, size_t columns);

#endif
