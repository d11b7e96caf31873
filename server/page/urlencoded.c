/* urlencoded.c - the urlencoded parser of the form lane. */

#include "page/urlencoded.h"

#include <string.h>

static int
hex_value(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decode ${r} up to ${stop} (dropped) or its end; bad for a bad escape. */
static struct span
decode(struct reader *r, struct writer *w, uint8_t stop)
{
	struct span s = { w->p + w->n, 0 };

	while (r->n > 0 && !r->bad) {
		uint8_t c = wire_u8(r);
		int hi, lo;

		if (c == stop)
			break;
		if (c == '+') {
			c = ' ';
		} else if (c == '%') {
			hi = hex_value(wire_u8(r));
			lo = hex_value(wire_u8(r));
			r->bad = r->bad || hi < 0 || lo < 0;
			if (r->bad)
				break;
			c = (uint8_t)(hi << 4 | lo);
		}
		wire_put_u8(w, c);
		s.n++;
	}
	r->bad = r->bad || w->bad;
	return s;
}

static const struct field *
find(const struct urlencoded *u, struct span name)
{
	for (size_t i = 0; i < u->n; i++)
		if (u->f[i].name.n == name.n &&
		    memcmp(u->f[i].name.p, name.p, name.n) == 0)
			return &u->f[i];
	return NULL;
}

enum err
urlencoded_parse(struct urlencoded *out, struct writer *w, struct span in)
{
	struct reader r = { in.p, in.n, false };

	out->n = 0;
	while (r.n > 0) {
		struct field f;
		struct reader pair = { r.p, 0, false };
		const uint8_t *end = memchr(r.p, '&', r.n);

		pair.n = end == NULL ? r.n : (size_t)(end - r.p);
		(void)wire_bytes(&r, pair.n + (end != NULL));
		if (pair.n == 0)
			continue;
		f.name = decode(&pair, w, '=');
		f.value = decode(&pair, w, '&');
		if (pair.bad || out->n == FIELDS_MAX ||
		    find(out, f.name) != NULL)
			return ERR_FORMAT;
		out->f[out->n++] = f;
	}
	return OK;
}

struct span
urlencoded_get(const struct urlencoded *u, const char *name)
{
	const struct field *got = u == NULL ? NULL : find(u, span_str(name));

	return got == NULL ? (struct span){ NULL, 0 } : got->value;
}

void
urlencoded_cut(struct urlencoded *u, const char *name, size_t n)
{
	for (size_t i = 0; i < u->n; i++)
		if (span_is(u->f[i].name, name) && u->f[i].value.n > n)
			u->f[i].value.n = n;
}

bool
urlencoded_is(const struct urlencoded *u, const char *name, const char *text)
{
	return span_is(urlencoded_get(u, name), text);
}
