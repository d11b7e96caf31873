/* discard.h - remove an environment: overwrite it, then unlink it. */

#ifndef STORE_DISCARD_H
#define STORE_DISCARD_H

#include <stdbool.h>

#include "err.h"

/* Called between parts of long work; false ends it with ERR_AGAIN. */
struct pause {
	bool (*go)(void *arg);
	void *arg;
};

/*
 * discard(path, p):
 * Remove the folder ${path} and its files, durably.  Wait until nobody reads
 * them, then overwrite the data in place and sync, so that the freed blocks of
 * the disk hold no envelope and no order.  ERR_AGAIN if a reader stays or ${p}
 * (may be NULL) says stop; the folder then stays, to be removed later.  Any
 * other error is returned after the files were unlinked all the same.
 */
MUST_USE enum err discard(const char *path, const struct pause *p);

/* Remove ${path}.new, if a crash left one. */
MUST_USE enum err discard_new(const char *path, const struct pause *p);

#endif
