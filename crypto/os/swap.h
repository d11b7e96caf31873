/* swap.h - whether this machine may write its memory to a disk in the clear. */

#ifndef OS_SWAP_H
#define OS_SWAP_H

#include <stdbool.h>

/*
 * swap_plain():
 * True if a swap file or partition is in use that is not known to be encrypted
 * (dm-crypt) or in memory (zram).  What a program holds may then be written
 * there, and stay; hibernation writes there as well.  False if /proc/swaps
 * cannot be read: call it before a sandbox forbids that.
 */
bool swap_plain(void);

/*
 * swap_row(line, encrypted):
 * The same for one line of /proc/swaps; ${encrypted} tells whether a dm device
 * ("dm-0") is dm-crypt.  Source: proc_swaps(5).
 */
bool swap_row(const char *line, bool (*encrypted)(const char *device));

#endif
