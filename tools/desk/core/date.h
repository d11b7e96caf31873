/* date.h - what day it is at the desk, and whether that can be believed. */

#ifndef CORE_DATE_H
#define CORE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/desk.h"

/*
 * date_prove(d, latest, right):
 * Set ${d->day}, by which this act stamps, signs and destroys; no other clock
 * may be asked for that.  It must agree with ${latest}, the week of an inbox at
 * hand, or where that is 0 with the newest inbox opened; before the first one
 * with the weeks of the schedule.  Or a person says that it is right:
 * ${right}.  What the desk has seen of weeks that have not come yet is then
 * forgotten, in ${d->state}; the next unit of work keeps that.  DATE_ANCIENT;
 * DATE_DOUBT: ask the person and call again with ${right}.
 */
enum fault date_prove(struct desk *d, uint16_t latest, bool right);

/*
 * date_begin(d):
 * The same for a new desk, which has nothing to compare it with: only a date
 * that no week can stand for is refused.  DATE_ANCIENT.
 */
enum fault date_begin(struct desk *d);

/*
 * date_destroy(d):
 * The day by which keys are destroyed: that of date_prove(), but never after
 * the newest inbox's week unless a person said that the date is right.
 */
int32_t date_destroy(const struct desk *d);

/* INBOX_WEEK if inbox ${seq} is of a week that has not come yet. */
enum fault date_of_inbox(struct desk *d, uint32_t seq, uint16_t week);

/* DATE_ANCIENT if this machine's date is before 2024. */
enum fault date_sane(struct detail *why);

#endif
