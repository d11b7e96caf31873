/* privdrop.h - changes from root to the owner of a service's folder. */

#ifndef CONFINE_PRIVDROP_H
#define CONFINE_PRIVDROP_H

#include <stdbool.h>

#include "err.h"

/*
 * privdrop_folder(path):
 * Make the folder ${path}, if there is none.  If root makes it, it belongs to
 * the user "zegel", or without that user to user and group 65534.  ERR_IO.
 */
MUST_USE enum err privdrop_folder(const char *path);

/*
 * privdrop(folder, stick):
 * If this process is root, become the owner of the open ${folder} and drop all
 * capabilities; with ${stick} keep CAP_DAC_OVERRIDE, to read and write files of
 * others.  ERR_KEY if the folder belongs to root; but in a user namespace
 * without other users, only drop the capabilities.  ERR_IO.
 */
MUST_USE enum err privdrop(int folder, bool stick);

/* Drop that capability too: without Landlock it would reach everywhere. */
MUST_USE enum err privdrop_rest(void);

#endif
