/* reach.h - the folders that a confined process of the server can still use. */

#ifndef CONFINE_REACH_H
#define CONFINE_REACH_H

#include <stddef.h>

#include "confine/result.h"

/* What the process may still open, as descriptors; -1: none. */
struct reach {
	int folder;
	int stick;
	const int *read; /* folders, or files, that it may only read */
	size_t reads;
};

/*
 * reach_enter(abi, reach):
 * From now on this process can open, make and remove files only beneath the
 * folder and the stick of ${reach}, and only read what ${reach->read} names;
 * see os/landlock.h.  Sets ${abi} to Landlock's ABI, or to minus errno if the
 * kernel tells none; CONFINE_NO_LANDLOCK if it is below 2.
 */
MUST_USE enum confine_result reach_enter(int *abi, const struct reach *reach);

#endif
