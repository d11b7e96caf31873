/* landlock.h - limits this process to a few folders, with Landlock. */

#ifndef CONFINE_LANDLOCK_H
#define CONFINE_LANDLOCK_H

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
 * landlock_enter(abi, reach):
 * From now on this process can open, make and remove files only beneath the
 * folder and the stick of ${reach}, and only read what ${reach->read} names.
 * If the kernel's ABI supports it, TCP ports, signals to other processes and
 * their abstract sockets are refused too.  Sets ${abi} to that ABI, or to minus
 * errno if the kernel tells none; CONFINE_NO_LANDLOCK if it is below 2.
 */
MUST_USE enum confine_result landlock_enter(int *abi,
    const struct reach *reach);

#endif
