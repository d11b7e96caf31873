/* reply.c - zegel-desk reply: what the tipster will read. */

#include "command.h"

#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "body.h"
#include "case.h"
#include "date.h"
#include "desk.h"
#include "process.h"
#include "receipt.h"
#include "replies.h"
#include "say.h"
#include "show.h"
#include "week.h"

enum {
	TEXT_ROOM = 4 * REPLY_MAX, /* so that too long can be said */
};

static const struct {
	const char *name;
	enum status status;
} statuses[] = {
	{ "received", STATUS_RECEIVED },
	{ "question", STATUS_QUESTION },
	{ "done", STATUS_DONE },
};

static int
status_parse(enum status *out, const char *name)
{
	*out = STATUS_QUESTION;
	if (name == NULL)
		return 0;
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (strcmp(name, statuses[i].name) == 0) {
			*out = statuses[i].status;
			return 0;
		}
	return say_wrong("--status takes question, done or received, not %s",
	    name);
}

/* Why nobody would read a reply to this case, if so. */
static int
case_judge(const struct case_file *c)
{
	if (c->life != THREAD_LIVE)
		return say_wrong("the thread of case %u is %s: nobody can "
				 "read a reply any more",
		    c->number,
		    c->life == THREAD_CLOSING ? "closed by the tipster"
					      : "ended");
	if (!c->wants)
		return say_wrong("the tipster of case %u wants no answer: "
				 "nobody would read a reply",
		    c->number);
	return 0;
}

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

static int
text_ask(uint8_t *p, size_t *n, enum status status)
{
	enum err e = ask_text(p, TEXT_ROOM, n,
	    "Write to the tipster; who finds the code reads it too. No names, "
	    "no facts from\nothers. End with a line that is a single dot.\n");

	if (e == ERR_TOO_LONG || (e == OK && *n > REPLY_MAX))
		return say_wrong("this is too long: a reply has at most %d "
				 "bytes, this one %s%zu. Nothing was changed",
		    REPLY_MAX, e == OK ? "" : "more than ",
		    e == OK ? *n : (size_t)TEXT_ROOM);
	if (e == ERR_FORMAT)
		return say_wrong("this is not plain text in UTF-8. Nothing "
				 "was changed");
	if (e != OK)
		return say_failed("reading", "the text", e);
	if (*n == 0 && status == STATUS_QUESTION)
		return say_wrong("there is no text. Nothing was changed");
	return 0;
}

/* Show it as the tipster will see it, and let a person at a screen decide. */
static int
preview(const struct case_file *c, struct span text)
{
	WIPED(receipt) found;

	say("After the next outbox the tipster of case %u reads:\n", c->number);
	cell_say(c, true);
	if (many_questions(text))
		say("! One question a message works best.\n");
	if (receipt_find(&found, text)) {
		say("! A code of 24 digits stands in it. Whoever has a "
		    "tipster's code reads the answers.\n");
		if (!ask_terminal())
			return say_wrong("take the code out, or type the "
					 "reply at a terminal, which asks. "
					 "Nothing was changed");
	}
	if (ask_terminal() && !ask_yes("Is that right? (y/n) "))
		return say_wrong("nothing was changed");
	return 0;
}

static int
reply_take(struct desk *d, struct case_file *c, struct span text,
    const struct options *o)
{
	enum status status;
	enum err e;

	if (status_parse(&status, o->status) != 0)
		return 1;
	e = replies_add(c, text, week_of_day(d->day), o->instead);
	if (e != OK)
		return say_failed("adding", "the reply", e);
	c->status = status;
	c->chosen = true;
	if (week_of_day(d->day) > c->last)
		c->last = week_of_day(d->day);
	if (preview(c, text) != 0)
		return 1;
	e = case_save(c, d->book);
	if (e != OK)
		return desk_book_failed(e);
	return desk_commit(d);
}

static int
case_fetch(struct desk *d, struct case_file *c, uint32_t number)
{
	enum err e = case_load(c, d->book, number);

	if (e == ERR_MISSING && number > d->state->cases)
		return say_wrong("there is no case %u: see zegel-desk list",
		    number);
	return e == OK ? case_judge(c) : desk_book_failed(e);
}

int
reply_run(struct desk *d, uint32_t number, const struct options *o)
{
	struct case_file *c = locked_new(sizeof(*c));
	uint8_t *text = locked_new(TEXT_ROOM);
	enum status status;
	size_t n;
	int rc = 1;

	if (c == NULL || text == NULL) {
		(void)say_failed("locking", "memory", ERR_MEMORY);
		goto out;
	}
	if (status_parse(&status, o->status) != 0 ||
	    date_prove(d, 0, o->date_is_right) != 0 || desk_begin(d) != 0 ||
	    case_fetch(d, c, number) != 0 || text_ask(text, &n, status) != 0)
		goto out;
	rc = reply_take(d, c, (struct span){ text, n }, o);
	if (rc == 0)
		say("Kept for the next outbox.\n");
out:
	desk_abort(d);
	locked_free(c);
	locked_free(text);
	return rc;
}

int
cmd_reply(const struct options *o)
{
	struct desk d = DESK_NONE;
	uint32_t number;
	enum status status;
	int rc;

	if (!number_parse(&number, o->arg[1], 1, UINT32_MAX))
		return say_wrong("%s is not a case's number", o->arg[1]);
	if (status_parse(&status, o->status) != 0)
		return 1;
	rc = desk_open(&d, o->arg[0]);
	if (rc == 0)
		rc = reply_run(&d, number, o);
	desk_close(&d);
	return rc;
}
