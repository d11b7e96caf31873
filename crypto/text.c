/* text.c - check text and names: valid UTF-8 without control characters. */

#include "text.h"

#include <string.h>

#include "label.h"

/* Read ${n} continuation bytes into ${c}; false if one is invalid. */
static bool
continuation(struct reader *r, uint32_t *c, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		uint8_t b = wire_u8(r);

		if ((b & 0xc0) != 0x80)
			return false;
		*c = *c << 6 | (b & 0x3f);
	}
	return true;
}

uint32_t
text_char(struct reader *r)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	uint8_t b = wire_u8(r);
	uint32_t c = b;
	unsigned more = 0;

	if (b >= 0xf0)
		more = 3;
	else if (b >= 0xe0)
		more = 2;
	else if (b >= 0xc0)
		more = 1;
	else if (b >= 0x80)
		r->bad = true;
	if (b > 0xf4)
		r->bad = true;
	if (more > 0)
		c = b & (0x3fU >> more);
	if (r->bad || !continuation(r, &c, more) || c < least[more] ||
	    c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
		r->bad = true;
		return 0;
	}
	return c;
}

static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

/* True if eight bytes are all ASCII and no control character, 0x20 to 0x7e. */
static bool
eight_plain(const uint8_t p[static 8])
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	/* the lowest byte below 0x20 borrows, and 0x7f + 1 is 0x80 */
	return ((x | (x - ones * 0x20) | (x + ones)) & ones * 0x80) == 0;
}

/* Skip such characters: most texts are little else. */
static void
plain_skip(struct reader *r)
{
	size_t n = 0;

	while (n + 8 <= r->n && eight_plain(r->p + n))
		n += 8;
	while (n < r->n && r->p[n] >= 0x20 && r->p[n] < 0x7f)
		n++;
	(void)wire_bytes(r, n);
}

enum err
text_check(struct span s)
{
	struct reader r = { s.p, s.n, false };

	for (plain_skip(&r); r.n > 0; plain_skip(&r)) {
		uint32_t c = text_char(&r);

		if (r.bad || (is_control(c) && c != '\n'))
			return ERR_FORMAT;
	}
	return OK;
}

bool
text_is_format(uint32_t c)
{
	static const struct {
		uint32_t from;
		uint32_t to;
	} ranges[] = {
		{ 0xad, 0xad }, { 0x34f, 0x34f }, { 0x61c, 0x61c },
		{ 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
		{ 0x1d173, 0x1d17a },
		{ 0xe0000, 0xe0fff }, /* tags, an invisible alphabet */
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

enum err
name_check(struct span s)
{
	struct reader r = { s.p, s.n, false };
	uint32_t c = ' ';

	if (s.n == 0 || s.n > NAME_MAX_BYTES || s.p[0] == ' ')
		return ERR_FORMAT;
	while (r.n > 0) {
		c = text_char(&r);
		if (r.bad || is_control(c) || text_is_format(c))
			return ERR_FORMAT;
	}
	return c == ' ' ? ERR_FORMAT : OK;
}

size_t
text_normalise(uint8_t *p, size_t n)
{
	size_t out = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t b = p[i];

		if (b == '\r') {
			if (i + 1 < n && p[i + 1] == '\n')
				i++;
			b = '\n';
		} else if (b == '\t') {
			b = ' ';
		}
		p[out++] = b;
	}
	return out;
}

bool
key_name_ok(struct span s)
{
	if (s.n == 0 || s.n > KEY_NAME_MAX || s.p[0] < 'a' || s.p[0] > 'z')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		uint8_t b = s.p[i];

		if (!(b >= 'a' && b <= 'z') && !(b >= '0' && b <= '9') &&
		    b != '.' && b != '-')
			return false;
	}
	return true;
}
