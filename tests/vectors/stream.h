/* stream.h - fixed randomness for tests: draws of any sizes give one sequence.
 */

#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>

#include "wire.h"

/* Make libsodium draw from here; a draw with no bytes left ends the program. */
void stream_install(void);

/*
 * stream_seed(seed):
 * Begin at byte 0 of the stream of ${seed} (at most 64 bytes), whose block i is
 * BLAKE2b-512(seed || u64 i).
 */
void stream_seed(struct span seed);

/* Draw the bytes of ${tape}, once.  ${tape} is borrowed until stream_stop(). */
void stream_tape(struct span tape);

/*
 * From now on, a draw ends the program.  If ${dry}, so does a tape of which
 * bytes are left.
 */
void stream_stop(bool dry);

#endif
