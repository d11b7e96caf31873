/* failed.h - error messages of commands: what failed, why, and what to do. */

#ifndef FAILED_H
#define FAILED_H

#include "err.h"

/*
 * failed(doing, what, why, todo):
 * Write "zegeld: doing what: why; todo" to standard error.  ${what} and ${todo}
 * may be NULL.  Returns 1, the exit status of a command that failed.
 */
int failed(const char *doing, const char *what, const char *why,
    const char *todo);

/* Advice about ${e}, a static string; NULL if the reason says enough. */
const char *failed_advice(enum err e);

/* failed() with the reason and the advice for ${e}. */
int failed_err(const char *doing, const char *what, enum err e);

#endif
