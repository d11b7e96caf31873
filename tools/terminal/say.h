/* say.h - prints a program's own sentences, and its errors. */

#ifndef TERMINAL_SAY_H
#define TERMINAL_SAY_H

#include "err.h"

/* "PROGRAM: SENTENCE." on standard error.  Returns the exit status 1. */
int say_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "PROGRAM: DOING WHAT: ERROR." on standard error.  Returns 1. */
int say_failed(const char *doing, const char *what, enum err e);

/* Words on standard output that are no secret. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same on standard error: advice, so that output can go to a file. */
void say_aside(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
