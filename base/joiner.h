/* joiner.h - where a script needs characters that nobody sees. */

#ifndef JOINER_H
#define JOINER_H

#include <stdbool.h>
#include <stdint.h>

/* What stood before; zero it to begin a text. */
struct joiner {
	uint32_t before;
};

/*
 * joiner_pass(j, c, next):
 * True if ${c} is a joiner or a selector that has a meaning between what came
 * before and ${next} (0: the end): U+200C and U+200D within one joining script,
 * U+200D within an emoji, one selector behind what it selects.  ${c} is then
 * what came before.
 * Source: Unicode 15, chapters 9, 12, 13.5 and 23.4; UTS #51, ED-16.
 */
bool joiner_pass(struct joiner *j, uint32_t c, uint32_t next);

/* True for a variation selector that is no format character. */
bool joiner_selects(uint32_t c);

#endif
