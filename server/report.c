/* report.c - the file in which a running server reports to "zegeld status". */

#include "report.h"

#include <stdio.h>

#include "os/file.h"
#include "week.h"

static const char file_name[] = "report";

enum {
	REPORT_MAX = 128,
};

/* "certificate 2027-02-01 renewed", "room 7 enough", "deposits taken" */
enum err
report_write(int dir, const struct report *r)
{
	char text[REPORT_MAX];
	char date[DATE_TEXT];
	int n;

	date_print(date, r->expires);
	n = snprintf(text, sizeof(text),
	    "certificate %s %s\nroom %u %s\ndeposits %s\n",
	    r->expires == 0 ? "none" : date, r->renewed ? "renewed" : "old",
	    r->tenths, r->tight ? "tight" : "enough",
	    r->refused ? "refused" : "taken");
	return file_write(dir, file_name,
	    (struct span){ (const uint8_t *)text, (size_t)n });
}

/* The next word, up to ${end}; empty if there is none. */
static struct span
word_cut(struct span *text, uint8_t end)
{
	struct span word = { text->p, 0 };

	while (word.n < text->n && text->p[word.n] != end)
		word.n++;
	text->p += word.n < text->n ? word.n + 1 : word.n;
	text->n -= word.n < text->n ? word.n + 1 : word.n;
	return word;
}

static enum err
text_parse(struct report *r, struct span text)
{
	uint64_t tenths;
	struct span word;

	if (!span_is(word_cut(&text, ' '), "certificate"))
		return ERR_FORMAT;
	word = word_cut(&text, ' ');
	if (!span_is(word, "none") && date_parse(&r->expires, word) != OK)
		return ERR_FORMAT;
	r->renewed = span_is(word_cut(&text, '\n'), "renewed");
	if (!span_is(word_cut(&text, ' '), "room") ||
	    span_decimal(&tenths, word_cut(&text, ' '), 10) != OK)
		return ERR_FORMAT;
	r->tenths = (unsigned)tenths;
	r->tight = span_is(word_cut(&text, '\n'), "tight");
	if (!span_is(word_cut(&text, ' '), "deposits"))
		return ERR_FORMAT;
	r->refused = span_is(word_cut(&text, '\n'), "refused");
	return text.n == 0 ? OK : ERR_FORMAT;
}

enum err
report_read(struct report *r, int dir)
{
	struct file f;
	enum err e = file_read(&f, dir, file_name, REPORT_MAX);

	*r = (struct report){ 0 };
	if (e == OK)
		e = text_parse(r, file_span(&f));
	if (e != OK)
		*r = (struct report){ 0 };
	file_free(&f);
	return e;
}
