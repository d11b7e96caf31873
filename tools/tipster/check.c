/* check.c - the check command: shows the desks' answers to a receipt. */

#include <stdio.h>

#include "os/clock.h"
#include "os/process.h"
#include "terminal/foreign.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "tipster/ask.h"
#include "tipster/command.h"
#include "tipster/mailbox.h"
#include "tipster/say.h"
#include "tipster/session.h"
#include "week.h"

static const char *
status_sentence(enum status s)
{
	switch (s) {
	case STATUS_RECEIVED:
		return "The desk has opened your message.";
	case STATUS_QUESTION:
		return "The desk has a question for you.";
	case STATUS_DONE:
		return "The desk is done. Thank you.";
	}
	return "";
}

/* Every outbox renews each cell: an old one may mean withheld answers. */
static void
say_age(uint16_t week, uint8_t rhythm)
{
	uint16_t now = clock_week();

	if (week > now)
		say("Careful: that week is in the future. Check the date of "
		    "this machine.\n");
	else if (now - week > 2 * rhythm + 1)
		say("Careful: this answer is old. The desk should have written "
		    "since then. Somebody\nmay be holding back newer answers. "
		    "Use another way to reach the desk.\n");
}

static void
say_texts(const struct cell_body *cell)
{
	struct reader r = { cell->texts.p, cell->texts.n, false };
	struct cell_text t;
	char week[WEEK_TEXT];

	while (texts_next(&t, &r)) {
		week_print(week,
		    cell->week > t.weeks_ago
			? (uint16_t)(cell->week - t.weeks_ago)
			: 0);
		say("\n");
		screen_put(span_str(week));
		say(":\n");
		foreign_text("    ", t.text);
	}
}

static void
say_cell(const struct holder *h, const struct cell_body *cell, uint8_t rhythm)
{
	char week[WEEK_TEXT];

	week_print(week, cell->week);
	foreign_words(desk_title(h));
	say(", as of week %s\n", week);
	say("%s\n", status_sentence(cell->status));
	say("Messages of yours that it read: %u\n", cell->opened);
	say_age(cell->week, rhythm);
	say_texts(cell);
	say("\n");
}

static bool
say_unread(const struct holder *h)
{
	struct span title = desk_title(h);

	(void)say_wrong("there is an answer from %.*s, but this version of "
			"zegel cannot read it; get the newest version",
	    (int)title.n, (const char *)title.p);
	return false;
}

/* Show all answers; false if there is one that this zegel cannot read. */
static bool
say_answers(struct mailbox *m, const struct exchange *x)
{
	const struct directory *d = &x->directory;
	bool any = false;
	bool whole = true;
	unsigned i;
	enum err e;

	for (i = 0; i < d->desks; i++) {
		e = mailbox_read(m, x, i);
		any = any || e != ERR_MISSING;
		if (e == OK)
			say_cell(&d->holder[i], &m->cell, d->rhythm);
		else if (e != ERR_MISSING)
			whole = say_unread(&d->holder[i]);
	}
	if (!any)
		say("There is no message for this code. Look again next "
		    "week.\n");
	return whole;
}

int
cmd_check(const struct options *o)
{
	struct exchange *x = session_begin(&o->endpoint, &o->root);
	struct mailbox *m = locked_new(sizeof(*m));
	int status = 1;
	enum err e;

	if (m == NULL)
		(void)say_wrong("there is not enough locked memory; raise "
				"\"ulimit -l\" and try again");
	if (x == NULL || m == NULL)
		goto out;
	if (!ask_receipt(&m->receipt))
		goto out;
	e = mailbox_exchange(m, x);
	if (e != OK) {
		(void)say_exchange_failed(x, e);
		goto out;
	}
	status = say_answers(m, x) ? 0 : 1;
out:
	locked_free(m);
	session_end(x);
	exchange_free(x);
	return status;
}
