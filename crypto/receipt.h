/* receipt.h - the 24 digits that a tipster keeps. */

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
 * Read what a person typed or pasted: 24 digits (ASCII, U+0660.., U+06F0..,
 * full width), with any other characters between and around them.  ERR_FORMAT
 * for another number of digits, or for what is not UTF-8; ERR_CHECK for a
 * typing error.  Source: PROTOCOL.md, "Receipt and thread".
 */
MUST_USE enum err receipt_parse(struct receipt *r, const char *in, size_t n);

/*
 * receipt_find(r, text):
 * True if a valid receipt stands anywhere in ${text}, which ${r} then holds:
 * whole groups of digits, 24 in all, with nothing between the groups but line
 * ends, punctuation of ASCII, spaces, dots, dashes and format characters.  A
 * text that is not UTF-8 is searched up to its first fault.
 */
MUST_USE bool receipt_find(struct receipt *r, struct span text);

/* Write six groups of four with spaces between, and a NUL. */
void receipt_print(char out[static RECEIPT_TEXT], const struct receipt *r);

/*
 * receipt_root(root, r, service):
 * Stretch ${r} to the secret that all its threads grow from: 4,097 hashes.
 * Source: PROTOCOL.md, "Receipt and thread".  Vectors: receipt-*.
 */
void receipt_root(struct root *root, const struct receipt *r,
    const struct service_id *service);

/*
 * receipt_root() in slices, for a machine on which it takes a second: first
 * receipt_begin(), then the steps 1 to STRETCH_STEPS, each once, in order.
 */
void receipt_begin(struct root *root, const struct receipt *r,
    const struct service_id *service);
void receipt_stretch(struct root *root, uint32_t from, uint32_t to);

#endif
