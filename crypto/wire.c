/* wire.c - bounded readers and writers, through which untrusted bytes go. */

#include "wire.h"

#include <string.h>

#include <sodium.h>

const uint8_t *
wire_bytes(struct reader *r, size_t n)
{
	const uint8_t *p = r->p;

	if (r->bad || n > r->n) {
		r->bad = true;
		r->n = 0; /* ends a loop that runs while bytes are left */
		return NULL;
	}
	if (n > 0) {
		r->p += n;
		r->n -= n;
	}
	return p;
}

static uint64_t
read_be(struct reader *r, size_t n)
{
	const uint8_t *p = wire_bytes(r, n);
	uint64_t v = 0;

	if (p == NULL)
		return 0;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

uint8_t
wire_u8(struct reader *r)
{
	return (uint8_t)read_be(r, 1);
}

uint16_t
wire_u16(struct reader *r)
{
	return (uint16_t)read_be(r, 2);
}

uint32_t
wire_u32(struct reader *r)
{
	return (uint32_t)read_be(r, 4);
}

uint64_t
wire_u64(struct reader *r)
{
	return read_be(r, 8);
}

struct span
wire_span(struct reader *r, size_t n)
{
	const uint8_t *p = wire_bytes(r, n);

	return (struct span){ p, p == NULL ? 0 : n };
}

void
wire_copy(struct reader *r, uint8_t *out, size_t n)
{
	const uint8_t *p = wire_bytes(r, n);

	if (p == NULL)
		memset(out, 0, n);
	else
		memcpy(out, p, n);
}

enum err
wire_magic(struct reader *r, const char *magic)
{
	const uint8_t *m = wire_bytes(r, 8);

	if (m == NULL || memcmp(m, magic, 7) != 0)
		return ERR_FORMAT;
	if (memcmp(m + 7, magic + 7, 1) == 0)
		return OK;
	return m[7] > (uint8_t)magic[7] && m[7] <= '9' ? ERR_VERSION
						       : ERR_FORMAT;
}

enum err
wire_end(const struct reader *r)
{
	return r->bad || r->n != 0 ? ERR_FORMAT : OK;
}

struct span
wire_line(struct reader *r)
{
	const uint8_t *lf;
	struct span s = { NULL, 0 };

	lf = r->bad || r->n == 0 ? NULL : memchr(r->p, '\n', r->n);
	if (lf == NULL) {
		r->bad = true;
		r->n = 0;
		return s;
	}
	s = wire_span(r, (size_t)(lf - r->p));
	(void)wire_u8(r);
	return s;
}

void
wire_put(struct writer *w, const void *p, size_t n)
{
	if (w->bad || n > w->cap - w->n) {
		w->bad = true;
		return;
	}
	if (n > 0)
		memcpy(w->p + w->n, p, n);
	w->n += n;
}

static void
put_be(struct writer *w, uint64_t v, size_t n)
{
	uint8_t b[8];

	for (size_t i = 0; i < n; i++)
		b[i] = (uint8_t)(v >> (8 * (n - 1 - i)));
	wire_put(w, b, n);
}

void
wire_put_u8(struct writer *w, uint8_t v)
{
	put_be(w, v, 1);
}

void
wire_put_u16(struct writer *w, uint16_t v)
{
	put_be(w, v, 2);
}

void
wire_put_u32(struct writer *w, uint32_t v)
{
	put_be(w, v, 4);
}

void
wire_put_u64(struct writer *w, uint64_t v)
{
	put_be(w, v, 8);
}

void
wire_put_str(struct writer *w, const char *s)
{
	wire_put(w, s, strlen(s));
}

void
wire_put_decimal(struct writer *w, uint64_t v)
{
	char digits[20];
	size_t i = sizeof(digits);

	do {
		digits[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v > 0);
	wire_put(w, digits + i, sizeof(digits) - i);
}

void
wire_put_hex(struct writer *w, const uint8_t *p, size_t n)
{
	char pair[3];

	for (size_t i = 0; i < n; i++) {
		sodium_bin2hex(pair, sizeof(pair), p + i, 1);
		wire_put(w, pair, 2);
	}
}

void
wire_put_base64(struct writer *w, const uint8_t *p, size_t n)
{
	char four[5];

	for (size_t i = 0; i < n; i += 3) {
		sodium_bin2base64(four, sizeof(four), p + i,
		    n - i < 3 ? n - i : 3, sodium_base64_VARIANT_ORIGINAL);
		wire_put(w, four, 4);
	}
}

enum err
span_decimal(uint64_t *out, struct span s, uint64_t max)
{
	uint64_t v = 0;

	*out = 0;
	if (s.n == 0 || s.n > 19 || (s.n > 1 && s.p[0] == '0'))
		return ERR_FORMAT;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return ERR_FORMAT;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	if (v > max)
		return ERR_FORMAT;
	*out = v;
	return OK;
}

enum err
span_hex(uint8_t *out, size_t n, struct span s)
{
	size_t got = 0;

	memset(out, 0, n);
	if (s.n != 2 * n)
		return ERR_FORMAT;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'F')
			return ERR_FORMAT;
	if (sodium_hex2bin(out, n, (const char *)s.p, s.n, NULL, &got, NULL) ==
		0 &&
	    got == n)
		return OK;
	memset(out, 0, n);
	return ERR_FORMAT;
}

enum err
span_base64(uint8_t *out, size_t n, struct span s)
{
	size_t got = 0;

	memset(out, 0, n);
	if (s.n != (n + 2) / 3 * 4)
		return ERR_FORMAT;
	/* libsodium refuses dirty padding bits, missing and extra padding */
	if (sodium_base642bin(out, n, (const char *)s.p, s.n, NULL, &got, NULL,
		sodium_base64_VARIANT_ORIGINAL) == 0 &&
	    got == n)
		return OK;
	memset(out, 0, n);
	return ERR_FORMAT;
}

bool
span_is(struct span s, const char *text)
{
	return s.n == strlen(text) && (s.n == 0 || memcmp(s.p, text, s.n) == 0);
}

struct span
span_str(const char *text)
{
	return (struct span){ (const uint8_t *)text, strlen(text) };
}

struct span
span_word(struct span *s)
{
	const uint8_t *sp = s->n == 0 ? NULL : memchr(s->p, ' ', s->n);
	struct span word = *s;

	if (sp == NULL) {
		*s = (struct span){ NULL, 0 };
		return word;
	}
	word.n = (size_t)(sp - s->p);
	s->p = sp + 1;
	s->n -= word.n + 1;
	return word;
}
