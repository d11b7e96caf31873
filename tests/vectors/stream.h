/* stream.h - fixed randomness for tests: the same bytes however cut up. */

#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>

#include "wire.h"

/* From now on libsodium draws from here; ends the program where dry. */
void stream_install(void);

/*
 * stream_seed(seed):
 * Begin at byte 0 of the stream of ${seed} (at most 64 bytes): block i of it
 * is BLAKE2b-512(seed || u64 i).
 */
void stream_seed(struct span seed);

/* Draw the bytes of ${tape}, once; borrowed. */
void stream_tape(struct span tape);

/*
 * Nothing to draw: a draw is then a fault of the test.  ${dry}: so is a tape
 * that was not drawn whole.
 */
void stream_stop(bool dry);

#endif
