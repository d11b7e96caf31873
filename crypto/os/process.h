/* process.h - harden the process before it touches a secret; locked memory. */

#ifndef OS_PROCESS_H
#define OS_PROCESS_H

#include <stddef.h>

#include "err.h"

/* The server's stores map more than 4 GiB of address space. */
_Static_assert(sizeof(size_t) >= 8, "Zegel's programs need a 64-bit machine");

/*
 * process_begin():
 * Set: no core dumps, not dumpable, no new privileges, umask 077, libsodium
 * initialised.  Writing to a closed pipe or past a file size limit then fails
 * without a signal.  Open each closed descriptor of 0 to 2 on /dev/null, read
 * only: writes to it fail.  Returns ERR_IO if any of this fails.
 */
MUST_USE enum err process_begin(void);

/*
 * locked_new(n):
 * Return ${n} bytes of zeroed memory that is guarded, locked (checked:
 * sodium_malloc ignores a failed mlock) and left out of core dumps; NULL on
 * failure.  locked_free() wipes it; NULL is fine.
 */
void *locked_new(size_t n);
void locked_free(void *p);

#endif
