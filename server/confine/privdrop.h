/* privdrop.h - changes from root to the owner of a service's folder. */

#ifndef CONFINE_PRIVDROP_H
#define CONFINE_PRIVDROP_H

#include <stdbool.h>

#include "confine/result.h"

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
 * others.  CONFINE_OWNED_BY_ROOT if the folder is root's; but in a user
 * namespace without other users, only drop the capabilities.
 */
MUST_USE enum confine_result privdrop(int folder, bool stick);

/* Drop that capability too: without Landlock it would reach everywhere. */
MUST_USE enum confine_result privdrop_rest(void);

#endif
