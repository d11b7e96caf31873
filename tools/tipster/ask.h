/* ask.h - reads a text, a receipt or a line from standard input. */

#ifndef ASK_H
#define ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "receipt.h"

enum {
	LINE_MAX_BYTES = 512,
	/* TEXT_MAX CRLFs, which become LFs, and a byte to detect excess. */
	TEXT_ROOM = 2 * TEXT_MAX + 1,
};

SECRET_TYPE(typed, LINE_MAX_BYTES); /* a line, NUL at its end */

/* True if standard input is a terminal. */
bool ask_terminal(void);

/*
 * ask_line(out, prompt):
 * Read one line of standard input into ${out}, without the blanks around it,
 * and no byte beyond it.  At a terminal, show ${prompt} first.  A line that is
 * too long leaves ${out} empty, after an error message.  Returns false at the
 * end of input.
 */
bool ask_line(struct typed *out, const char *prompt);

/*
 * ask_receipt(r):
 * Read a receipt into ${r}: at a terminal, ask until it is valid or input
 * ends; else read one line.  Returns false after an error message.
 */
bool ask_receipt(struct receipt *r);

/*
 * ask_text(p, n):
 * Read the rest of standard input into the TEXT_ROOM bytes at ${p}, normalise
 * and check it; set ${n} to its length, 1 to TEXT_MAX.  A terminal first shows
 * the ${n} bytes of an earlier try, and a text that is too long stays there to
 * be shortened.  Returns false after an error message.
 */
bool ask_text(uint8_t *p, size_t *n);

#endif
