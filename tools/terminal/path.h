/* path.h - find the path that a person means by typed or pasted text. */

#ifndef TERMINAL_PATH_H
#define TERMINAL_PATH_H

#include <stdbool.h>
#include <stddef.h>

/*
 * path_meant(out, cap, typed):
 * Put into the ${cap} bytes at ${out} the path that ${typed} means.  A path
 * that exists as typed is copied.  Otherwise read blanks and quotes around it
 * (the last may be missing), backslashes in it, file:// with its %20, and ~/ at
 * its front as a shell or a desktop does.  False if the path does not fit, or a
 * file:// names another machine or contains %00; ${out} is then empty.
 */
bool path_meant(char *out, size_t cap, const char *typed);

#endif
