/* destroy.h - epoch keys whose time is over, and what hangs on them. */

#ifndef CORE_DESTROY_H
#define CORE_DESTROY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/desk.h"

/*
 * destroy_due(week, day, newest):
 * True if the epoch of ${week} must be destroyed on ${day}, the newest inbox
 * opened being of the week ${newest}: 21 days after its week once an inbox
 * closed at least 3 days after it was opened, and in any case after 35.
 * (A manifest names a week: one two weeks later is surely 3 days later.)
 */
bool destroy_due(uint16_t week, int32_t day, uint16_t newest);

/*
 * destroy_run(d, last):
 * Destroy the keys that are due by date_destroy(), and what the desk has seen
 * under them, in a unit of work of its own.  Call date_prove() before.
 * ${last}: the last week whose key was destroyed; 0: none was.
 */
enum fault destroy_run(struct desk *d, uint16_t *last);

#endif
