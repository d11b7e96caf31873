/* say.c - what a person reads: sentences, and texts that leave no copy. */

#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "screen.h"
#include "text.h"

enum {
	ESCAPED = 16, /* room for one that is spelt out */
};

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

/* What may not reach a screen as it is. */
static bool
unsafe(uint32_t c)
{
	return text_is_format(c) || c < ' ' || (c >= 0x7f && c < 0xa0);
}

/* "<U+202E>", no copy kept; returns how wide it is. */
static size_t
escaped(char out[static ESCAPED], uint32_t c)
{
	int n = snprintf(out, ESCAPED, "<U+%04X>", (unsigned)c);

	return n < 0 ? 0 : (size_t)n;
}

/*
 * What fits into ${columns} off the front of ${s}, which has no LF: up to the
 * last space if there is more, else cut; at least one character.  What is no
 * text ends it.
 */
static struct span
line_fit(struct span s, size_t columns)
{
	struct reader r = { s.p, s.n, false };
	char out[ESCAPED];
	size_t fit = 0;
	size_t word = 0; /* what ends in a space */
	size_t wide = 0;

	while (r.n > 0) {
		uint32_t c = text_char(&r);

		if (r.bad)
			return (struct span){ s.p, fit };
		wide += unsafe(c) ? escaped(out, c) : screen_width(c);
		if (wide > columns && fit > 0)
			return (struct span){ s.p, word > 0 ? word : fit };
		fit = (size_t)(r.p - s.p);
		if (c == ' ')
			word = fit;
	}
	return s;
}

/* One line as it may reach a screen. */
static void
line_put(struct span s)
{
	struct reader r = { s.p, s.n, false };
	const uint8_t *from = s.p; /* not yet written */
	char out[ESCAPED];

	while (r.n > 0) {
		const uint8_t *at = r.p;
		uint32_t c = text_char(&r);

		if (!unsafe(c))
			continue;
		screen_put((struct span){ from, (size_t)(at - from) });
		screen_put(
		    (struct span){ (const uint8_t *)out, escaped(out, c) });
		from = r.p;
	}
	screen_put((struct span){ from, (size_t)(r.p - from) });
}

/* Without the ${n} bytes in front. */
static struct span
span_after(struct span s, size_t n)
{
	return (struct span){ s.p + n, s.n - n };
}

/* Up to an LF. */
static struct span
line_of(struct span s)
{
	const uint8_t *lf = memchr(s.p, '\n', s.n);

	return lf == NULL ? s : (struct span){ s.p, (size_t)(lf - s.p) };
}

void
say_text(const char *margin, struct span text)
{
	size_t columns = screen_columns();
	size_t room = columns > strlen(margin) ? columns - strlen(margin) : 1;

	while (text.n > 0) {
		struct span line = line_of(text);
		struct span fits = line_fit(line, room);

		screen_put(span_str(margin));
		line_put(fits);
		screen_put(span_str("\n"));
		if (fits.n == 0 && line.n > 0)
			return; /* no text */
		text = span_after(text, fits.n);
		if (fits.n == line.n && text.n > 0)
			text = span_after(text, 1);
	}
}

void
say_snippet(struct span text, size_t columns)
{
	struct span fits;

	while (text.n > 0 &&
	    (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' '))
		text.n--;
	/* the first line with something in it */
	while (text.n > 0 && *text.p == '\n')
		text = span_after(text, 1);
	fits = line_fit(line_of(text), columns);
	line_put(fits);
	if (fits.n < text.n)
		screen_put(span_str("..."));
}
