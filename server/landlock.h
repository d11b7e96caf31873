/* landlock.h - two folders are all that this process can open. */

#ifndef LANDLOCK_H
#define LANDLOCK_H

#include "err.h"

/*
 * landlock_enter(abi, folder, stick):
 * From now on open, make and remove files beneath the open ${folder} and
 * ${stick} (-1: none) alone; where the kernel's ABI knows of them, no TCP
 * port and no signal to or abstract socket of another process either.  Puts
 * the ABI into ${abi}; ERR_VERSION if it is below 2 or there is none; ERR_IO.
 */
MUST_USE enum err landlock_enter(int *abi, int folder, int stick);

#endif
