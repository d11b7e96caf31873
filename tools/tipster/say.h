/* say.h - prints messages for a person, and texts without keeping a copy. */

#ifndef SAY_H
#define SAY_H

#include "err.h"
#include "tipster/exchange.h"
#include "wire.h"

/* Print "zegel: SENTENCE." on standard error.  Returns the exit status 1. */
int say_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Print ${code}, a receipt that standard output did not take, on standard
 * error; if that fails too, on the terminal.
 */
void say_last(const char *code);

/* Print ${line} and a newline on standard output. */
void say(const char *line);

/*
 * say_failed(v, e):
 * Say why the visit ${v} failed with ${e} and what to do.  ${v} may be NULL for
 * ERR_MEMORY.  Returns the exit status 1.
 */
int say_failed(const struct exchange *v, enum err e);

/* After say_failed(): say whether a real envelope may have arrived. */
void say_fate(const struct exchange *v);

#endif
