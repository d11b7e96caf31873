/* reply.c - zegel-desk reply: what the tipster will read. */

#include "core/reply.h"

#include <string.h>

#include "body.h"
#include "cli/command.h"
#include "cli/date.h"
#include "cli/enter.h"
#include "cli/json.h"
#include "cli/show.h"
#include "cli/tell.h"
#include "cli/words.h"
#include "core/desk.h"
#include "lang/lang.h"
#include "os/process.h"
#include "terminal/ask.h"
#include "terminal/foreign.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/screen.h"

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
	return say_wrong(_("--status takes question, done or received, not %s"),
	    name);
}

/* What was typed, ${e} being what ask_text() said: 0, or 1 after a sentence. */
static int
typed_judge(struct span text, enum err e)
{
	char fault[PLAIN_FAULT];

	if (e == ERR_TOO_LONG)
		return say_wrong(_("this is too long: a reply has at most %d "
				   "bytes, this one more than %d. Nothing was "
				   "changed"),
		    REPLY_MAX, TEXT_ROOM);
	if (e == ERR_FORMAT && plain_fault(fault, text))
		return say_wrong(_("this is not plain text in UTF-8: %s. "
				   "Nothing was changed"),
		    fault);
	return e == OK ? 0 : say_wrong(_("the text cannot be read"));
}

/*
 * The text of ${wish}, at ${p}, behind ${n} bytes of an earlier try; at a
 * terminal until it can be kept but for its code.
 */
static int
text_ask(struct desk *d, struct reply_wish *wish, struct reply_judgement *j,
    uint8_t *p, size_t *n)
{
	const char *prompt = *n > 0
	    ? _("Your text is still here: change it. End with a line that is "
		"a single dot.\n")
	    : _("Write to the tipster; who finds the code reads it too. No "
		"names, no facts from\nothers. End with a line that is a "
		"single dot.\n");

	for (;;) {
		enum err e = ask_text(p, TEXT_ROOM, n, prompt);
		int rc = typed_judge((struct span){ p, *n }, e);
		enum fault f;

		if (rc != 0)
			return rc;
		wish->text = (struct span){ p, *n };
		f = reply_judge(j, d, wish);
		if (f == FAULT_NONE || f == FAULT_REPLY_CODE)
			return 0;
		rc = tell(f, &d->detail);
		if (!ask_terminal() || *n == 0)
			return rc;
		prompt = _("Your text is still here: make it shorter. End with "
			   "a line that is a single dot.\n");
	}
}

/* What the tipster will not read, or no longer. */
static void
out_say(const struct replies *out)
{
	char week[WORDS_DAY];

	for (size_t i = 0; i < out->n; i++) {
		const struct reply *r = &out->reply[i];

		words_week(week, r->week);
		if (r->sent)
			say(_("! Your message of the %s drops out: there is "
			      "no room for all.\n"),
			    week);
		else
			say(_("! Your message of the %s never goes out:\n"),
			    week);
		foreign_text("  | ", (struct span){ r->text, r->n });
	}
}

static void
remarks_say(const struct reply_judgement *j)
{
	if (j->many_questions)
		say(_("! One question a message works best.\n"));
	if (j->code)
		say(_("! A code of 24 digits stands in it. Whoever has a "
		      "tipster's code reads the answers.\n"));
}

