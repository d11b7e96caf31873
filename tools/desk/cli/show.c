/* show.c - zegel-desk show: one case, with all that must be seen beside it. */

#include "cli/show.h"

#include "body.h"
#include "cli/command.h"
#include "cli/enter.h"
#include "cli/json.h"
#include "cli/questions.h"
#include "cli/tell.h"
#include "cli/words.h"
#include "core/cases.h"
#include "core/desk.h"
#include "lang/lang.h"
#include "os/process.h"
#include "terminal/foreign.h"
#include "terminal/pager.h"
#include "terminal/say.h"
#include "terminal/screen.h"

enum {
	CHOICE_FIELDS = 128, /* fields below are choices */
};

static const struct {
	enum mark mark;
	const char *words;
} marks[] = {
	{ MARK_LOST_THREAD,
	    N_("says that it follows another message, but that one is not "
	       "here") },
	{ MARK_REWRAPPED,
	    N_("the same text came from somebody else too: another reader of "
	       "the tip may have sent it again") },
	{ MARK_STRANGER,
	    N_("calls itself a message between desks, but comes from a "
	       "stranger: read it as a tip") },
};

static void
head_say(enum kind kind, uint32_t i, const char *week)
{
	switch ((int)kind) {
	case KIND_TIP:
		say(_("Tip, message %u, %s\n"), i, week);
		return;
	case KIND_FOLLOW_UP:
		say(_("More from the tipster, message %u, %s\n"), i, week);
		return;
	case KIND_CLOSE:
		say(_("The tipster ends it, message %u, %s\n"), i, week);
		return;
	default:
		say(_("Message %u, %s\n"), i, week);
		return;
	}
}

/* How a message says that it came: nothing proves it. */
static void
lane_say(enum lane lane)
{
	switch ((int)lane) {
	case LANE_BROWSER:
		say(_("  sealed in the tipster's browser\n"));
		return;
	case LANE_CLI:
		say(_("  sealed by the tipster's own program\n"));
		return;
	case LANE_FORM:
		say(_("  sent by the plain form: the server could read it in "
		      "passing\n"));
		return;
	case LANE_PHONE:
		say(_("  ! says that an operator wrote it down on the phone; "
		      "nothing here shows that\n"));
		return;
	default:
		say(_("  ! does not say in a known way how it was sent\n"));
		return;
	}
}

static void
marks_say(const struct message *m, const struct body *b)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if ((m->marks & marks[i].mark) != 0)
			say("  ! %s\n", _(marks[i].words));
	if (m->twin != 0)
		say(_("  ! see case %u\n"), m->twin);
	if (b->kind == KIND_TIP && (b->flags & FLAG_MAY_REFER) == 0)
		say(_("  ! the tipster has not allowed that it is passed "
		      "on\n"));
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
answer_say(const struct answer *a)
{
	const struct question *q = question_find(a->field);

	if (q == NULL)
		say(_("  Field %u: "), a->field);
	else
		say("  %s: ", question_label(q));
	if (a->field < CHOICE_FIELDS) {
		choices_say(q, a->value);
		return;
	}
	say("\n");
	foreign_text("  | ", a->value);
}

/* Marks first, then all answers, then the text. */
static void
body_say(const struct message *m, const struct body *b)
{
	struct reader r = { b->answers.p, b->answers.n, false };
	struct answer a;
	char week[WORDS_DAY];

	marks_say(m, b);
	lane_say(b->lane);
	if (b->has_week) {
		words_week(week, b->week);
		say(_("  answers what you sent in the %s\n"), week);
	}
	while (answers_next(&a, &r))
		answer_say(&a);
	if (b->text.n == 0)
		return;
	say(_("  Text:\n"));
	foreign_text("  | ", b->text);
}

static void
message_say(const struct message *m, uint32_t i)
{
	struct body b;
	char week[WORDS_DAY];

	words_week(week, m->week);
	say("\n");
	if (body_decode(&b, m->body) != OK) {
		say(_("Message %u, %s: cannot be read.\n"), i, week);
		return;
	}
	head_say(b.kind, i, week);
	body_say(m, &b);
}

