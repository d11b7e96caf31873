/* typing.h - read and edit what a person types at a terminal, key by key. */

#ifndef TERMINAL_TYPING_H
#define TERMINAL_TYPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "wire.h"

/* What Tab adds at the cursor; see path_complete(). */
struct completion;

/*
 * A terminal's own line editing silently drops what a line holds beyond 4,095
 * bytes, and leaves the bytes of an arrow key in the text.  So this module
 * reads keys one by one and edits the text itself.  It keeps no history, reads
 * no file, and has no copy of the text but the caller's.
 */
struct typing {
	const char *prompt; /* shown first */
	uint8_t *p;         /* ${cap} bytes, the first ${n} already typed */
	size_t cap;
	size_t n;
	bool lines; /* a text of many lines; else Enter ends the input */
	bool dot;   /* with ${lines}: a line that is a single dot ends it */
	/* Tab: complete the text before the cursor; NULL: Tab is a space */
	void (*complete)(struct completion *out, struct span before);
};

/*
 * typing_run(t, fd):
 * Show ${t->prompt} and the text already in ${t}, then read keys from the
 * terminal ${fd} until Enter (one line), a dot on a last line of its own, or
 * Ctrl-D; none of these is kept.  The arrow keys, Home, End and Ctrl with an
 * arrow move in the text; Backspace, Delete, Ctrl-W, Ctrl-U and Ctrl-K delete
 * a character, the next one, a word, a line, the rest of it; Ctrl-R shows the
 * text again.  Only UTF-8 without control characters is accepted, up to
 * ${t->cap} bytes.  Any other key, or one without room, is left out, with a
 * message on the terminal.  OK; ERR_MISSING for Ctrl-D on an empty single
 * line, at end of file, or after the time of tty_idle(); ERR_IO if ${fd} is no
 * terminal or reading fails.  A deadly signal is raised again after the
 * terminal is restored.
 */
MUST_USE enum err typing_run(struct typing *t, int fd);

#endif
