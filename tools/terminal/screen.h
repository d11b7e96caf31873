/* screen.h - write to the terminal unbuffered; widths of text on it. */

#ifndef TERMINAL_SCREEN_H
#define TERMINAL_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/*
 * screen_put(s):
 * Flush stdio, then write ${s} to standard output without keeping a copy.
 * Bytes that cannot be written are dropped; screen_sent() then returns false.
 */
void screen_put(struct span s);

/*
 * screen_sent():
 * Flush stdio.  True if every byte this process ever put on standard output
 * was accepted; after a full disk or a closed pipe it stays false.  Call it
 * before an action that requires a person to have seen the earlier output,
 * and at the end of each program.
 */
bool screen_sent(void);

/*
 * screen_aside(s):
 * Write ${s} to standard error or, if that fails, to the terminal itself: for
 * text that must not be lost with standard output.  True if either accepted
 * all of it.
 */
bool screen_aside(struct span s);

/*
 * screen_columns():
 * The width of the terminal that standard output goes to; SIZE_MAX if it does
 * not go to a terminal.
 */
size_t screen_columns(void);

/*
 * screen_width(c):
 * The number of columns ${c} takes: 0 to 2.  2, the most, if libc does not
 * know it.  Needs the UTF-8 locale that screen_begin() sets.
 */
unsigned screen_width(uint32_t c);

/* Set a UTF-8 locale.  Call it before the sandbox forbids opening files. */
void screen_begin(void);

#endif
