/* unzip.h - unpacks a gzip file, as a browser does. */

#ifndef SERVER_UNZIP_H
#define SERVER_UNZIP_H

#include "rows.h"

#include <zlib.h>

#include "wire.h"

/* Unpack all of ${in} to ${out}, with a NUL. */
static inline void
gunzip(char *out, size_t size, struct span in)
{
	z_stream z = { .avail_in = (uInt)in.n, .avail_out = (uInt)size - 1 };
	union {
		const uint8_t *in;
		Bytef *out; /* zlib only reads it */
	} from = { in.p };

	z.next_in = from.out;
	z.next_out = (Bytef *)out;
	assert_int_equal(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.avail_in, 0);
	out[z.total_out] = '\0';
	inflateEnd(&z);
}

#endif
