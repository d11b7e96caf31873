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
 * screen_collect(take):
 * From now on pass what is for standard output to ${take} instead; NULL: no
 * longer.
 */
void screen_collect(void (*take)(struct span s));

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

/* The rows and columns of the terminal ${fd}; 24 and 80 if it tells none. */
void screen_size(int fd, size_t *rows, size_t *columns);

/*
 * screen_width(c):
 * The number of columns ${c} takes: 0 to 2.  2, the most, if libc does not
 * know it.  Needs the UTF-8 locale that screen_begin() sets.
 */
unsigned screen_width(uint32_t c);

/* True if the terminal of this process can move the cursor: TERM names one
 * that is not "dumb". */
bool screen_moves(void);

/*
 * screen_hold():
 * Begin a session whose screen nobody may find afterwards: go to the
 * terminal's alternate screen, if it has one.  When the process stops, ends or
 * dies by a polite signal, and at screen_clear(), the screen is cleared with
 * what the terminal keeps of it for scrolling back.  A terminal that cannot
 * move the cursor, and standard output that is none, stay as they are.
 */
void screen_hold(void);

/* End that session; fine if there is none. */
void screen_clear(void);

/* Clear the terminal as at screen_clear(), also what was shown without a
 * session. */
void screen_wipe(void);

/* Set a UTF-8 locale.  Call it before the sandbox forbids opening files. */
void screen_begin(void);

#endif
