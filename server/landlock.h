/* landlock.h - a few folders are all that this process can open. */

#ifndef LANDLOCK_H
#define LANDLOCK_H

#include <stddef.h>

#include "err.h"

/* What a process may still reach; descriptors, of which -1 is none. */
struct reach {
	int folder;
	int stick;
	const int *read; /* folders, or files, that it may only read */
	size_t reads;
};

/*
 * landlock_enter(abi, reach):
 * From now on open, make and remove files beneath the folder and the stick of
 * ${reach} alone, and read what ${reach->read} names; where the kernel's ABI
 * knows of them, no TCP port and no signal to or abstract socket of another
 * process either.  Puts the ABI into ${abi}, or minus the errno of the kernel
 * that does not say it; ERR_VERSION if it is below 2; ERR_IO.
 */
MUST_USE enum err landlock_enter(int *abi, const struct reach *reach);

#endif
