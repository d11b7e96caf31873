/* reply.c - zegel-desk reply: what the tipster will read. */

#include "command.h"

#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "case.h"
#include "date.h"
#include "desk.h"
#include "os/process.h"
#include "receipt.h"
#include "replies.h"
#include "show.h"
#include "terminal/ask.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "week.h"

enum {
	TEXT_ROOM = 4 * REPLY_MAX, /* so that too long can be said */
};

/* What a person says to what the tipster will read. */
enum decision { KEEP, CHANGE, DROP };

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

/* What is wrong with a text; 0, or 1 after a sentence. */
static int
text_judge(struct span text, enum err e, enum status status)
{
	char fault[PLAIN_FAULT];

	if (e == ERR_TOO_LONG || (e == OK && text.n > REPLY_MAX))
		return say_wrong("this is too long: a reply has at most %d "
				 "bytes, this one %s%zu. Nothing was changed",
		    REPLY_MAX, e == OK ? "" : "more than ",
		    e == OK ? text.n : (size_t)TEXT_ROOM);
	if (e == ERR_FORMAT && plain_fault(fault, text))
		return say_wrong("this is not plain text in UTF-8: %s. Nothing "
				 "was changed",
		    fault);
	if (e != OK)
		return say_failed("reading", "the text", e);
	if (text.n == 0 && status == STATUS_QUESTION)
		return say_wrong("there is no text. Nothing was changed");
	return 0;
}

/* The text, behind ${n} bytes of an earlier try; at a terminal until it fits.
 */
static int
text_ask(uint8_t *p, size_t *n, enum status status)
{
	const char *prompt = *n > 0
	    ? "Your text is still here. Take back from its end with Backspace "
	      "(Ctrl-W: a word,\nCtrl-U: a line) and write on. End with a line "
	      "that is a single dot.\n"
	    : "Write to the tipster; who finds the code reads it too. No "
	      "names, no facts from\nothers. End with a line that is a single "
	      "dot.\n";

	for (;;) {
		enum err e = ask_text(p, TEXT_ROOM, n, prompt);
		int rc = text_judge((struct span){ p, *n }, e, status);

		if (rc == 0 || !ask_terminal() || e != OK || *n == 0)
			return rc;
		prompt = "Your text is still here: make it shorter with "
			 "Backspace (Ctrl-W: a word,\nCtrl-U: a line). End "
			 "with a line that is a single dot.\n";
	}
}

/* Show it as the tipster will see it, and let a person at a screen decide. */
static enum decision
preview(const struct case_file *c, struct span text)
{
	WIPED(receipt) found;
	WIPED(typed) line;
	bool coded;

	say("After the next outbox the tipster of case %u reads:\n", c->number);
	cell_say(c, true);
	if (many_questions(text))
		say("! One question a message works best.\n");
	coded = receipt_find(&found, text);
	if (coded)
		say("! A code of 24 digits stands in it. Whoever has a "
		    "tipster's code reads the answers.\n");
	if (!ask_terminal() && coded)
		(void)say_wrong("take the code out, or type the reply at a "
				"terminal, which asks");
	if (!ask_terminal())
		return coded ? DROP : KEEP;
	while (screen_sent() &&
	    ask_line(&line,
		"Is that right? y: yes, n: change the text, x: drop it. ")) {
		if (strchr("yYjJ", line.b[0]) != NULL && line.b[0] != '\0')
			return KEEP;
		if (line.b[0] == 'n' || line.b[0] == 'N')
			return CHANGE;
		if (line.b[0] == 'x' || line.b[0] == 'X')
			return DROP;
	}
	return DROP;
}

/* Put it into ${c}, in memory. */
static int
reply_put(struct case_file *c, struct span text, uint16_t week,
    enum status status, bool instead)
{
	enum err e = replies_add(c, text, week, instead);

	if (e != OK)
		return say_failed("adding", "the reply", e);
	c->status = status;
	c->chosen = true;
	if (week > c->last)
		c->last = week;
	return 0;
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

/* Which case, and how. */
struct wish {
	uint32_t number;
	const struct options *o;
};

/* Ask, show and ask again, until it is kept or dropped. */
static int
reply_take(struct desk *d, struct case_file *c, uint8_t *text,
    const struct wish *w)
{
	enum decision decision = CHANGE;
	enum status status;
	size_t n = 0;
	enum err e;

	if (status_parse(&status, w->o->status) != 0)
		return 1;
	while (decision == CHANGE) {
		if (case_fetch(d, c, w->number) != 0 ||
		    text_ask(text, &n, status) != 0 ||
		    reply_put(c, (struct span){ text, n }, week_of_day(d->day),
			status, w->o->instead) != 0)
			return 1;
		decision = preview(c, (struct span){ text, n });
	}
	if (decision == DROP)
		return say_wrong("nothing was changed");
	e = case_save(c, d->book);
	return e == OK ? desk_commit(d) : desk_book_failed(e);
}

int
reply_run(struct desk *d, uint32_t number, const struct options *o)
{
	struct case_file *c = locked_new(sizeof(*c));
	uint8_t *text = locked_new(TEXT_ROOM);
	int rc = 1;

	if (c == NULL || text == NULL)
		(void)say_failed("locking", "memory", ERR_MEMORY);
	else if (date_prove(d, 0, o->date_is_right) == 0 && desk_begin(d) == 0)
		rc = reply_take(d, c, text, &(struct wish){ number, o });
	if (rc == 0)
		say("Kept for the next outbox.\n");
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
