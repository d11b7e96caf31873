/* utf8.h - any code point as UTF-8, also one that is no character. */

#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>
#include <stdint.h>

/* UTF-8 of ${c}, by the table in RFC 3629; its length. */
static inline size_t
utf8(uint8_t out[static 4], uint32_t c)
{
	const uint8_t low[3] = { (uint8_t)(0x80 | (c & 63)),
		(uint8_t)(0x80 | (c >> 6 & 63)),
		(uint8_t)(0x80 | (c >> 12 & 63)) };
	const size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const uint32_t lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	out[0] = (uint8_t)(lead[n] | c >> 6 * (n - 1));
	for (size_t i = 1; i < n; i++)
		out[i] = low[n - 1 - i];
	return n;
}

#endif
