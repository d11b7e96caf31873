/* destroy.h - epoch keys whose time is over, and what hangs on them. */

#ifndef DESTROY_H
#define DESTROY_H

#include <stdbool.h>
#include <stdint.h>

#include "desk.h"

/*
 * destroy_due(week, day, newest):
 * True if the epoch of ${week} must be destroyed on ${day}, the newest inbox
 * opened being of the week ${newest}: 21 days after its week once an inbox
 * closed at least 3 days after it was opened, and in any case after 35.
 * (A manifest names a week: one two weeks later is surely 3 days later.)
 */
bool destroy_due(uint16_t week, int32_t day, uint16_t newest);

/*
 * destroy_run(d):
 * Destroy what is due, after an inbox was opened.  1 after a sentence.
 */
int destroy_run(struct desk *d);

#endif
