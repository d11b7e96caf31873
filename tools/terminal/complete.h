/* complete.h - complete a path that is being typed, as Tab does. */

#ifndef TERMINAL_COMPLETE_H
#define TERMINAL_COMPLETE_H

#include <stddef.h>

#include "wire.h"

enum {
	COMPLETE_ADD = 256 * 3, /* the longest name, each byte as %20 */
	COMPLETE_NAMES = 768,
};

struct completion {
	size_t found;               /* names that begin as typed */
	size_t add_n;               /* bytes to add at the cursor, at ${add} */
	char add[COMPLETE_ADD];     /* what all of these names share */
	char names[COMPLETE_NAMES]; /* these names, if nothing is to add */
};

/*
 * path_complete(out, before):
 * Look in the folder that ${before} names for names that begin as its last
 * part does, and write what they share to ${out}, as path_meant() reads it:
 * in quotes, after "~/", with backslashes, or as %20 after "file://".  After
 * the only name a "/" or the closing quote is added.  Hidden files count if a
 * dot was typed; names that are not UTF-8, or hold control or format
 * characters, do not.  Reads the folder, writes nothing.
 */
void path_complete(struct completion *out, struct span before);

#endif
