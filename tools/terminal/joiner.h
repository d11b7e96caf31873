/* joiner.h - tell which invisible characters a script or emoji needs. */

#ifndef TERMINAL_JOINER_H
#define TERMINAL_JOINER_H

#include <stdbool.h>
#include <stdint.h>

/* The previous character; zero it to begin a text. */
struct joiner {
	uint32_t before;
};

/*
 * joiner_pass(j, c, next):
 * True if ${c} is a joiner or selector with a meaning between the character in
 * ${j} and ${next} (0: the end): U+200C and U+200D within one joining script,
 * U+200D at the end of a word of it or within an emoji, U+180E within a
 * Mongolian word, one selector after a base it can select.  ${j} then holds
 * ${c}.
 * Source: Unicode 15, chapters 9, 12, 13.5 and 23.4; UTS #51, ED-16.
 */
bool joiner_pass(struct joiner *j, uint32_t c, uint32_t next);

/* True for U+FE00 to U+FE0F and the Mongolian U+180B to U+180F. */
bool joiner_selects(uint32_t c);

#endif
