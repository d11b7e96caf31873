/* mem.c - memcpy(3), memmove(3) and memset(3) of the page's WebAssembly. */

#include <stddef.h>
#include <stdint.h>

/*
 * A newer C library compiles these to instructions that the first version of
 * WebAssembly does not have; the linker takes ours instead.  The compiler must
 * not turn these loops into calls of the same functions.
 */
#define PLAIN __attribute__((no_builtin("memcpy", "memmove", "memset")))

/* Eight bytes at any address. */
struct eight {
	uint64_t b;
} __attribute__((packed, may_alias));

void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);

/* Copy from the first byte to the last; an overlapping ${to} must be lower. */
PLAIN static void
forward(uint8_t *to, const uint8_t *from, size_t n)
{
	for (; n >= sizeof(struct eight); n -= sizeof(struct eight)) {
		*(struct eight *)(void *)to =
		    *(const struct eight *)(const void *)from;
		to += sizeof(struct eight);
		from += sizeof(struct eight);
	}
	while (n-- > 0)
		*to++ = *from++;
}

PLAIN void *
memcpy(void *restrict to, const void *restrict from, size_t n)
{
	forward(to, from, n);
	return to;
}

PLAIN void *
memmove(void *to, const void *from, size_t n)
{
	uint8_t *t = to;
	const uint8_t *f = from;

	if (t < f)
		forward(t, f, n);
	else
		while (n-- > 0)
			t[n] = f[n];
	return to;
}

PLAIN void *
memset(void *to, int byte, size_t n)
{
	uint8_t *t = to;
	const struct eight word = { (uint8_t)byte * 0x0101010101010101 };

	for (; n >= sizeof(struct eight); n -= sizeof(struct eight)) {
		*(struct eight *)(void *)t = word;
		t += sizeof(struct eight);
	}
	while (n-- > 0)
		*t++ = (uint8_t)byte;
	return to;
}
