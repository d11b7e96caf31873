/* ask.h - what a person types: a tip, a receipt, a word. */

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
	/* Room for a text that fits once its CRLFs have become LFs. */
	TEXT_ROOM = 2 * TEXT_MAX + 1,
};

SECRET_TYPE(typed, LINE_MAX_BYTES); /* a line, NUL at its end */

/* True if a person sits at standard input. */
bool ask_terminal(void);

/*
 * ask_line(out, prompt):
 * Read one line of standard input, with ${prompt} before it at a terminal, and
 * without the blanks around it; no byte beyond the line is taken.  One that
 * has no room is empty, after a sentence.  False at the end of input.
 */
bool ask_line(struct typed *out, const char *prompt);

/*
 * ask_receipt(r):
 * Ask for a receipt: at a terminal until it fits or input ends, else once.
 * False after a sentence on standard error.
 */
bool ask_receipt(struct receipt *r);

/*
 * ask_text(p, n):
 * Read the rest of standard input into the ${TEXT_ROOM} bytes at ${p}, make it
 * plain and check it; ${n} receives its length, 1 to TEXT_MAX.  What a person
 * typed stays at the terminal until it fits, behind ${n} bytes of an earlier
 * try.  False after a sentence on
 * standard error.
 */
bool ask_text(uint8_t *p, size_t *n);

#endif
