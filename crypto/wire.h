/* wire.h - bounded readers and writers, through which untrusted bytes go. */

#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

/* Borrowed bytes, valid for as long as their owner keeps them. */
struct span {
	const uint8_t *p;
	size_t n;
};

/*
 * A reader reads the ${n} bytes at ${p} in order.  Errors are sticky: after
 * one short read, ${bad} is set, ${n} is 0, and every result is zero, empty
 * or NULL.
 */
struct reader {
	const uint8_t *p;
	size_t n;
	bool bad;
};

/* A writer fills ${cap} bytes at ${p}; after one failure it writes nothing. */
struct writer {
	uint8_t *p;
	size_t cap;
	size_t n;
	bool bad;
};

uint8_t wire_u8(struct reader *r);
uint16_t wire_u16(struct reader *r);
uint32_t wire_u32(struct reader *r);
uint64_t wire_u64(struct reader *r);

/* Borrow ${n} bytes; NULL (and bad) if there are fewer. */
const uint8_t *wire_bytes(struct reader *r, size_t n);
struct span wire_span(struct reader *r, size_t n);

/* Copy ${n} bytes to ${out}; zeros (and bad) if there are fewer. */
void wire_copy(struct reader *r, uint8_t *out, size_t n);

/* Read the eight bytes of ${magic}.  ERR_VERSION if only the last one differs,
 * and is a greater digit: a later form of the file; else ERR_FORMAT. */
MUST_USE enum err wire_magic(struct reader *r, const char *magic);

/* OK if every byte was read and none was missing, else ERR_FORMAT. */
MUST_USE enum err wire_end(const struct reader *r);

/*
 * wire_line(r):
 * Borrow the bytes up to the next LF, without the LF, and step past it.  Sets
 * ${r->bad} if there is no LF.
 */
struct span wire_line(struct reader *r);

void wire_put_u8(struct writer *w, uint8_t v);
void wire_put_u16(struct writer *w, uint16_t v);
void wire_put_u32(struct writer *w, uint32_t v);
void wire_put_u64(struct writer *w, uint64_t v);
void wire_put(struct writer *w, const void *p, size_t n);

/* Put ${s} without its NUL. */
void wire_put_str(struct writer *w, const char *s);

/* Put ${v} in decimal; put ${n} bytes of ${p} in lower-case hex or base64. */
void wire_put_decimal(struct writer *w, uint64_t v);
void wire_put_hex(struct writer *w, const uint8_t *p, size_t n);
void wire_put_base64(struct writer *w, const uint8_t *p, size_t n);

/*
 * Each of these reads one value that fills ${s} exactly, in its one permitted
 * form: decimal without leading zeros up to ${max}, ${n} bytes in lower-case
 * hex, or ${n} bytes in standard base64 with padding.  ERR_FORMAT otherwise;
 * ${out} is then zero.
 */
MUST_USE enum err span_decimal(uint64_t *out, struct span s, uint64_t max);
MUST_USE enum err span_hex(uint8_t *out, size_t n, struct span s);
MUST_USE enum err span_base64(uint8_t *out, size_t n, struct span s);

/* True if ${s} is ${text} exactly. */
bool span_is(struct span s, const char *text);

/* The bytes of ${text} without its NUL. */
struct span span_str(const char *text);

/*
 * span_word(s):
 * Remove the bytes up to the first space from the front of ${s}, and the space,
 * and return them without the space.  If there is no space, return all of ${s}
 * and leave ${s} empty.
 */
struct span span_word(struct span *s);

#endif
