/* memory.h - SQLite's memory: wiped when it is freed and when it moves. */

#ifndef MEMORY_H
#define MEMORY_H

#include "err.h"

/*
 * memory_begin():
 * Give SQLite this allocator, and no lookaside pools, before its first use in
 * the process; harmless when called again.  ERR_MEMORY if SQLite was already
 * running with another allocator, or does not start.
 */
MUST_USE enum err memory_begin(void);

#endif
