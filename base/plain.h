/* plain.h - text as programs save it and people paste it, made plain. */

#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.h"

enum {
	PLAIN_FAULT = 96, /* a sentence's part, with its NUL */
};

/*
 * plain_make(p, n):
 * In place: what text_normalise() does, and a byte order mark in front is
 * dropped.  Returns the new length.
 */
size_t plain_make(uint8_t *p, size_t n);

/*
 * plain_lines(p, n):
 * The same for a file of lines that a machine reads: also blanks at the end of
 * a line and empty lines at the end are dropped, and the last line ends in LF:
 * ${p} has room for one byte more.
 */
size_t plain_lines(uint8_t *p, size_t n);

/* Without the blanks and line ends around it. */
struct span plain_trim(struct span s);

/*
 * plain_fault(out, s):
 * Why text_check() refuses ${s}, in words, like "line 3 is not UTF-8 (byte
 * 0xE9)"; false if it does not.
 */
bool plain_fault(char out[static PLAIN_FAULT], struct span s);

#endif
