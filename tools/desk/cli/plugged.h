/* plugged.h - which stick a person means, and whether it is one. */

#ifndef CLI_PLUGGED_H
#define CLI_PLUGGED_H

#include <stdbool.h>

#include "terminal/ask.h"

/*
 * plugged_ask(out, beside):
 * Show the sticks that are in this machine and ask for one of them, by its
 * number, or for the path of a folder; ${beside} is the desk's.  ${out} stays
 * empty for a bare Enter and at the end of input.  False then.
 */
bool plugged_ask(struct typed *out, const char *beside);

/* Say it if ${path} is no stick but a folder on the disk of ${beside}: what is
 * written there does not leave this machine, and stays on it. */
void plugged_note(const char *path, const char *beside);

#endif
