/* lines.c - read and write the lines of a note, "word value...". */

#include "lines.h"

#include <string.h>

#include "text.h"
#include "week.h"

struct lines
lines_begin(struct span text)
{
	return (struct lines){ { text.p, text.n, false }, { NULL, 0 }, text.p,
		false };
}

bool
lines_next(struct lines *l, const char *word)
{
	struct reader ahead = l->r;
	struct span line = wire_line(&ahead);
	struct span rest = line;

	if (l->bad || ahead.bad || !span_is(span_word(&rest), word))
		return false;
	/* the last line has an unread value, or this one ends in a space */
	if (l->rest.n != 0 || line.p[line.n - 1] == ' ') {
		l->bad = true;
		return false;
	}
	l->stop = l->r.p;
	l->r = ahead;
	l->rest = rest;
	return true;
}

void
lines_need(struct lines *l, const char *word)
{
	if (lines_next(l, word))
		return;
	if (!l->bad)
		l->stop = l->r.p;
	l->bad = true;
}

static struct span
value(struct lines *l)
{
	struct span none = { NULL, 0 };

	return l->bad ? none : span_word(&l->rest);
}

static void
check(struct lines *l, enum err e)
{
	if (e != OK)
		l->bad = true;
}

void
lines_hex(struct lines *l, uint8_t *out, size_t n)
{
	check(l, span_hex(out, n, value(l)));
}

void
lines_base64(struct lines *l, uint8_t *out, size_t n)
{
	check(l, span_base64(out, n, value(l)));
}

uint32_t
lines_decimal(struct lines *l, uint32_t least, uint32_t most)
{
	uint64_t v;

	check(l, span_decimal(&v, value(l), most));
	if (v < least)
		l->bad = true;
	return l->bad ? 0 : (uint32_t)v;
}

int32_t
lines_date(struct lines *l)
{
	int32_t day;

	check(l, date_parse(&day, value(l)));
	return day;
}

uint16_t
lines_week(struct lines *l)
{
	uint16_t week;

	check(l, week_parse(&week, value(l)));
	return week;
}

struct span
lines_key_name(struct lines *l)
{
	struct span s = value(l);

	if (!key_name_ok(s))
		l->bad = true;
	return s;
}

struct span
lines_lang(struct lines *l)
{
	struct span s = value(l);

	if (s.n < 2 || s.n > 3)
		l->bad = true;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'a' || s.p[i] > 'z')
			l->bad = true;
	return s;
}

struct span
lines_rest(struct lines *l)
{
	struct span s = l->rest;

	l->rest = (struct span){ NULL, 0 };
	check(l, name_check(s));
	return s;
}

bool
lines_more(const struct lines *l)
{
	return !l->bad && l->rest.n > 0;
}

size_t
lines_good(const struct lines *l, struct span text)
{
	const uint8_t *stop = l->bad || l->rest.n > 0 ? l->stop : l->r.p;

	return (size_t)(stop - text.p);
}

enum err
lines_end(const struct lines *l)
{
	if (l->bad || l->rest.n != 0)
		return ERR_FORMAT;
	return wire_end(&l->r);
}

struct span
lines_text(struct span lines, const char *word, const char *sub,
    const char *lang)
{
	struct reader r = { lines.p, lines.n, false };
	struct span any = { NULL, 0 };

	while (r.n > 0 && !r.bad) {
		struct span rest = wire_line(&r);
		struct span got;

		if (!span_is(span_word(&rest), word) ||
		    (sub != NULL && !span_is(span_word(&rest), sub)))
			continue;
		got = span_word(&rest);
		if (span_is(got, lang))
			return rest;
		if (any.n == 0)
			any = rest;
	}
	return any;
}

static void
put_word(struct writer *w, const char *word)
{
	wire_put_str(w, word);
	wire_put_u8(w, ' ');
}

void
lines_put_str(struct writer *w, const char *word, const char *text)
{
	put_word(w, word);
	wire_put_str(w, text);
	wire_put_u8(w, '\n');
}

void
lines_put_hex(struct writer *w, const char *word, const uint8_t *p, size_t n)
{
	put_word(w, word);
	wire_put_hex(w, p, n);
	wire_put_u8(w, '\n');
}

void
lines_put_decimal(struct writer *w, const char *word, uint64_t v)
{
	put_word(w, word);
	wire_put_decimal(w, v);
	wire_put_u8(w, '\n');
}

void
lines_put_date(struct writer *w, const char *word, int32_t day)
{
	char text[DATE_TEXT];

	date_print(text, day);
	lines_put_str(w, word, text);
}
