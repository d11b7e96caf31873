/* path.h - what a person means who types or pastes a path at a prompt. */

#ifndef PATH_H
#define PATH_H

#include <stdbool.h>
#include <stddef.h>

/*
 * path_meant(out, cap, typed):
 * Put into the ${cap} bytes at ${out} the path that ${typed} means.  What
 * exists as typed is meant so.  Else blanks around it, quotes around it,
 * backslashes before blanks, file:// with its %20, and ~/ at its front are
 * taken as a shell or a desktop takes them.  False if it does not fit or a
 * file:// names another machine or no text; ${out} is then empty.
 */
bool path_meant(char *out, size_t cap, const char *typed);

#endif
