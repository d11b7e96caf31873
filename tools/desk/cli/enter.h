/* enter.h - who sits down at the desk: the folder, a name, a passphrase. */

#ifndef CLI_ENTER_H
#define CLI_ENTER_H

#include "cli/command.h"
#include "core/desk.h"

/*
 * enter(d, path, o):
 * Open the desk in the folder ${path}: ask who is there if there are several,
 * and for the passphrase until it is right.  Returns an exit status: 0, or 1
 * after a sentence.  desk_close() always.
 */
int enter(struct desk *d, const char *path, const struct options *o);

#endif
