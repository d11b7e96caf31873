/* say.h - what a person reads: sentences, and texts that leave no copy. */

#ifndef SAY_H
#define SAY_H

#include "err.h"
#include "visit.h"
#include "wire.h"

/* "zegel: SENTENCE." on standard error.  Returns the exit status 1. */
int say_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A code that standard output did not take: wherever a person may see it. */
void say_last(const char *code);

/* One line or none of a text for people, on standard output. */
void say(const char *line);

/*
 * say_failed(v, e):
 * Say why a visit failed and what to do.  Returns the exit status 1.
 */
int say_failed(const struct visit *v, enum err e);

/* Say whether a real envelope is there, after say_failed(). */
void say_fate(const struct visit *v);

#endif
