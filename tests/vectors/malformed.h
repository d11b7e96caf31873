/* malformed.h - every byte changed, every length but the right one. */

#ifndef MALFORMED_H
#define MALFORMED_H

#include "case.h"

/*
 * malformed_run(all):
 * Change the vectors of ${all} in every place, and print TAP: one line for a
 * series that was refused whole, one for each change that was accepted.
 * Returns 0 if none was.
 */
int malformed_run(struct cases *all);

#endif
