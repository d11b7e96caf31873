/* typing.h - what a person types at a terminal, key by key. */

#ifndef TYPING_H
#define TYPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

/*
 * A terminal's own line editing drops, without a word, what a line holds
 * beyond 4,095 bytes, and leaves the signs of an arrow key in the text.  So
 * keys are read one by one and edited here.
 */
struct typing {
	const char *prompt; /* shown first */
	uint8_t *p;         /* ${cap} bytes, the first ${n} already typed */
	size_t cap;
	size_t n;
	bool lines; /* a text of many lines; else Enter ends it */
	bool dot;   /* so does a line that is a single dot */
};

/*
 * typing_run(t, fd):
 * Show the prompt and what was typed before, and take keys from the terminal
 * ${fd} until Enter (one line), a dot on a line of its own, or Ctrl-D, none
 * of which is kept.  Backspace, Ctrl-W and Ctrl-U take back a character, a
 * word, a line; a tab is a space; Ctrl-R shows the line again.  Only UTF-8
 * without control characters is taken, and no byte beyond the end.  A key that
 * cannot be part of it, or has no room, is named on the terminal and left out.
 * OK; ERR_MISSING for Ctrl-D on an empty line of one; ERR_IO if the terminal
 * is gone or none.  A signal that ends the process does so, with the terminal
 * as it was before.
 */
MUST_USE enum err typing_run(struct typing *t, int fd);

#endif
