/* prove.h - this process tries what confine() forbids. */

#ifndef CONFINE_PROVE_H
#define CONFINE_PROVE_H

#include <stdbool.h>

/*
 * True if Landlock refused a file, and the filter each of a number of calls.
 * A call that succeeds does no harm.
 */
bool proved(void);

#endif
