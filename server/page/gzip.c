/* gzip.c - write a gzip file, padded to a given size. */

#include "page/gzip.h"

#include <stdlib.h>

#include <zlib.h>

enum {
	HEAD_SIZE = 10,
	EXTRA_SIZE = 6, /* bytes of an empty extra field */
	TAIL_SIZE = 8,
	EXTRA_FLAG = 4,
	UNIX = 3,
	HARD = 2, /* best compression */
};

/* Deflate ${in} into the ${n} bytes at ${to}; ${out} is the result. */
static enum err
deflated(struct span *out, uint8_t *to, size_t n, struct span in)
{
	z_stream z = { .avail_in = (uInt)in.n, .avail_out = (uInt)n };
	union {
		const uint8_t *in;
		Bytef *out; /* zlib only reads it, despite its type */
	} from = { in.p };
	int rc;

	z.next_in = from.out;
	z.next_out = to;
	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9,
		Z_DEFAULT_STRATEGY) != Z_OK)
		return ERR_MEMORY;
	rc = deflate(&z, Z_FINISH);
	*out = (struct span){ to, z.total_out };
	deflateEnd(&z);
	return rc == Z_STREAM_END ? OK : ERR_TOO_LONG;
}

static void
put_u16(struct writer *w, size_t v)
{
	wire_put_u8(w, (uint8_t)v);
	wire_put_u8(w, (uint8_t)(v >> 8));
}

static void
put_u32(struct writer *w, size_t v)
{
	put_u16(w, v);
	put_u16(w, v >> 16);
}

/* RFC 1952, with ${fill} bytes of an extra field "ZP" of zeros. */
static void
put_file(struct writer *w, struct span in, struct span packed, size_t fill)
{
	wire_put_u8(w, 0x1f);
	wire_put_u8(w, 0x8b);
	wire_put_u8(w, Z_DEFLATED);
	wire_put_u8(w, fill > 0 ? EXTRA_FLAG : 0);
	put_u32(w, 0); /* no time */
	wire_put_u8(w, HARD);
	wire_put_u8(w, UNIX);
	if (fill > 0) {
		put_u16(w, fill - 2);
		wire_put_str(w, "ZP");
		put_u16(w, fill - EXTRA_SIZE);
		for (size_t i = EXTRA_SIZE; i < fill; i++)
			wire_put_u8(w, 0);
	}
	wire_put(w, packed.p, packed.n);
	put_u32(w, crc32(0, in.p, (uInt)in.n));
	put_u32(w, in.n);
}

enum err
gzip_put(struct writer *w, struct span in, size_t size)
{
	size_t n = compressBound((uLong)in.n) + TAIL_SIZE;
	uint8_t *to = malloc(n);
	struct span packed = { NULL, 0 };
	size_t fill = 0;
	enum err e;

	if (to == NULL)
		return ERR_MEMORY;
	e = deflated(&packed, to, n, in);
	n = HEAD_SIZE + packed.n + TAIL_SIZE;
	if (size > n) /* an extra field has a minimum size */
		fill = size - n < EXTRA_SIZE ? EXTRA_SIZE : size - n;
	if (e == OK && fill > UINT16_MAX)
		e = ERR_TOO_LONG;
	if (e == OK)
		put_file(w, in, packed, fill);
	free(to);
	return e == OK && w->bad ? ERR_TOO_LONG : e;
}
