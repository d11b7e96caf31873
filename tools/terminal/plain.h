/* plain.h - normalise text from files and pastes; say why it is refused. */

#ifndef TERMINAL_PLAIN_H
#define TERMINAL_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.h"

enum {
	PLAIN_FAULT = 96, /* a clause and its NUL */
};

/*
 * plain_make(p, n):
 * Drop a byte order mark in front of the ${n} bytes at ${p} and run
 * text_normalise() on the rest, in place.  Returns the new length.
 */
size_t plain_make(uint8_t *p, size_t n);

/*
 * plain_lines(p, n):
 * plain_make() for a file of lines that a program parses: also drop spaces at
 * the end of each line and empty lines at the end of the file, and end the
 * last line in LF.  ${p} must have room for ${n} + 1 bytes.
 */
size_t plain_lines(uint8_t *p, size_t n);

/* ${s} without the blanks and line ends around it. */
struct span plain_trim(struct span s);

/*
 * plain_fault(out, s):
 * Write to ${out} why text_check() refuses ${s}, as in "line 3 is not UTF-8
 * (byte 0xE9)"; false if it does not refuse.
 */
bool plain_fault(char out[static PLAIN_FAULT], struct span s);

#endif
