/* screen.h - bytes to a screen through no buffer, and how wide they are. */

#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/*
 * screen_put(s):
 * Bytes on standard output, after what stdio holds; no copy stays here.  What
 * cannot be written is dropped, and screen_sent() knows.
 */
void screen_put(struct span s);

/*
 * screen_sent():
 * Push out what stdio holds.  True if all that this process ever put on
 * standard output was taken: a full disk or a closed pipe makes it false for
 * good.  Asked before a change that is only right once a person can have seen
 * what stands before it, and by each program at its end.
 */
bool screen_sent(void);

/*
 * screen_aside(s):
 * Bytes on standard error, or where that fails on the terminal itself: for
 * what must not be lost with standard output.  True if one took all of them.
 */
bool screen_aside(struct span s);

/*
 * screen_columns():
 * How wide the terminal is that standard output goes to; SIZE_MAX if it goes
 * to none.
 */
size_t screen_columns(void);

/*
 * screen_width(c):
 * How many columns ${c} takes: 0 to 2; 2 if libc does not know it, so that
 * nothing takes more.  Needs a locale of UTF-8: screen_begin().
 */
unsigned screen_width(uint32_t c);

/* Tell libc that all text is UTF-8; before a filter that forbids files. */
void screen_begin(void);

#endif
