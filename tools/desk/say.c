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

/*
 * At most ${most} characters off the front of ${s}, ended by LF or by what is
 * no text; what may not reach a screen is spelt out.  Returns the rest.
 */
static struct span
say_line(struct span s, size_t most)
{
	struct reader r = { s.p, s.n, false };
	const uint8_t *from = s.p; /* not yet written */

	for (; most > 0 && r.n > 0 && *r.p != '\n'; most--) {
		const uint8_t *at = r.p;
		uint32_t c = text_char(&r);

		if (r.bad)
			return (struct span){ s.p + s.n, 0 };
		if (!unsafe(c))
			continue;
		say_bytes((struct span){ from, (size_t)(at - from) });
		say_escaped(c);
		from = r.p;
	}
	say_bytes((struct span){ from, (size_t)(r.p - from) });
	return (struct span){ r.p, r.n };
}

void
say_text(const char *margin, struct span text)
{
	while (text.n > 0) {
		say_bytes(span_str(margin));
		text = say_line(text, SIZE_MAX);
		say_bytes(span_str("\n"));
		if (text.n > 0)
			text = (struct span){ text.p + 1, text.n - 1 };
	}
}

void
say_snippet(struct span text, unsigned width)
{
	struct span line = text;

	while (line.n > 0 &&
	    (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == ' '))
		line.n--;
	/* the first line with something in it */
	while (line.n > 0 && *line.p == '\n')
		line = (struct span){ line.p + 1, line.n - 1 };
	line = say_line(line, width);
	if (line.n > 0)
		say_bytes(span_str("..."));
}
