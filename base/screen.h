/* screen.h - bytes to a screen through no buffer, and how wide they are. */

#ifndef SCREEN_H
#define SCREEN_H

#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/*
 * screen_put(s):
 * Bytes on standard output, after what stdio holds; no copy stays here.  What
 * cannot be written is dropped.
 */
void screen_put(struct span s);

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
