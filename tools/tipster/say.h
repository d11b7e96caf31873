/* say.h - says why a visit failed, and what became of the message. */

#ifndef SAY_H
#define SAY_H

#include "err.h"
#include "tipster/exchange.h"
#include "wire.h"

/*
 * Print ${code}, a receipt that standard output did not take, on standard
 * error; if that fails too, on the terminal.
 */
void say_last(const char *code);

/*
 * say_exchange_failed(x, e):
 * Say why the visit ${x} failed with ${e} and what to do.  ${x} may be NULL for
 * ERR_MEMORY.  Returns the exit status 1.
 */
int say_exchange_failed(const struct exchange *x, enum err e);

/* After say_exchange_failed(): say whether a real envelope may have arrived. */
void say_fate(const struct exchange *x);

#endif
