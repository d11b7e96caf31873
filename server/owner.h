/* owner.h - the user a service's folder belongs to; nobody else works in it. */

#ifndef OWNER_H
#define OWNER_H

#include <stdbool.h>

#include "err.h"

/*
 * owner_make(path):
 * Make the folder ${path}, if there is none.  Made by root it belongs to the
 * user "zegel", or where there is none to user and group 65534.  ERR_IO.
 */
MUST_USE enum err owner_make(const char *path);

/*
 * owner_become(folder, stick):
 * If this is root, become the owner of the open ${folder} and keep no right of
 * root's, but with ${stick} that of reading and writing what belongs to
 * others.  ERR_KEY if the folder belongs to root; in a user namespace that
 * has nobody else only the rights are let go.  ERR_IO.
 */
MUST_USE enum err owner_become(int folder, bool stick);

/* Let go of that right too: without Landlock it would reach everywhere. */
MUST_USE enum err owner_rest(void);

#endif
