/* date.h - what day it is at the desk, and whether that can be believed. */

#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "desk.h"

/*
 * date_prove(d, latest, right):
 * Set ${d->day}, by which this command stamps, signs and destroys; no other
 * clock may be asked for that.  It must agree with ${latest}, the week of an
 * inbox at hand, or where that is 0 with the newest inbox opened; before the
 * first one with the weeks of the schedule.  Or a person says that it is
 * right: ${right}, or a yes at the terminal; what the desk has seen of weeks
 * that have not come yet is then forgotten.  1 after a sentence.
 */
int date_prove(struct desk *d, uint16_t latest, bool right);

/*
 * date_begin(d):
 * The same for a new desk, which has nothing to compare it with: a date that
 * no week can stand for is refused.
 */
int date_begin(struct desk *d);

/*
 * date_destroy(d):
 * The day by which keys are destroyed: that of date_prove(), but never after
 * the newest inbox's week unless a person said that the date is right.
 */
int32_t date_destroy(const struct desk *d);

/* 1 after a sentence if inbox ${seq} is of a week that has not come yet. */
int date_of_inbox(const struct desk *d, uint32_t seq, uint16_t week);

/* 1 after a sentence if this computer's date is before 2024. */
int date_sane(void);

#endif
