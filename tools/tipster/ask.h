/* ask.h - asks for a receipt, and for the text of a tip. */

#ifndef ASK_H
#define ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "label.h"
#include "receipt.h"
#include "terminal/ask.h"

enum {
	/* TEXT_MAX CRLFs, which become LFs, and a byte to detect excess. */
	TEXT_ROOM = 2 * TEXT_MAX + 1,
};

/*
 * ask_receipt(r):
 * Read a receipt into ${r}: at a terminal, ask until it is valid or input
 * ends; else read one line.  Returns false after an error message.
 */
bool ask_receipt(struct receipt *r);

/*
 * ask_tip(p, n):
 * Read the rest of standard input into the TEXT_ROOM bytes at ${p}, normalise
 * and check it; set ${n} to its length, 1 to TEXT_MAX.  A terminal first shows
 * the ${n} bytes of an earlier try, and a text that is too long stays there to
 * be shortened.  Returns false after an error message.
 */
bool ask_tip(uint8_t *p, size_t *n);

#endif
