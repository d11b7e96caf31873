/* gap.c - finds a text of the directory that a language lacks. */

#include "gap.h"

#include <string.h>

/* What a line is about, and its language; false at the end. */
static bool
line_next(struct reader *r, struct gap_line *line, struct span *lang)
{
	struct span rest;

	if (r->n == 0)
		return false;
	rest = wire_line(r);
	line->word = span_word(&rest);
	line->sub = (struct span){ NULL, 0 };
	if (span_is(line->word, "region") || span_is(line->word, "card"))
		line->sub = span_word(&rest);
	*lang = span_word(&rest);
	return !r->bad;
}

static bool
same(struct span a, struct span b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* How many of ${lines} are about the same as ${want}, in ${lang}. */
static unsigned
said(struct span lines, const struct gap_line *want, struct span lang)
{
	struct reader r = { lines.p, lines.n, false };
	struct gap_line line;
	struct span in;
	unsigned n = 0;

	while (line_next(&r, &line, &in))
		n += same(in, lang) && same(line.word, want->word) &&
		    same(line.sub, want->sub);
	return n;
}

/* Find the first line that ${code} has less often than another language. */
static bool
block_gap(struct gap_line *out, struct span lines, const char *code)
{
	struct reader r = { lines.p, lines.n, false };
	struct span lang;

	while (line_next(&r, out, &lang))
		if (said(lines, out, span_str(code)) < said(lines, out, lang))
			return true;
	return false;
}

bool
gap_find(struct gap_line *out, const struct directory *d, const char *lang)
{
	*out = (struct gap_line){ .desk = NULL };
	if (block_gap(out, d->lines, lang))
		return true;
	for (size_t i = 0; i < d->desks; i++) {
		out->desk = &d->holder[i];
		if (block_gap(out, d->holder[i].lines, lang))
			return true;
	}
	return false;
}
