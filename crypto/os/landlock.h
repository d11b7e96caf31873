/* landlock.h - limits this thread to a few folders and files, for good. */

#ifndef OS_LANDLOCK_H
#define OS_LANDLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

/* Rights, with the numbers of Linux. */
enum {
	LANDLOCK_WRITE = 1 << 1,
	LANDLOCK_READ = 1 << 2,
	LANDLOCK_LIST = 1 << 3, /* the names in a folder */
	LANDLOCK_REMOVE_DIR = 1 << 4,
	LANDLOCK_REMOVE_FILE = 1 << 5,
	LANDLOCK_MAKE_DIR = 1 << 7,
	LANDLOCK_MAKE_FILE = 1 << 8,
	LANDLOCK_CUT = 1 << 14,    /* truncate; free for all before ABI 3 */
	LANDLOCK_DEVICE = 1 << 15, /* ioctl(2); free for all before ABI 5 */
	LANDLOCK_STICK = LANDLOCK_WRITE | LANDLOCK_READ | LANDLOCK_LIST |
	    LANDLOCK_REMOVE_FILE | LANDLOCK_MAKE_FILE | LANDLOCK_CUT,
	LANDLOCK_FOLDER =
	    LANDLOCK_STICK | LANDLOCK_MAKE_DIR | LANDLOCK_REMOVE_DIR,
	/* what a rule for a file, not a folder, can allow */
	LANDLOCK_FILE =
	    LANDLOCK_WRITE | LANDLOCK_READ | LANDLOCK_CUT | LANDLOCK_DEVICE,
};

/* Rules that are being made.  ${abi} is the kernel's, or minus its errno. */
struct landlock {
	int abi;
	int fd;
	uint64_t known; /* the rights that this kernel can refuse */
	bool bad;
};

/*
 * landlock_begin(l):
 * Begin rules that allow nothing.  landlock_enter() has to follow.
 */
void landlock_begin(struct landlock *l);

/*
 * landlock_allow(l, fd, rights):
 * Allow ${rights} on the open file ${fd}, or on all that is beneath the open
 * folder ${fd}, now and after a later mount(2).  An ${fd} of -1 allows nothing.
 * For a file ${rights} must be among LANDLOCK_FILE.  A failure is kept for
 * landlock_enter().
 */
void landlock_allow(struct landlock *l, int fd, uint64_t rights);

/*
 * landlock_enter(l):
 * From now on this thread, and threads and processes that it starts, can open,
 * make and remove only what ${l} allows.  Descriptors that are open stay
 * usable.  If the kernel's ABI supports it, TCP ports, signals to other
 * processes and their abstract sockets are refused too.  ERR_VERSION if the
 * ABI is below 2, or is not told: then ${l->abi} says why.  ERR_IO if the
 * kernel refuses a rule or the rules.  Source: landlock(7).
 */
MUST_USE enum err landlock_enter(struct landlock *l);

#endif
