/* malformed.h - vectors with every byte changed and every wrong length. */

#ifndef MALFORMED_H
#define MALFORMED_H

#include "case.h"

/*
 * malformed_run(all):
 * Change some vectors of ${all} in every place, and print TAP: one line for
 * each series refused as a whole, one for each change that was accepted.
 * Returns 0 if no change was accepted, else 1.
 */
int malformed_run(struct cases *all);

#endif
