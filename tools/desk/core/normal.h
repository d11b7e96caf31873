/* normal.h - Unicode's normal forms NFD and NFC, of a text that is secret. */

#ifndef NORMAL_H
#define NORMAL_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "label.h"
#include "secret.h"
#include "wire.h"

enum {
	NORMAL_PARTS = 32, /* of one character, in the library */
	/* two bytes of UTF-8 become three characters at most */
	NORMAL_MAX = PASSPHRASE_MAX / 2 * 3 + NORMAL_PARTS,
};

/*
 * A text as characters, and all memory that the work on it takes.  Keep it in
 * memory of locked_new(): libunistring's own u8_normalize() is not used because
 * it may allocate, and wipes nothing.
 */
struct normal {
	size_t n;
	uint32_t c[NORMAL_MAX];
	uint32_t part[NORMAL_PARTS];
	uint8_t out[PASSPHRASE_MAX];
};
WIPE_FUNCTION(normal);

/*
 * normal_read(t, s):
 * Make ${t} the NFD of ${s}: each letter, and behind it its accents in their
 * order.  ERR_FORMAT if ${s} is not UTF-8; ERR_TOO_LONG if ${t} has no room,
 * which it has for PASSPHRASE_MAX bytes.
 */
MUST_USE enum err normal_read(struct normal *t, struct span s);

/* Make the NFC of the NFD: letter and accent become one character. */
void normal_compose(struct normal *t);

/* ${t} in UTF-8, in its own memory; empty if over PASSPHRASE_MAX bytes. */
struct span normal_utf8(struct normal *t);

#endif
