/* process.h - what every program does before it touches a secret. */

#ifndef PROCESS_H
#define PROCESS_H

#include <stddef.h>

#include "err.h"

/* Stores map more than 4 GiB of addresses. */
_Static_assert(sizeof(size_t) >= 8, "Zegel's programs need a 64-bit machine");

/*
 * process_begin():
 * No core dumps, not dumpable, no new privileges, umask 077, libsodium ready; a
 * closed pipe or a file over a limit is an error and no signal; descriptors 0
 * to 2 open, what was closed of them without input and refusing output.
 * Returns ERR_IO if any of it fails.
 */
MUST_USE enum err process_begin(void);

/*
 * locked_new(n):
 * Zeroed memory that is guarded, locked (checked: sodium_malloc ignores a
 * failed mlock) and left out of core dumps; NULL if it cannot be had.
 * locked_free() wipes it; NULL is fine.
 */
void *locked_new(size_t n);
void locked_free(void *p);

#endif
