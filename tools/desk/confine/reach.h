/* reach.h - the files that the confined desk can still use. */

#ifndef CONFINE_REACH_H
#define CONFINE_REACH_H

#include "confine/confine.h"

/*
 * reach_enter(paths):
 * Enter Landlock with rules for ${paths}, for the places of sticks, and for
 * what locales and terminals need.  CONFINE_OK; CONFINE_NO_LANDLOCK,
 * CONFINE_LANDLOCK_OFF, CONFINE_LANDLOCK_REFUSED; CONFINE_TOO_WIDE;
 * CONFINE_REFUSED if the kernel refuses a rule.
 */
MUST_USE enum confine_result reach_enter(const struct confine_paths *paths);

#endif
