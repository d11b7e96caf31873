/* draft.c - reads a draft of the directory, and names the line that is wrong.
 */

#include "core/draft.h"

#include <string.h>

#include "gap.h"
#include "text.h"

static const uint8_t mark[] = { 0xef, 0xbb, 0xbf }; /* U+FEFF */

/* Without an office program's signs: see text_normalise(). */
static void
normalise(struct file *f)
{
	size_t out = 0;

	if (f->n >= sizeof(mark) && memcmp(f->p, mark, sizeof(mark)) == 0) {
		f->n -= sizeof(mark);
		memmove(f->p, f->p + sizeof(mark), f->n);
	}
	f->n = text_normalise(f->p, f->n);
	for (size_t i = 0; i < f->n; i++) {
		if (f->p[i] == '\n')
			while (out > 0 && f->p[out - 1] == ' ')
				out--;
		f->p[out++] = f->p[i];
	}
	while (out > 0 && (f->p[out - 1] == ' ' || f->p[out - 1] == '\n'))
		out--;
	/* file_read() leaves room for one byte more */
	if (out > 0)
		f->p[out++] = '\n';
	f->n = out;
}

/* The fault ${f} at byte ${at}: the number of its line, and its text. */
static enum fault
line_fault(struct detail *why, enum fault f, struct span text, size_t at)
{
	struct reader r = { text.p, text.n, false };
	struct span line = { NULL, 0 };
	uint32_t n = 0;

	while (r.n > 0 && (size_t)(r.p - text.p) <= at) {
		line = wire_line(&r);
		n++;
	}
	(void)fault_number(why, f, n);
	if (line.n >= sizeof(why->text))
		line.n = sizeof(why->text) - 1;
	if (line.n > 0)
		memcpy(why->text, line.p, line.n);
	return f;
}

/* Where ${text} is no plain text; ${text.n}: nowhere. */
static size_t
text_good(struct span text)
{
	struct reader r = { text.p, text.n, false };
	const uint8_t *before;

	while (r.n > 0) {
		uint32_t c;

		before = r.p;
		c = text_char(&r);
		if (r.bad ||
		    (c != '\n' && (c < ' ' || (c >= 0x7f && c < 0xa0))))
			return (size_t)(before - text.p);
	}
	return text.n;
}

/* A line that Dutch or English lacks: "desk north: title nl". */
static enum fault
languages_check(const struct directory *d, struct detail *why)
{
	static const char *const always[] = { "nl", "en" };
	struct gap_line gap;
	struct writer w = { (uint8_t *)why->text, sizeof(why->text) - 1, 0,
		false };

	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
		if (!gap_find(&gap, d, always[i]))
			continue;
		(void)fault_plain(why, FAULT_DRAFT_LANGUAGE);
		if (gap.desk != NULL) {
			wire_put_str(&w, gap.desk->ik.name);
			wire_put_str(&w, ": ");
		}
		wire_put(&w, gap.word.p, gap.word.n);
		wire_put_str(&w, " ");
		wire_put(&w, gap.sub.p, gap.sub.n);
		wire_put_str(&w, gap.sub.n > 0 ? " " : "");
		wire_put_str(&w, always[i]);
		return FAULT_DRAFT_LANGUAGE;
	}
	return FAULT_NONE;
}

enum fault
draft_parse(struct directory *d, struct file *f, struct detail *why)
{
	struct span text;
	size_t good;

	normalise(f);
	text = file_span(f);
	good = text_good(text);
	if (good < text.n)
		return line_fault(why, FAULT_DRAFT_TEXT, text, good);
	if (directory_parse(d, text) == OK)
		return languages_check(d, why);
	good = directory_good(d, text);
	if (good < text.n || text.n == 0)
		return line_fault(why, FAULT_DRAFT_LINE, text, good);
	return fault_plain(why, FAULT_DRAFT_HOLDERS);
}
