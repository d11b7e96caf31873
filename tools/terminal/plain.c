/* plain.c - normalise text from files and pastes; say why it is refused. */

#include "terminal/plain.h"

#include <stdio.h>
#include <string.h>

#include "terminal/words.h"
#include "text.h"

enum {
	ESCAPE = 27,
};

static const uint8_t mark[] = { 0xef, 0xbb, 0xbf }; /* U+FEFF */

size_t
plain_make(uint8_t *p, size_t n)
{
	if (n >= sizeof(mark) && memcmp(p, mark, sizeof(mark)) == 0) {
		n -= sizeof(mark);
		memmove(p, p + sizeof(mark), n);
	}
	return text_normalise(p, n);
}

size_t
plain_lines(uint8_t *p, size_t n)
{
	size_t out = 0;

	n = plain_make(p, n);
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\n')
			while (out > 0 && p[out - 1] == ' ')
				out--;
		p[out++] = p[i];
	}
	while (out > 0 && (p[out - 1] == ' ' || p[out - 1] == '\n'))
		out--;
	if (out > 0)
		p[out++] = '\n';
	return out;
}

static bool
is_blank(uint8_t b)
{
	return b == ' ' || b == '\t' || b == '\r' || b == '\n';
}

struct span
plain_trim(struct span s)
{
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* True if ${s} has the mark, or every other byte is zero as in Latin text. */
static bool
is_utf16(struct span s)
{
	const uint8_t *p = s.p;

	if (s.n >= 2 && (p[0] ^ p[1]) == 1 && (p[0] & p[1]) == 0xfe)
		return true;
	return s.n >= 4 && (p[0] == 0) != (p[1] == 0) &&
	    (p[0] == 0) == (p[2] == 0) && (p[1] == 0) == (p[3] == 0);
}

static void
name(char out[static PLAIN_FAULT], size_t line, uint32_t c)
{
	if (c == ESCAPE)
		(void)snprintf(out, PLAIN_FAULT,
		    _("line %zu holds an arrow key, or another key that is no "
		      "character (U+%04X)"),
		    line, (unsigned)c);
	else
		(void)snprintf(out, PLAIN_FAULT,
		    _("line %zu holds a control character (U+%04X)"), line,
		    (unsigned)c);
}

bool
plain_fault(char out[static PLAIN_FAULT], struct span s)
{
	struct reader r = { s.p, s.n, false };
	size_t line = 1;

	if (is_utf16(s)) {
		(void)snprintf(out, PLAIN_FAULT, "%s",
		    _("it is saved as UTF-16"));
		return true;
	}
	while (r.n > 0) {
		uint8_t first = r.p[0];
		uint32_t c = text_char(&r);

		if (r.bad) {
			(void)snprintf(out, PLAIN_FAULT,
			    _("line %zu is not UTF-8 (byte 0x%02X)"), line,
			    first);
			return true;
		}
		if (c != '\n' && (c < ' ' || (c >= 0x7f && c < 0xa0))) {
			name(out, line, c);
			return true;
		}
		line += c == '\n';
	}
	return false;
}
