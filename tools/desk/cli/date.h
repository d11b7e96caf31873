/* date.h - asks a person about a date that the program cannot believe. */

#ifndef CLI_DATE_H
#define CLI_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/desk.h"

/*
 * date_settle(d, latest, right):
 * date_prove(), which sets ${d->day}.  Where it doubts the date and nobody gave
 * ${right} yet, a person at a terminal is asked.  Returns an exit status: 0, or
 * 1 after a sentence.
 */
int date_settle(struct desk *d, uint16_t latest, bool right);

/* Ask a person about the arguments ${why} of DATE_DOUBT: true for a yes. */
bool date_ask(const struct detail *why);

#endif
