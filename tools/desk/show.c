/* show.c - zegel-desk show: one case, with all that must be seen beside it. */

#include "show.h"

#include "body.h"
#include "command.h"
#include "desk.h"
#include "os/process.h"
#include "questions.h"
#include "replies.h"
#include "terminal/foreign.h"
#include "terminal/pager.h"
#include "terminal/say.h"
#include "week.h"

enum {
	CHOICE_FIELDS = 128, /* fields below are choices */
};

static const char *const kinds[] = { "?", "Tip", "Follow-up", "Close", "Reply",
	"Referral", "Retraction", "Confirmation", "Outcome" };
static const char *const lanes[] = { "?", "sealed in the tipster's browser",
	"sealed by the tipster's own program",
	"sealed by the server: a form without script, read by it in passing",
	"written down by an operator on the phone" };
static const char *const statuses[] = { "?", "Received", "We have a question",
	"We are done. Thank you." };

static const struct {
	enum mark mark;
	const char *words;
} marks[] = {
	{ MARK_LOST_THREAD,
	    "says that it follows another message, but that one is not here" },
	{ MARK_REWRAPPED,
	    "the same text came from somebody else too: another reader of the "
	    "tip may have sent it again" },
	{ MARK_STRANGER,
	    "calls itself a message between desks, but comes from a stranger: "
	    "read it as a tip" },
};

static void
marks_say(uint8_t set, uint32_t twin)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if ((set & marks[i].mark) != 0)
			say("  ! %s\n", marks[i].words);
	if (twin != 0)
		say("  ! see case %u\n", twin);
}

static void
choices_say(const struct question *q, struct span value)
{
	for (size_t i = 0; i < value.n; i++) {
		const char *words =
		    q == NULL ? NULL : question_choice(q, value.p[i]);

		if (words == NULL)
			say("%s%u", i == 0 ? "" : "; ", value.p[i]);
		else
			say("%s%s", i == 0 ? "" : "; ", words);
	}
	say("\n");
}

static void
answers_say(struct span answers)
{
	struct reader r = { answers.p, answers.n, false };
	struct answer a;

	while (answers_next(&a, &r)) {
		const struct question *q = question_find(a.field);

		if (q == NULL)
			say("  Field %u: ", a.field);
		else
			say("  %s: ", q->label);
		if (a.field < CHOICE_FIELDS) {
			choices_say(q, a.value);
			continue;
		}
		say("\n");
		foreign_text("  | ", a.value);
	}
}

static void
message_say(const struct message *m, uint32_t i)
{
	struct body b;
	char week[WEEK_TEXT];

	week_print(week, m->week);
	if (body_decode(&b, m->body) != OK) {
		say("\nMessage %u, week %s: cannot be read.\n", i, week);
		return;
	}
	say("\n%s, message %u, week %s\n  %s\n", kinds[b.kind], i, week,
	    lanes[b.lane]);
	marks_say(m->marks, m->twin);
	if (b.kind == KIND_TIP && (b.flags & FLAG_MAY_REFER) == 0)
		say("  ! the tipster has not allowed that it is passed on\n");
	if (b.has_week) {
		week_print(week, b.week);
		say("  answers what you wrote in the outbox of week %s\n",
		    week);
	}
	answers_say(b.answers);
	if (b.text.n > 0) {
		say("  Text:\n");
		foreign_text("  | ", b.text);
	}
}

void
cell_say(const struct case_file *c, bool sent_too)
{
	struct reader r = replies_begin(c);
	struct reply reply;
	char week[WEEK_TEXT];

	say("  %s\n", statuses[c->status]);
	while (replies_next(&reply, &r)) {
		if (reply.sent && !sent_too)
			continue;
		week_print(week, reply.week);
		say("  week %s%s:\n", week,
		    reply.sent ? "" : ", goes out with the next outbox");
		foreign_text("  | ", reply.text);
	}
}

static void
thread_say(const struct case_file *c)
{
	if (c->life == THREAD_ENDED && c->by_tipster)
		say("The tipster closed the thread. It is ended; no reply can "
		    "be given.\n");
	else if (c->life == THREAD_ENDED)
		say("The thread ended after 13 weeks without a word; no reply "
		    "can be given.\n");
	else if (c->life == THREAD_CLOSING)
		say("The tipster closed the thread: it ends with the next "
		    "outbox.\n");
	else if (!c->wants)
		say("The tipster wants no answer; no reply can be given.\n");
	else
		say("The tipster will look for an answer%s.\n",
		    c->placed ? " and has a place on the board"
			      : "; no place on the board yet");
}

static enum err
case_say(struct desk *d, struct case_file *c, struct message *m)
{
	char week[WEEK_TEXT];
	enum err e = OK;

	week_print(week, c->first);
	say("Case %u, since week %s, %u message%s\n", c->number, week,
	    c->messages, c->messages == 1 ? "" : "s");
	thread_say(c);
	for (uint32_t i = 1; i <= c->messages && e == OK; i++) {
		e = message_load(m, d->book, c->number, i);
		if (e == OK)
			message_say(m, i);
	}
	if (e == OK && c->life == THREAD_LIVE && c->wants) {
		say("\nWhat the tipster reads now or after the next "
		    "outbox:\n");
		cell_say(c, true);
	}
	return e;
}

int
show_run(struct desk *d, uint32_t number)
{
	struct case_file *c = locked_new(sizeof(*c));
	struct message *m = locked_new(sizeof(*m));
	enum err e = ERR_MEMORY;
	int rc = 1;

	if (c == NULL || m == NULL || desk_begin(d) != 0)
		goto out;
	e = case_load(c, d->book, number);
	if (e == ERR_MISSING && number > d->state->cases) {
		(void)say_wrong("there is no case %u: see zegel-desk list",
		    number);
		goto out;
	}
	if (e == OK) {
		pager_begin();
		e = case_say(d, c, m);
		pager_end();
	}
	if (e == OK) {
		c->shown = c->messages;
		e = case_save(c, d->book);
	}
	rc = e == OK ? desk_commit(d) : desk_book_failed(e);
out:
	desk_abort(d);
	locked_free(c);
	locked_free(m);
	return rc;
}

int
cmd_show(const struct options *o)
{
	struct desk d = DESK_NONE;
	uint32_t number;
	int rc;

	if (!number_parse(&number, o->arg[1], 1, UINT32_MAX))
		return say_wrong("%s is not a case's number", o->arg[1]);
	rc = desk_open(&d, o->arg[0]);
	if (rc == 0)
		rc = show_run(&d, number);
	desk_close(&d);
	return rc;
}
