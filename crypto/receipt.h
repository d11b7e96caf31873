/* receipt.h - draw, parse, find and stretch the 24 digits a tipster keeps. */

#ifndef RECEIPT_H
#define RECEIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "label.h"
#include "secret.h"
#include "wire.h"

PUBLIC_TYPE(service_id, 32);
SECRET_TYPE(receipt, RECEIPT_DIGITS); /* ASCII digits, no NUL */
SECRET_TYPE(root, 32);

/* Draw a receipt: 22 uniform digits and two check digits. */
void receipt_draw(struct receipt *r);

/*
 * receipt_parse(r, in, n):
 * Read a receipt from the ${n} bytes that a person typed or pasted: 24 digits
 * (ASCII, U+0660.., U+06F0.., full width), with any other characters between
 * and around them.  ERR_FORMAT for another number of digits or invalid UTF-8;
 * ERR_CHECK for wrong check digits; ${r} is then zeroed.
 * Source: PROTOCOL.md, "Receipt and thread".
 */
MUST_USE enum err receipt_parse(struct receipt *r, const char *in, size_t n);

/*
 * receipt_find(r, text):
 * True if ${text} contains a valid receipt; ${r} then holds the first one.  It
 * consists of whole groups of digits, 24 in all, with only line ends, ASCII
 * punctuation, spaces, dots, dashes and format characters between the groups.
 * Text that is not UTF-8 is searched up to its first invalid byte.
 */
MUST_USE bool receipt_find(struct receipt *r, struct span text);

/* Write six groups of four with spaces between, and a NUL. */
void receipt_print(char out[static RECEIPT_TEXT], const struct receipt *r);

/*
 * receipt_root(root, r, service):
 * Stretch ${r} to the secret from which all its threads derive: 4,097 hashes.
 * Source: PROTOCOL.md, "Receipt and thread".  Vectors: receipt-*.
 */
void receipt_root(struct root *root, const struct receipt *r,
    const struct service_id *service);

/*
 * receipt_root() in slices, for a machine on which it takes a second.  Call
 * receipt_begin(), then receipt_stretch() for the steps 1 to STRETCH_STEPS,
 * ${from} to ${to} inclusive, each step once and in order.
 */
void receipt_begin(struct root *root, const struct receipt *r,
    const struct service_id *service);
void receipt_stretch(struct root *root, uint32_t from, uint32_t to);

#endif
