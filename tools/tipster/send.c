/* send.c - the send command: sends a tip, or with --receipt a follow-up. */

#include "terminal/foreign.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "tipster/ask.h"
#include "tipster/command.h"
#include "tipster/say.h"
#include "tipster/session.h"
#include "tipster/tip.h"

static void
say_names(const struct tip *t, const struct exchange *x)
{
	const char *between = "Stored, for: ";

	for (unsigned i = 0; i < x->directory.desks; i++) {
		if ((t->to >> i & 1) == 0)
			continue;
		screen_put(span_str(between));
		foreign_words(desk_title(&x->directory.holder[i]));
		between = ", ";
	}
	say(".\n");
}

SECRET_TYPE(receipt_text, RECEIPT_TEXT);

static void
say_receipt(const struct tip *t, const struct exchange *x)
{
	WIPED(receipt_text) text;

	receipt_print((char *)text.b, &t->mailbox.receipt);
	say("Write this down:\n\n");
	screen_put(span_str("    "));
	screen_put(span_str((const char *)text.b));
	say("\n\nWith this code you read the answer: \"zegel check\". Anyone "
	    "who has the code can\nread it too. Nobody can recover a lost "
	    "code. Close this window afterwards.\n");
	say("The code works until 13 weeks after your last message.\n");
	say("%s\n",
	    x->directory.rhythm == 1
		? "The desk answers once a week: look from next week."
		: "The desk answers every two weeks: look in two weeks.");
	if (!screen_sent())
		say_last((const char *)text.b);
}

static void
say_stored(const struct tip *t, const struct exchange *x)
{
	say_names(t, x);
	if (t->no_answer)
		say("You asked for no answer, so there is no code.\n");
	else if (t->known)
		say("Look for the answer with the same code.\n");
	else
		say_receipt(t, x);
}

/*
 * Other people read the text, so a receipt in it is sent only if the person
 * agrees.  False after an error message.
 */
static bool
code_judge(struct span text)
{
	WIPED(receipt) found;
	WIPED(typed) line;

	if (!receipt_find(&found, text))
		return true;
	(void)say_wrong("your text contains a code of 24 digits, and anyone "
			"who has a code can read its answers");
	while (ask_terminal() && ask_line(&line, "Send it anyway? (y/n) ")) {
		if (line.b[0] == 'y' || line.b[0] == 'Y')
			return true;
		if (line.b[0] == 'n' || line.b[0] == 'N')
			break;
	}
	if (!ask_terminal())
		(void)say_wrong("remove the code and send the text again; if "
				"it is not a code or has to be sent, add "
				"--with-code");
	return false;
}

/* Ask for the text; at a terminal, edit it until it may be sent. */
static bool
text_ask(struct tip *t, bool with_code)
{
	do {
		if (!ask_tip(t->text, &t->text_n))
			return false;
		if (with_code ||
		    code_judge((struct span){ t->text, t->text_n }))
			return true;
	} while (ask_terminal());
	return false;
}

int
cmd_send(const struct options *o)
{
	struct exchange *x = session_begin(&o->endpoint, &o->root);
	struct tip *t =
	    tip_new(o, o->receipt ? KIND_FOLLOW_UP : KIND_TIP, say_stored);
	int status = 1;

	if (x == NULL || t == NULL)
		goto out;
	/* read all input first: no connection waits for the person */
	if ((o->receipt && !tip_ask(t)) || !text_ask(t, o->with_code) ||
	    (o->receipt && !tip_find(t, x))) {
		say_fate(x);
		goto out;
	}
	status = tip_send(t, x) ? 0 : 1;
out:
	tip_free(t);
	session_end(x);
	exchange_free(x);
	return status;
}
