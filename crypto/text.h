/* text.h - check text and names: valid UTF-8 without control characters. */

#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "wire.h"

/* Read one UTF-8 character from ${r}; sets ${r->bad} if it is invalid. */
uint32_t text_char(struct reader *r);

/*
 * text_check(s):
 * OK if ${s} is UTF-8 without surrogates or overlong forms, and holds no C0
 * control but LF, no DEL and no C1; else ERR_FORMAT.
 */
MUST_USE enum err text_check(struct span s);

/* The same for a name on one line of a note: also no LF, no format characters,
 * 1 to 200 bytes, no space at either end. */
MUST_USE enum err name_check(struct span s);

/* True for a format character, such as bidi controls, zero width or BOM. */
bool text_is_format(uint32_t c);

/*
 * text_normalise(p, n):
 * Change CRLF and CR to LF and TAB to a space in the ${n} bytes at ${p}.
 * Returns the new length.
 */
size_t text_normalise(uint8_t *p, size_t n);

/* True for a key name: [a-z][a-z0-9.-]*, 1 to 32 bytes. */
bool key_name_ok(struct span s);

#endif
