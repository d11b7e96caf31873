/* foreign.c - show untrusted text on a terminal without its side effects. */

#include "terminal/foreign.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/joiner.h"
#include "terminal/screen.h"
#include "terminal/words.h"
#include "text.h"

enum {
	ESCAPED = 16, /* room for a character that is spelt out */
	PIECE = 1024,
};

/* One character of a text, and the bytes that show it on a screen. */
struct shown {
	struct span as; /* the character's own bytes, or ${room} */
	uint32_t c;
	bool spelt; /* spelt out in ${room} */
	char room[ESCAPED];
};

/* Reads a text character by character and remembers the previous one. */
struct looker {
	struct reader r;
	struct joiner before;
};

static struct looker
look(struct span s)
{
	return (struct looker){ { s.p, s.n, false }, { 0 } };
}

static bool
is_control(uint32_t c)
{
	return c < ' ' || (c >= 0x7f && c < 0xa0);
}

/* Spell out ${c}, which may be secret: only ${out} keeps a copy. */
static void
spell(struct shown *out, const char *mark, uint32_t c)
{
	int n = snprintf(out->room, ESCAPED, "<%s%0*X>", mark,
	    *mark == 'U' ? 4 : 2, (unsigned)c);

	out->spelt = true;
	out->as =
	    (struct span){ (const uint8_t *)out->room, n < 0 ? 0 : (size_t)n };
}

/* Read the next character; false at the end.  ${out} may point into itself. */
static bool
look_next(struct shown *out, struct looker *l)
{
	struct reader was = l->r;
	struct reader ahead;
	uint32_t next = 0;

	if (was.n == 0)
		return false;
	out->spelt = false;
	out->c = text_char(&l->r);
	if (l->r.bad) { /* not UTF-8: spell out this byte alone */
		l->r = (struct reader){ was.p + 1, was.n - 1, false };
		l->before.before = 0;
		spell(out, "0x", was.p[0]);
		return true;
	}
	out->as = (struct span){ was.p, (size_t)(l->r.p - was.p) };
	ahead = l->r;
	if (ahead.n > 0)
		next = text_char(&ahead);
	if (!joiner_pass(&l->before, out->c, next) &&
	    (text_is_format(out->c) || joiner_selects(out->c) ||
		is_control(out->c)))
		spell(out, "U+", out->c);
	return true;
}

/*
 * The front of ${s} that fits into ${columns}; ${s} has no LF.  If not all of
 * it fits, break after the last space, else anywhere.  At least one character.
 */
static struct span
line_fit(struct span s, size_t columns)
{
	struct looker l = look(s);
	struct shown now;
	size_t fit = 0;
	size_t word = 0; /* the part that ends in a space */
	size_t wide = 0;

	while (look_next(&now, &l)) {
		wide += now.spelt ? now.as.n : screen_width(now.c);
		if (wide > columns && fit > 0)
			return (struct span){ s.p, word > 0 ? word : fit };
		fit = (size_t)(l.r.p - s.p);
		if (now.c == ' ')
			word = fit;
	}
	return s;
}

/* Pass ${s} to ${put}, with unsafe characters spelt out. */
static void
shown_put(struct span s, void (*put)(struct span, void *), void *arg)
{
	struct looker l = look(s);
	struct shown now;
	const uint8_t *from = s.p; /* not yet put */
	const uint8_t *at = s.p;

	while (look_next(&now, &l)) {
		if (now.spelt) {
			put((struct span){ from, (size_t)(at - from) }, arg);
			put(now.as, arg);
			from = l.r.p;
		}
		at = l.r.p;
	}
	put((struct span){ from, (size_t)(at - from) }, arg);
}

static void
on_screen(struct span s, void *arg)
{
	(void)arg;
	screen_put(s);
}

/* ${s} without its first ${n} bytes. */
static struct span
span_after(struct span s, size_t n)
{
	return (struct span){ s.p + n, s.n - n };
}

/* The first line of ${s}, without its LF. */
static struct span
line_of(struct span s)
{
	const uint8_t *lf = memchr(s.p, '\n', s.n);

	return lf == NULL ? s : (struct span){ s.p, (size_t)(lf - s.p) };
}

void
foreign_text(const char *margin, struct span text)
{
	size_t columns = screen_columns();
	size_t room = columns > strlen(margin) ? columns - strlen(margin) : 1;

	while (text.n > 0) {
		struct span line = line_of(text);
		struct span fits = line_fit(line, room);

		screen_put(span_str(margin));
		shown_put(fits, on_screen, NULL);
		screen_put(span_str("\n"));
		text = span_after(text, fits.n);
		if (fits.n == line.n && text.n > 0)
			text = span_after(text, 1);
	}
}

void
foreign_snippet(struct span text, size_t columns)
{
	struct span fits;

	while (text.n > 0 &&
	    (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' '))
		text.n--;
	/* skip empty lines */
	while (text.n > 0 && *text.p == '\n')
		text = span_after(text, 1);
	fits = line_fit(line_of(text), columns);
	shown_put(fits, on_screen, NULL);
	if (fits.n < text.n)
		screen_put(span_str("..."));
}

void
foreign_words(struct span text)
{
	shown_put(text, on_screen, NULL);
}

/* Collects a message for one write, so that no other output splits it. */
struct piece {
	size_t n;
	uint8_t b[PIECE];
};

static void
piece_end(struct piece *p)
{
	(void)screen_aside((struct span){ p->b, p->n });
	p->n = 0;
}

static void
piece_put(struct span s, void *arg)
{
	struct piece *p = arg;

	while (s.n > 0) {
		size_t n = s.n < PIECE - p->n ? s.n : PIECE - p->n;

		memcpy(p->b + p->n, s.p, n);
		p->n += n;
		s = span_after(s, n);
		if (p->n == PIECE)
			piece_end(p);
	}
}

static void
lines_put(struct piece *p, struct span s)
{
	while (s.n > 0) {
		struct span line = line_of(s);

		shown_put(line, piece_put, p);
		s = span_after(s, line.n);
		if (s.n > 0) {
			piece_put(span_str("\n"), p);
			s = span_after(s, 1);
		}
	}
}

void
foreign_error(const char *format, ...)
{
	struct piece p = { 0 };
	char *s = NULL;
	va_list ap;

	(void)screen_sent(); /* earlier output must come first */
	va_start(ap, format);
	if (vasprintf(&s, format, ap) < 0)
		s = NULL;
	va_end(ap);
	lines_put(&p,
	    span_str(s == NULL ? _("there is not enough memory") : s));
	if (s == NULL)
		lines_put(&p, span_str("\n"));
	piece_end(&p);
	free(s);
}
