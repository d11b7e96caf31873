/* confine.h - the filter that leaves this program no network. */

#ifndef CONFINE_H
#define CONFINE_H

#include "err.h"

/*
 * confine():
 * Prove in a child that the filter kills who calls socket(), then put it on
 * this process for good: a list of allowed system calls, EPERM for the rest,
 * death for socket(), connect() and execve().  Call before any secret is
 * read.  ERR_VERSION if the kernel has no such filter, ERR_IO if it is refused
 * or does not hold: do not go on then.
 */
MUST_USE enum err confine(void);

#endif
