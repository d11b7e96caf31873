/* reply.c - a reply to the tipster of a case: judged, previewed, kept. */

#include "core/reply.h"

#include <string.h>

#include "core/cases.h"
#include "core/fold.h"
#include "core/journal.h"
#include "core/replies.h"
#include "os/process.h"
#include "receipt.h"
#include "text.h"
#include "week.h"

/* What one reply takes; in locked memory. */
struct work {
	struct case_whole whole;
	struct replies out;
	struct reply reply;
	struct fold fold;
};

/* More than one question mark of any script. */
static bool
many_questions(struct span text)
{
	static const char *const signs[] = { "?", "\xd8\x9f", "\xcd\xbe",
		"\xef\xbc\x9f" };
	unsigned n = 0;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t len = strlen(signs[i]);

		for (size_t at = 0; at + len <= text.n; at++)
			n += memcmp(text.p + at, signs[i], len) == 0;
	}
	return n > 1;
}

/* Whether anybody would read a reply to ${c}. */
static enum fault
case_judge(struct desk *d, const struct case_file *c)
{
	enum fault f = FAULT_NONE;

	if (c->life == THREAD_CLOSING || c->by_tipster)
		f = FAULT_REPLY_CLOSED;
	else if (c->life == THREAD_ENDED)
		f = FAULT_REPLY_ENDED;
	else if (!c->wants)
		f = FAULT_REPLY_UNWANTED;
	else if (c->junk)
		f = FAULT_CASE_JUNK;
	return f == FAULT_NONE ? f : fault_number(&d->detail, f, c->number);
}

static enum fault
whole_judge(struct reply_judgement *j, struct desk *d, struct case_whole *whole,
    uint32_t number)
{
	enum fault f = case_get(whole, d, number);

	memset(j, 0, sizeof(*j));
	if (f != FAULT_NONE)
		return f;
	j->unsent = replies_unsent(&whole->reads);
	j->unsent_asks = j->unsent > 0 && whole->c.status == STATUS_QUESTION;
	return case_judge(d, &whole->c);
}

static enum fault
text_judge(struct reply_judgement *j, struct desk *d,
    const struct reply_wish *wish)
{
	WIPED(receipt) found;
	struct detail *why = &d->detail;

	if (wish->text.n == 0 && wish->status == STATUS_QUESTION)
		return fault_plain(why, FAULT_REPLY_EMPTY);
	if (wish->text.n > REPLY_MAX) {
		(void)fault_number(why, FAULT_REPLY_LONG,
		    (uint32_t)wish->text.n);
		why->other = REPLY_MAX;
		return FAULT_REPLY_LONG;
	}
	if (text_check(wish->text) != OK)
		return fault_plain(why, FAULT_REPLY_TEXT);
	j->many_questions = many_questions(wish->text);
	j->code = receipt_find(&found, wish->text);
	return FAULT_NONE;
}

/* All but the code, which a person may still have to see. */
static enum fault
wish_judge(struct reply_judgement *j, struct desk *d, struct case_whole *whole,
    const struct reply_wish *wish)
{
	enum fault f = whole_judge(j, d, whole, wish->number);

	if (f == FAULT_NONE)
		f = text_judge(j, d, wish);
	if (f != FAULT_NONE || wish->beside != BESIDE_NONE || j->unsent == 0)
		return f;
	(void)fault_number(&d->detail, FAULT_REPLY_UNSENT, wish->number);
	d->detail.other = j->unsent;
	return FAULT_REPLY_UNSENT;
}

static enum fault
code_judge(struct desk *d, const struct reply_judgement *j,
    const struct reply_wish *wish)
{
	return j->code && !wish->code_meant
	    ? fault_plain(&d->detail, FAULT_REPLY_CODE)
	    : FAULT_NONE;
}

enum fault
reply_ready(struct reply_judgement *j, struct desk *d, uint32_t number)
{
	struct case_whole *whole = locked_new(sizeof(*whole));
	enum fault f = whole == NULL ? fault_book(&d->detail, ERR_MEMORY)
				     : whole_judge(j, d, whole, number);

	locked_free(whole);
	return f;
}

enum fault
reply_judge(struct reply_judgement *j, struct desk *d,
    const struct reply_wish *wish)
{
	struct case_whole *whole = locked_new(sizeof(*whole));
	enum fault f = whole == NULL ? fault_book(&d->detail, ERR_MEMORY)
				     : wish_judge(j, d, whole, wish);

	locked_free(whole);
	return f == FAULT_NONE ? code_judge(d, j, wish) : f;
}

/* Change what is in ${w->whole} as the wish says; the casebook not yet. */
static enum fault
wish_try(struct work *w, struct desk *d, const struct reply_wish *wish)
{
	struct reply *r = &w->reply;
	enum err e;

	r->week = week_of_day(d->day);
	if (wish->text.n > 0)
		memcpy(r->text, wish->text.p, wish->text.n);
	r->n = wish->text.n;
	e = replies_add(&w->whole.reads, &w->out, r,
	    wish->beside == BESIDE_INSTEAD);
	w->whole.c.status = wish->status;
	return fault_book(&d->detail, e);
}

enum fault
reply_preview(struct reply_preview *out, struct desk *d,
    const struct reply_wish *wish)
{
	struct work *w = locked_new(sizeof(*w));
	struct reply_judgement j;
	enum fault f;

	reply_preview_wipe(out);
	if (w == NULL)
		return fault_book(&d->detail, ERR_MEMORY);
	f = wish_judge(&j, d, &w->whole, wish);
	if (f == FAULT_NONE)
		f = wish_try(w, d, wish);
	if (f == FAULT_NONE) {
		out->status = w->whole.c.status;
		out->reads = w->whole.reads;
		out->out = w->out;
	}
	locked_free(w);
	return f;
}

/* Into the casebook, in a unit of work that is begun. */
static enum err
work_save(struct work *w, struct book *b)
{
	struct case_file *c = &w->whole.c;
	enum err e = OK;

	if (w->reply.n > 0) {
		fold_add(&w->fold, (struct span){ w->reply.text, w->reply.n });
		e = reply_insert(&w->reply, b, c->number, fold_span(&w->fold));
	}
	for (size_t i = 0; i < w->out.n && e == OK; i++)
		e = reply_destroy(b, c->number, w->out.reply[i].i);
	if (e != OK)
		return e;
	c->chosen = true;
	/* what arrived unread may still answer the question before this one */
	c->replied = c->shown > 0 ? c->shown : c->messages;
	if (w->reply.week > c->last)
		c->last = w->reply.week;
	return case_save(c, b);
}

static enum fault
work_keep(struct work *w, struct desk *d, const struct reply_wish *wish)
{
	struct reply_judgement j;
	enum fault f = wish_judge(&j, d, &w->whole, wish);
	enum err e;

	if (f == FAULT_NONE)
		f = code_judge(d, &j, wish);
	if (f == FAULT_NONE)
		f = wish_try(w, d, wish);
	if (f == FAULT_NONE)
		f = desk_begin(d);
	if (f != FAULT_NONE)
		return f;
	e = work_save(w, d->book);
	return e == OK ? journal_commit(d, ACT_REPLIED, w->whole.c.number)
		       : desk_failed(d, e);
}

enum fault
reply_keep(struct desk *d, const struct reply_wish *wish)
{
	struct work *w = locked_new(sizeof(*w));
	enum fault f = w == NULL ? fault_book(&d->detail, ERR_MEMORY)
				 : work_keep(w, d, wish);

	locked_free(w);
	return f;
}
