/* edit.h - what a key does to a text that is being typed; no input, no screen.
 */

#ifndef TERMINAL_EDIT_H
#define TERMINAL_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "terminal/keys.h"
#include "wire.h"

/* A text with a cursor before the byte ${at}; both are at characters. */
struct edit {
	uint8_t *p;
	size_t cap;
	size_t n;
	size_t at;
};

/* Put ${s} at the cursor and step over it; false without room. */
bool edit_add(struct edit *e, struct span s);

/*
 * edit_key(e, key):
 * Do what ${key} does, if it moves the cursor along the text or deletes; a
 * letter and its combining marks are one.  Backspace joins lines; words and
 * Ctrl-U end at a line's start.  False if there is nothing to do.
 */
bool edit_key(struct edit *e, enum key key);

/* The letter before the cursor with its marks; empty at the front. */
struct span edit_letter(const struct edit *e);

/* The offset at which the line of the cursor begins, and where it ends. */
size_t edit_line_start(const struct edit *e);
size_t edit_line_end(const struct edit *e);

#endif