void
replies_say(const struct replies *r)
{
	char week[WORDS_DAY];

	for (size_t i = 0; i < r->n; i++) {
		const struct reply *reply = &r->reply[i];

		words_week(week, reply->week);
		if (reply->sent)
			say("  %s:\n", week);
		else
			say(_("  %s, goes out with the next stick:\n"), week);
		foreign_text("  | ", (struct span){ reply->text, reply->n });
	}
}

void
cell_say(enum status status, const struct replies *r)
{
	switch ((int)status) {
	case STATUS_QUESTION:
		say(_("  We have a question\n"));
		break;
	case STATUS_DONE:
		say(_("  We are done. Thank you.\n"));
		break;
	default:
		say(_("  Received\n"));
		break;
	}
	replies_say(r);
}

/* Whether the tipster can be answered. */
static void
thread_say(const struct case_file *c)
{
	if (c->junk)
		say(_("It is in the bin: no answer goes out.\n"));
	if (c->life == THREAD_CLOSING || c->by_tipster)
		say(_("The tipster has ended it: nobody would read an "
		      "answer.\n"));
	else if (c->life == THREAD_ENDED)
		say(_("It ended after 13 weeks without a word: nobody would "
		      "read an answer.\n"));
	else if (!c->wants)
		say(_("The tipster wants no answer: nobody would read one.\n"));
	else if (c->placed)
		say(_("The tipster looks for an answer and finds what is at "
		      "the end.\n"));
	else
		say(_("The tipster looks for an answer and finds none yet.\n"));
}

static void
title_say(const struct case_file *c)
{
	char week[WORDS_DAY];

	words_week(week, c->first);
	say(lang_plural("Case %u, %s, %u message\n",
		"Case %u, %s, %u messages\n", c->messages),
	    c->number, week, c->messages);
}

static enum fault
case_say(struct desk *d, const struct case_whole *w, struct message *m)
{
	const struct case_file *c = &w->c;

	title_say(c);
	thread_say(c);
	for (uint32_t i = 1; i <= c->messages; i++) {
		enum fault f = case_message(m, d, c->number, i);

		if (f != FAULT_NONE)
			return f;
		message_say(m, i);
	}
	if (c->life == THREAD_LIVE && c->wants && !c->junk) {
		say(_("\nWhat the tipster reads now, or after the next "
		      "stick:\n"));
		cell_say(c->status, &w->reads);
	}
	return FAULT_NONE;
}

/* Show it; once it is on the screen, a person has seen it. */
static enum fault
case_present(struct desk *d, uint32_t number, struct case_whole *w,
    struct message *m)
{
	enum fault f = case_get(w, d, number);

	if (f != FAULT_NONE)
		return f;
	pager_begin();
	f = case_say(d, w, m);
	pager_end();
	if (f != FAULT_NONE)
		return f;
	if (!screen_sent())
		return fault_plain(&d->detail, FAULT_OUTPUT);
	return case_shown(d, number, w->c.messages);
}

int
show_run(struct desk *d, uint32_t number)
{
	struct case_whole *w = locked_new(sizeof(*w));
	struct message *m = locked_new(sizeof(*m));
	enum fault f;

	if (w == NULL || m == NULL)
		f = fault_plain(&d->detail, FAULT_MEMORY);
	else
		f = case_present(d, number, w, m);
	locked_free(w);
	locked_free(m);
	return tell(f, &d->detail);
}

/* What a program took counts as seen, as what a screen took. */
static int
show_json(struct desk *d, uint32_t number)
{
	int rc = json_say(d, "case.get",
	    GIVEN({ .name = "number", .number = number }));

	if (rc != 0)
		return rc;
	if (!screen_sent())
		return tell(fault_plain(&d->detail, FAULT_OUTPUT), &d->detail);
	return tell(case_shown(d, number, UINT32_MAX), &d->detail);
}

int
cmd_show(const struct options *o)
{
	struct desk d = DESK_NONE;
	uint32_t number;
	int rc;

	if (!number_parse(&number, o->arg[1], 1, UINT32_MAX))
		return say_wrong(_("%s is not the number of a case"),
		    o->arg[1]);
	rc = enter(&d, o->arg[0], o);
	if (rc == 0)
		rc =
		    o->porcelain ? show_json(&d, number) : show_run(&d, number);
	desk_close(&d);
	return rc;
}
