/* open.c - zegel-desk open: from a stick's inboxes into the casebook. */

#include "command.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "date.h"
#include "desk.h"
#include "destroy.h"
#include "inbox.h"
#include "intake.h"
#include "terminal/ask.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "week.h"

enum {
	SLOW_ENVELOPES = 1000,
	RENEW_WEEKS = 4, /* warn this long before the last key */
};

/* A ROOT on the stick is only as good as the paper it is compared with. */
static int
root_confirm(struct vkey *root, int stick)
{
	WIPED(typed) line;
	struct file f = { NULL, 0 };
	char shown[VKEY_TEXT];
	bool yes = false;

	if (file_read(&f, stick, "root.vkey", VKEY_TEXT + 16) == OK &&
	    vkey_parse(root, plain_trim(file_span(&f))) == OK) {
		vkey_print(shown, root);
		say("The stick says that this service's ROOT is\n\n  %s\n\n"
		    "Compare it with the paper of the service.\n",
		    shown);
		yes = ask_yes("Is it the same, to the last letter? (y/n) ");
		file_free(&f);
		return yes ? 0 : say_wrong("then nothing was opened");
	}
	file_free(&f);
	if (!ask_line(&line, "ROOT, as it stands on the paper: ") ||
	    vkey_parse(root, span_str((const char *)line.b)) != OK)
		return say_wrong("that is no ROOT: it looks like "
				 "name+1234abcd+LETTERS. Nothing was opened");
	return 0;
}

/* Pin ROOT at the first open. */
static int
root_pin(struct state *s, int stick, const char *given)
{
	struct vkey root;

	if (given != NULL &&
	    vkey_parse(&root, plain_trim(span_str(given))) != OK)
		return say_wrong("--root takes the whole line that zegel-desk "
				 "root printed");
	if (s->pinned && given != NULL &&
	    (strcmp(root.name, s->root.name) != 0 ||
		memcmp(root.key.b, s->root.key.b, sizeof(root.key.b)) != 0))
		return say_wrong("this desk knows another ROOT than that: "
				 "nothing was opened");
	if (s->pinned)
		return 0;
	if (given == NULL && !ask_terminal())
		return say_wrong("this desk does not know the ROOT of its "
				 "service yet: give --root and the line on its "
				 "paper");
	if (given == NULL && root_confirm(&root, stick) != 0)
		return 1;
	s->root = root;
	s->pinned = true;
	return 0;
}

static bool
is_new(const struct inbox *in)
{
	return in->verdict != VERDICT_KNOWN && in->verdict != VERDICT_OLD;
}

/* Read all notes; the date must fit the newest inbox, and the latest week. */
static int
heads_read(struct inbox *in, size_t n, int stick, struct desk *d,
    bool date_is_right)
{
	const struct state *s = d->state;
	uint16_t latest = chain_week(s);
	uint16_t newest = latest;

	for (size_t i = 0; i < n; i++) {
		if (inbox_read(&in[i], stick, d) != 0)
			return 1;
		if (!is_new(&in[i]))
			continue;
		if (in[i].link.week > latest)
			latest = in[i].link.week;
		if (in[i].seq >= s->newest.seq || in[i].verdict == VERDICT_ANEW)
			newest = in[i].link.week;
	}
	if ((newest != latest && date_prove(d, newest, date_is_right) != 0) ||
	    date_prove(d, latest, date_is_right) != 0)
		return 1;
	for (size_t i = 0; i < n; i++)
		if (is_new(&in[i]) &&
		    date_of_inbox(d, in[i].seq, in[i].link.week) != 0)
			return 1;
	return 0;
}

/* What an inbox changes about the desk's own affairs. */
static void
state_learn(struct state *s, const struct inbox *in)
{
	chain_take(s, &in->link, in->verdict);
	if (in->verdict != VERDICT_FORMER)
		s->srv = in->srv;
	if (in->directory < s->directory)
		return;
	s->directory = in->directory;
	s->cells = in->cells;
	s->rhythm = in->rhythm;
	s->served = in->served;
	s->revoked = in->revoked;
}

