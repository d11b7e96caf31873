/* say.h - what a person reads: sentences, and texts that leave no copy. */

#ifndef SAY_H
#define SAY_H

#include <stddef.h>

#include "err.h"
#include "wire.h"

/* "zegel-desk: SENTENCE." on standard error.  Returns the exit status 1. */
int say_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "zegel-desk: DOING WHAT: ERROR." on standard error.  Returns 1. */
int say_failed(const char *doing, const char *what, enum err e);

/* Words on standard output that are no secret. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same on standard error: advice, so that output can go to a file. */
void say_aside(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * say_text(margin, text):
 * A text of somebody else: each line, also one that a terminal would make of
 * a long one, begins with ${margin}, so that it cannot pass for ours; format
 * characters (bidi controls, zero width) are shown as <U+202E>.
 */
void say_text(const char *margin, struct span text);

/* Its first line, cut to ${columns}; dots if there is more. */
void say_snippet(struct span text, size_t columns);

#endif
