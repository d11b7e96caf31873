/* list.c - zegel-desk list: a case a line, and what waits. */

#include "command.h"

#include "body.h"
#include "case.h"
#include "chain.h"
#include "desk.h"
#include "os/clock.h"
#include "os/process.h"
#include "terminal/foreign.h"
#include "terminal/pager.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "week.h"

enum {
	SNIPPET = 40, /* columns of the first words, at most */
	BEFORE = 40,  /* columns of what line_say() puts before them */
	DOTS = 3,
	FETCH_DAYS = 10, /* since the last inbox's week: time to fetch */
};

static const char *
state_of(const struct case_file *c)
{
	if (c->shown == 0)
		return "new";
	if (c->shown < c->messages)
		return "answer";
	if (c->life == THREAD_CLOSING)
		return "closing";
	if (c->life == THREAD_ENDED)
		return c->by_tipster ? "closed" : "ended";
	if (c->status == STATUS_QUESTION)
		return "asked";
	return c->status == STATUS_DONE ? "done" : "read";
}

/* The words that tell a case from others: its first text. */
static struct span
words_of(const struct message *m)
{
	struct body b;
	struct reader r;
	struct answer a;

	if (body_decode(&b, m->body) != OK)
		return span_str("");
	if (b.text.n > 0)
		return b.text;
	r = (struct reader){ b.answers.p, b.answers.n, false };
	while (answers_next(&a, &r))
		if (a.field >= 128)
			return a.value;
	return span_str("");
}

/* On one line of the terminal: a second one would pass for ours. */
static size_t
snippet_columns(void)
{
	size_t columns = screen_columns();

	if (columns >= BEFORE + SNIPPET + DOTS)
		return SNIPPET;
	return columns > BEFORE + DOTS ? columns - BEFORE - DOTS : 0;
}

static enum err
line_say(struct desk *d, const struct case_file *c, struct message *m)
{
	char week[WEEK_TEXT];
	enum err e = message_load(m, d->book, c->number, 1);

	if (e != OK)
		return e;
	week_print(week, c->first);
	say("%5u  %s  %8u  %-8s %c%c  ", c->number, week, c->messages,
	    state_of(c), c->marks != 0 ? '!' : ' ',
	    (c->lanes & 1U << LANE_FORM) != 0 ? 'f' : ' ');
	foreign_snippet(words_of(m), snippet_columns());
	say("\n");
	return OK;
}

static enum err
lines_say(struct desk *d, struct case_file *c, struct message *m)
{
	uint32_t unread = 0;
	enum err e = OK;

	say(" case  week      messages  state        text\n");
	for (uint32_t i = 1; i <= d->state->cases && e == OK; i++) {
		e = case_load(c, d->book, i);
		if (e != OK)
			break;
		unread += c->shown < c->messages;
		e = line_say(d, c, m);
	}
	if (e == OK)
		say("%u case%s, %u to read. (!: see its marks; f: sealed by "
		    "the server)\n",
		    d->state->cases, d->state->cases == 1 ? "" : "s", unread);
	return e;
}

static void
server_say(const struct state *s)
{
	char week[WEEK_TEXT];
	int32_t sunday = week_monday(chain_week(s)) + 6;

	if (s->newest.seq == 0) {
		say("No inbox was opened yet.\n");
		return;
	}
	week_print(week, s->newest.week);
	say("The newest inbox is number %u, of week %s.\n", s->newest.seq,
	    week);
	if (clock_day() > sunday + FETCH_DAYS)
		say("! It is time to fetch an inbox: at least every 14 "
		    "days.\n");
	chain_say(s, "! ");
}

int
list_first_unread(struct desk *d, uint32_t *number)
{
	struct case_file *c = locked_new(sizeof(*c));
	enum err e = c == NULL ? ERR_MEMORY : OK;

	*number = 0;
	if (e == OK)
		e = casebook_begin(d->book);
	for (uint32_t i = 1; i <= d->state->cases && e == OK; i++) {
		e = case_load(c, d->book, i);
		if (e == OK && c->shown < c->messages) {
			*number = i;
			break;
		}
	}
	casebook_abort(d->book);
	locked_free(c);
	return e == OK ? 0 : desk_book_failed(e);
}

int
list_run(struct desk *d)
{
	struct case_file *c = locked_new(sizeof(*c));
	struct message *m = locked_new(sizeof(*m));
	enum err e = ERR_MEMORY;
	int rc = 1;

	if (c == NULL || m == NULL || desk_begin(d) != 0)
		goto out;
	pager_begin();
	e = d->state->cases == 0 ? OK : lines_say(d, c, m);
	if (d->state->cases == 0)
		say("No cases yet.\n");
	if (e == OK)
		server_say(d->state);
	pager_end();
	rc = e == OK ? 0 : desk_book_failed(e);
out:
	desk_abort(d);
	locked_free(c);
	locked_free(m);
	return rc;
}

int
cmd_list(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = desk_open(&d, o->arg[0]);

	if (rc == 0)
		rc = list_run(&d);
	desk_close(&d);
	return rc;
}