/* Open one inbox into the transaction. */
static int
one_open(struct inbox *in, struct desk *d, int stick)
{
	struct intake_where where = { d->book, d->state, d->keys };
	struct file f = { NULL, 0 };
	enum err e;

	/* those before it may have changed the verdict and the version */
	if (inbox_read(in, stick, d) != 0 ||
	    inbox_envelopes(&f, in, stick) != 0)
		return 1;
	if (in->envelopes > SLOW_ENVELOPES)
		say("Opening inbox %u: %u envelopes, this takes a while.\n",
		    in->seq, in->envelopes);
	e = intake_run(&in->count, file_span(&f), in->link.week, &where);
	file_free(&f);
	if (e != OK)
		return desk_book_failed(e);
	state_learn(d->state, in);
	return 0;
}

static void
count_say(uint32_t n, const char *what)
{
	if (n > 0)
		say("  %u %s\n", n, what);
}

static void
one_say(const struct inbox *in)
{
	const struct intake_count *c = &in->count;
	char week[WEEK_TEXT];

	week_print(week, in->link.week);
	say("Inbox %u, week %s: %u envelopes, %u for this desk.\n", in->seq,
	    week, c->envelopes, c->ours);
	if (in->verdict == VERDICT_FORMER)
		say("  signed with a key that the server had before\n");
	if (c->cases == 1)
		say("  1 new case: %u\n", c->first);
	else if (c->cases > 1)
		say("  %u new cases: %u to %u\n", c->cases, c->first,
		    c->first + c->cases - 1);
	count_say(c->joined, "added to a case that was here");
	count_say(c->closes, "closed by the tipster: ended in the next outbox");
	count_say(c->rewrapped, "with the text of another one: see the marks");
	count_say(c->repeats, "seen before, and left out");
	count_say(c->lost, "closed a thread that is not here");
	count_say(c->malformed,
	    "sealed to this desk but made by no honest "
	    "program");
}

/* What somebody should do something about. */
static void
advice_say(const struct desk *d, const struct inbox *last)
{
	const struct state *s = d->state;
	char text[WEEK_TEXT];

	chain_say(s, "! ");
	if (s->revoked)
		say("! A key of this desk was revoked: zegel-desk renew makes "
		    "all of them new.\n");
	if (s->last_epoch < week_of_day(d->day) + RENEW_WEEKS) {
		week_print(text, s->last_epoch);
		say("! Keys run out after week %s: zegel-desk renew.\n", text);
	}
	if (last != NULL && last->taken < s->outbox)
		say("! The server has not taken in outbox %u yet.\n",
		    s->outbox);
	if (last != NULL && last->expires < d->day + 7 * RENEW_WEEKS)
		say("! The service's directory runs out soon: tell who keeps "
		    "ROOT.\n");
}

/* All of it in one transaction. */
static int
all_open(struct inbox *in, size_t n, struct desk *d, int stick)
{
	const struct inbox *last = NULL;

	for (size_t i = 0; i < n; i++) {
		if (!is_new(&in[i]))
			continue;
		if (one_open(&in[i], d, stick) != 0) {
			desk_abort(d);
			return 1;
		}
		last = &in[i];
	}
	if (desk_commit(d) != 0)
		return 1;
	for (size_t i = 0; i < n; i++)
		if (is_new(&in[i]))
			one_say(&in[i]);
	if (last == NULL)
		say("Nothing new: the inbox%s on this stick %s opened "
		    "before.\n",
		    n == 1 ? "" : "es", n == 1 ? "was" : "were");
	advice_say(d, last);
	return destroy_run(d);
}

int
open_run(struct desk *d, const char *stick, const struct options *o)
{
	struct inbox *in = NULL;
	int fd = folder_open(stick, "stick");
	size_t n;
	int rc = 1;

	if (fd < 0)
		return 1;
	if (inboxes_find(&in, &n, fd) == 0 &&
	    root_pin(d->state, fd, o->root) == 0 && desk_begin(d) == 0 &&
	    heads_read(in, n, fd, d, o->date_is_right) == 0)
		rc = all_open(in, n, d, fd);
	if (rc != 0)
		desk_abort(d);
	free(in);
	(void)close(fd);
	return rc;
}

int
cmd_open(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = desk_open(&d, o->arg[0]);

	if (rc == 0)
		rc = open_run(&d, o->arg[1], o);
	desk_close(&d);
	return rc;
}
