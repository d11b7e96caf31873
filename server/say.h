/* say.h - what a command tells the person who typed it. */

#ifndef SAY_H
#define SAY_H

#include "err.h"

/*
 * say(doing, what, why, todo):
 * Write "zegeld: doing what: why; todo" to standard error.  ${what} and ${todo}
 * may be NULL.  Returns 1, the exit status of a command that failed.
 */
int say(const char *doing, const char *what, const char *why, const char *todo);

/* What a person can do about ${e}; NULL where the reason says it.  Static. */
const char *say_advice(enum err e);

/* The same, with the reason and advice that belong to ${e}. */
int say_err(const char *doing, const char *what, enum err e);

#endif
