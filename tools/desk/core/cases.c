/* cases.c - the cases of a desk: its list, one whole, and what was seen. */

#include "core/cases.h"

#include <string.h>

#include "body.h"
#include "core/fold.h"
#include "core/journal.h"
#include "core/replies.h"
#include "os/process.h"
#include "text.h"

enum {
	TEXT_FIELDS = 128, /* of the answers, those from here on are texts */
	FETCHED = 256,     /* lines at a time */
};

static enum fault
book_ready(struct desk *d)
{
	return d->book == NULL ? fault_plain(&d->detail, FAULT_LOCKED)
			       : FAULT_NONE;
}

/* True if the tipster ended the thread, at the next outbox or before. */
static bool
parted(const struct case_line *c)
{
	return c->life == THREAD_CLOSING ||
	    (c->life == THREAD_ENDED && c->by_tipster);
}

/* How a case stands that has messages nobody has read. */
static enum standing
standing_of_unread(const struct case_line *c)
{
	if (c->shown == 0)
		return c->life == THREAD_LIVE ? STANDING_NEW : STANDING_LATE;
	return parted(c) ? STANDING_PARTED : STANDING_ANSWER;
}

enum standing
case_standing(const struct case_line *c)
{
	if (c->junk)
		return STANDING_JUNK;
	if (c->shown < c->messages)
		return standing_of_unread(c);
	if (parted(c))
		return STANDING_CLOSED;
	if (c->life == THREAD_ENDED)
		return STANDING_ENDED;
	if (c->unsent > 0)
		return STANDING_UNSENT;
	if (c->status == STATUS_QUESTION)
		return c->replied < c->messages ? STANDING_JUDGE
						: STANDING_ASKED;
	return c->status == STATUS_DONE ? STANDING_DONE : STANDING_READ;
}

bool
standing_unread(enum standing s)
{
	return s == STANDING_NEW || s == STANDING_LATE ||
	    s == STANDING_ANSWER || s == STANDING_PARTED;
}

/* The words that tell a case from others: the first text of ${body}. */
static struct span
words_of(const uint8_t body[static BODY_SIZE])
{
	struct body b;
	struct reader r;
	struct answer a;

	if (body_decode(&b, body) != OK)
		return span_str("");
	if (b.text.n > 0)
		return b.text;
	r = (struct reader){ b.answers.p, b.answers.n, false };
	while (answers_next(&a, &r))
		if (a.field >= TEXT_FIELDS)
			return a.value;
	return span_str("");
}

/* Copy how ${words} begin; no character is cut. */
static void
words_copy(struct page_line *line, struct span words)
{
	size_t n = words.n < LINE_WORDS ? words.n : LINE_WORDS;

	while (n < words.n && n > 0 && (words.p[n] & 0xc0) == 0x80)
		n--;
	memcpy(line->words, words.p, n);
	line->n = n;
}

/* What a walk through the list needs. */
struct walk {
	struct case_line line[FETCHED];
	uint8_t body[BODY_SIZE];
	struct fold fold;
	struct span search;
};

/* A line for ${c}, whose first message has the body ${first}. */
static enum err
line_fill(struct page_line *line, struct walk *w, const struct case_line *c,
    struct span first)
{
	if (first.n > sizeof(w->body))
		return ERR_FORMAT;
	if (first.n > 0)
		memcpy(w->body, first.p, first.n);
	memset(w->body + first.n, 0, sizeof(w->body) - first.n);
	line->c = *c;
	line->standing = case_standing(c);
	words_copy(line, words_of(w->body));
	return OK;
}

static enum err
page_fill(struct cases_page *out, struct walk *w, struct book *b,
    const struct cases_wish *wish)
{
	struct case_line line;
	struct span first;
	struct query q;
	enum err e = OK;
	enum err end;

	cases_begin(&q, b, wish->after, wish->junk, w->search);
	while (e == OK && !out->more && cases_next(&q, &line, &first)) {
		out->more = out->n == PAGE_LINES;
		if (!out->more)
			e = line_fill(&out->line[out->n++], w, &line, first);
	}
	end = cases_end(&q);
	return e == OK ? end : e;
}

/* Fold what a person searches for as the texts were folded. */
static enum fault
search_fold(struct walk *w, struct desk *d, struct span search)
{
	if (search.n == 0)
		return FAULT_NONE;
	if (search.n > SEARCH_MAX)
		return fault_number(&d->detail, FAULT_SEARCH_LONG, SEARCH_MAX);
	fold_add(&w->fold, search);
	w->search = fold_span(&w->fold);
	return text_check(search) != OK || w->search.n == 0
	    ? fault_plain(&d->detail, FAULT_SEARCH_TEXT)
	    : FAULT_NONE;
}