/* Show it as the tipster will see it. */
static enum fault
preview(struct desk *d, const struct reply_wish *wish,
    const struct reply_judgement *j)
{
	struct reply_preview *p = locked_new(sizeof(*p));
	enum fault f;

	if (p == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	f = reply_preview(p, d, wish);
	if (f == FAULT_NONE) {
		say(_("After the next stick the tipster of case %u reads:\n"),
		    wish->number);
		cell_say(p->status, &p->reads);
		out_say(&p->out);
		remarks_say(j);
		if (!screen_sent())
			f = fault_plain(&d->detail, FAULT_OUTPUT);
	}
	locked_free(p);
	return f;
}

/* Let a person at a screen decide; elsewhere what was given counts. */
static enum decision
decide(void)
{
	WIPED(typed) line;

	if (!ask_terminal())
		return KEEP;
	while (ask_line(&line,
	    _("Is that right? y: yes, n: change the text, x: drop it. "))) {
		if (strchr("yYjJ", line.b[0]) != NULL && line.b[0] != '\0')
			return KEEP;
		if (line.b[0] == 'n' || line.b[0] == 'N')
			return CHANGE;
		if (line.b[0] == 'x' || line.b[0] == 'X')
			return DROP;
	}
	return DROP;
}

/* What becomes of replies that wait; false: nothing is to be changed. */
static bool
beside_ask(enum beside *out, const struct reply_judgement *j,
    const struct options *o)
{
	WIPED(typed) line;

	*out = o->instead ? BESIDE_INSTEAD : o->both ? BESIDE_TOO : BESIDE_NONE;
	if (j->unsent == 0 || *out != BESIDE_NONE || !ask_terminal())
		return true;
	say(lang_plural("%u message to this tipster has not gone out yet.\n",
		"%u messages to this tipster have not gone out yet.\n",
		j->unsent),
	    j->unsent);
	while (ask_line(&line,
	    _("i: this one goes instead, b: both go, x: change nothing. "))) {
		if (line.b[0] == 'i' || line.b[0] == 'I')
			*out = BESIDE_INSTEAD;
		else if (line.b[0] == 'b' || line.b[0] == 'B')
			*out = BESIDE_TOO;
		else if (line.b[0] != 'x' && line.b[0] != 'X')
			continue;
		return *out != BESIDE_NONE;
	}
	return false;
}

/* Ask, show and ask again, until it is kept or dropped. */
static int
reply_take(struct desk *d, struct reply_wish *wish, uint8_t *text)
{
	struct reply_judgement j;
	enum decision decision = CHANGE;
	size_t n = 0;

	while (decision == CHANGE) {
		enum fault f;

		if (text_ask(d, wish, &j, text, &n) != 0)
			return 1;
		f = preview(d, wish, &j);
		if (f != FAULT_NONE)
			return tell(f, &d->detail);
		decision = decide();
		/* a person at a terminal has seen the warning */
		wish->code_meant = j.code && ask_terminal();
	}
	if (decision == DROP)
		return say_wrong(_("nothing was changed"));
	if (tell(reply_keep(d, wish), &d->detail) != 0)
		return 1;
	say(_("Kept: it goes out with the next stick.\n"));
	return 0;
}

int
reply_run(struct desk *d, uint32_t number, const struct options *o)
{
	struct reply_wish wish = { .number = number };
	struct reply_judgement j;
	uint8_t *text;
	int rc = 1;

	if (status_parse(&wish.status, o->status) != 0 ||
	    date_settle(d, 0, o->date_is_right) != 0 ||
	    tell(reply_ready(&j, d, number), &d->detail) != 0)
		return 1;
	if (!beside_ask(&wish.beside, &j, o))
		return say_wrong(_("nothing was changed"));
	text = locked_new(TEXT_ROOM);
	if (text == NULL)
		(void)tell(fault_plain(&d->detail, FAULT_MEMORY), &d->detail);
	else
		rc = reply_take(d, &wish, text);
	locked_free(text);
	return rc;
}

/* The text as it comes, to be kept or refused. */
static int
reply_json(struct desk *d, uint32_t number, const struct options *o)
{
	uint8_t *text = locked_new(TEXT_ROOM + 1); /* and a NUL */
	size_t n = 0;
	enum err e;
	int rc;

	if (text == NULL)
		return tell(fault_plain(&d->detail, FAULT_MEMORY), &d->detail);
	e = ask_text(text, TEXT_ROOM, &n, "");
	rc = typed_judge((struct span){ text, n }, e);
	if (rc == 0)
		rc = json_say(d, "reply.keep",
		    GIVEN({ .name = "number", .number = number },
			{ .name = "text", .text = (const char *)text },
			{ .name = "status", .text = o->status },
			{ .name = "beside",
			    .text = o->instead ? "instead"
				: o->both      ? "too"
					       : NULL },
			{ .name = "date_is_right", .flag = o->date_is_right }));
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
		return say_wrong(_("%s is not the number of a case"),
		    o->arg[1]);
	if (status_parse(&status, o->status) != 0)
		return 1;
	if (o->instead && o->both)
		return say_wrong(_("--instead and --both do not go together"));
	rc = enter(&d, o->arg[0], o);
	if (rc == 0)
		rc = o->porcelain ? reply_json(&d, number, o)
				  : reply_run(&d, number, o);
	desk_close(&d);
	return rc;
}
