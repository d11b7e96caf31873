/* tell.h - says why something did not happen, and what to do. */

#ifndef CLI_TELL_H
#define CLI_TELL_H

#include <stddef.h>

#include "core/fault.h"

/*
 * tell(f, why):
 * "zegel-desk: SENTENCE." on standard error, with the arguments in ${why}.
 * Returns the exit status: 0 for FAULT_NONE, else 1.
 */
int tell(enum fault f, const struct detail *why);

/*
 * tell_fill(out, cap, words, d):
 * Copy ${words} to the ${cap} bytes at ${out} with {n}, {text} ... of ${d} put
 * in; what does not fit is cut.
 */
void tell_fill(char *out, size_t cap, const char *words,
    const struct detail *d);

/* The sentence for ${f} with {text}, {n} ... still in it; NULL: none. */
const char *tell_words(enum fault f);

#endif