enum fault
cases_page(struct cases_page *out, struct desk *d,
    const struct cases_wish *wish)
{
	struct walk *w = locked_new(sizeof(*w));
	enum fault f;

	cases_page_wipe(out);
	if (w == NULL)
		return fault_book(&d->detail, ERR_MEMORY);
	f = book_ready(d);
	if (f == FAULT_NONE)
		f = search_fold(w, d, wish->search);
	if (f == FAULT_NONE)
		f = fault_book(&d->detail, page_fill(out, w, d->book, wish));
	locked_free(w);
	if (f != FAULT_NONE)
		cases_page_wipe(out);
	return f;
}

static void
sum_add(struct cases_sum *sum, const struct case_line *c)
{
	enum standing s = case_standing(c);

	if (sum->n[s]++ == 0)
		sum->first[s] = c->number;
	if (s == STANDING_JUNK) {
		sum->junk_unread += c->shown < c->messages;
		return;
	}
	sum->all++;
	sum->unsent += c->unsent;
	if (!standing_unread(s))
		return;
	if (sum->unread++ == 0)
		sum->first_unread = c->number;
}

enum fault
cases_sum(struct cases_sum *out, struct desk *d)
{
	struct walk *w = locked_new(sizeof(*w));
	uint32_t after = 0;
	size_t n = FETCHED;
	enum fault f;

	memset(out, 0, sizeof(*out));
	if (w == NULL)
		return fault_book(&d->detail, ERR_MEMORY);
	f = book_ready(d);
	while (f == FAULT_NONE && n == FETCHED) {
		f = fault_book(&d->detail,
		    cases_list(w->line, FETCHED, &n, d->book, after));
		for (size_t i = 0; i < n && f == FAULT_NONE; i++) {
			after = w->line[i].number;
			sum_add(out, &w->line[i]);
		}
	}
	locked_free(w);
	return f;
}

/* Load the case ${number} for a verb. */
static enum fault
case_fetch(struct case_file *out, struct desk *d, uint32_t number)
{
	enum fault f = book_ready(d);
	enum err e;

	if (f != FAULT_NONE)
		return f;
	e = case_load(out, d->book, number);
	if (e == ERR_MISSING)
		return fault_number(&d->detail, FAULT_CASE_MISSING, number);
	return fault_book(&d->detail, e);
}

/* What the list says of the case. */
static struct case_line
line_of(const struct case_file *c, const struct replies *r)
{
	return (struct case_line){ .number = c->number,
		.first = c->first,
		.last = c->last,
		.messages = c->messages,
		.shown = c->shown,
		.replied = c->replied,
		.unsent = replies_unsent(r),
		.life = c->life,
		.wants = c->wants,
		.by_tipster = c->by_tipster,
		.junk = c->junk,
		.status = c->status,
		.marks = c->marks,
		.lanes = c->lanes };
}

enum fault
case_get(struct case_whole *out, struct desk *d, uint32_t number)
{
	struct case_line line;
	enum fault f = case_fetch(&out->c, d, number);

	if (f == FAULT_NONE)
		f = fault_book(&d->detail,
		    replies_load(&out->reads, d->book, number));
	if (f != FAULT_NONE) {
		case_whole_wipe(out);
		return f;
	}
	line = line_of(&out->c, &out->reads);
	out->standing = case_standing(&line);
	return FAULT_NONE;
}

enum fault
case_message(struct message *out, struct desk *d, uint32_t number, uint32_t i)
{
	enum fault f = book_ready(d);
	enum err e;

	if (f != FAULT_NONE)
		return f;
	e = message_load(out, d->book, number, i);
	if (e == ERR_MISSING)
		return fault_number(&d->detail, FAULT_CASE_MISSING, number);
	return fault_book(&d->detail, e);
}

/* In a unit of work that is begun, change ${c} and keep it. */
static enum fault
case_keep(struct desk *d, const struct case_file *c, enum act act)
{
	enum err e = case_save(c, d->book);

	return e == OK ? journal_commit(d, act, c->number) : desk_failed(d, e);
}

enum fault
case_shown(struct desk *d, uint32_t number, uint32_t messages)
{
	struct case_file *c = locked_new(sizeof(*c));
	enum fault f = FAULT_MEMORY;

	if (c == NULL)
		return fault_book(&d->detail, ERR_MEMORY);
	f = case_fetch(c, d, number);
	if (f != FAULT_NONE)
		goto out;
	if (messages > c->messages)
		messages = c->messages;
	if (messages <= c->shown)
		goto out;
	c->shown = messages;
	f = desk_begin(d);
	if (f == FAULT_NONE)
		f = case_keep(d, c, ACT_READ);
out:
	locked_free(c);
	return f;
}

enum fault
case_junk(struct desk *d, uint32_t number, bool junk)
{
	struct case_file *c = locked_new(sizeof(*c));
	enum fault f = FAULT_MEMORY;

	if (c == NULL)
		return fault_book(&d->detail, ERR_MEMORY);
	f = case_fetch(c, d, number);
	if (f != FAULT_NONE || c->junk == junk)
		goto out;
	c->junk = junk;
	f = desk_begin(d);
	if (f == FAULT_NONE)
		f = case_keep(d, c, ACT_JUNKED);
out:
	locked_free(c);
	return f;
}
