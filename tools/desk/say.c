/* say.c - what a person reads: sentences, and texts that leave no copy. */

#include "say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "text.h"

int
say_wrong(const char *format, ...)
{
	va_list ap;

	(void)fflush(stdout);
	(void)fputs("zegel-desk: ", stderr);
	va_start(ap, format);
	(void)vfprintf(stderr, format, ap);
	va_end(ap);
	(void)fputs(".\n", stderr);
	return 1;
}

int
say_failed(const char *doing, const char *what, enum err e)
{
	return say_wrong("%s %s: %s", doing, what, err_str(e));
}

void
say(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	(void)vfprintf(stdout, format, ap);
	va_end(ap);
	(void)fflush(stdout);
}

void
say_aside(const char *format, ...)
{
	va_list ap;

	(void)fflush(stdout);
	va_start(ap, format);
	(void)vfprintf(stderr, format, ap);
	va_end(ap);
}

void
say_bytes(struct span s)
{
	ssize_t n;

	(void)fflush(stdout);
	while (s.n > 0) {
		n = write(STDOUT_FILENO, s.p, s.n);
		if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			s.p += n;
			s.n -= (size_t)n;
		}
	}
}

/* What may not reach a screen as it is. */
static bool
unsafe(uint32_t c)
{
	return text_is_format(c) || c < ' ' || (c >= 0x7f && c < 0xa0);
}

/* "<U+202E>", no copy kept. */
static void
say_escaped(uint32_t c)
{
	char out[16];
	int n = snprintf(out, sizeof(out), "<U+%04X>", (unsigned)c);

	say_bytes((struct span){ (const uint8_t *)out, (size_t)n });
}

/* One character off ${r}; false at the end or where it is no text. */
static bool
say_char(struct reader *r)
{
	struct span at = { r->p, r->n };
	uint32_t c;

	if (r->n == 0)
		return false;
	c = text_char(r);
	if (r->bad)
		return false;
	at.n -= r->n;
	if (unsafe(c))
		say_escaped(c);
	else
		say_bytes(at);
	return true;
}

void
say_text(const char *margin, struct span text)
{
	struct reader r = { text.p, text.n, false };

	while (r.n > 0 && !r.bad) {
		const uint8_t *lf = memchr(r.p, '\n', r.n);
		size_t n = lf == NULL ? r.n : (size_t)(lf - r.p);
		struct reader line = { r.p, n, false };

		say_bytes(span_str(margin));
		while (say_char(&line))
			continue;
		say_bytes(span_str("\n"));
		(void)wire_bytes(&r, lf == NULL ? n : n + 1);
	}
}

void
say_snippet(struct span text, unsigned width)
{
	struct reader r = { text.p, text.n, false };

	for (; width > 0 && r.n > 0; width--) {
		if (*r.p == '\n') {
			(void)wire_u8(&r);
			say_bytes(span_str(" "));
		} else if (!say_char(&r)) {
			return;
		}
	}
	if (r.n > 0)
		say_bytes(span_str("..."));
}
