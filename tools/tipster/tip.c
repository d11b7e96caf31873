/* tip.c - seals a tip, a follow-up or a close, and deposits it. */

#include "terminal/say.h"
#include "tipster/tip.h"

#include <string.h>

#include "os/process.h"
#include "terminal/screen.h"
#include "tipster/say.h"

struct tip *
tip_new(const struct options *o, enum kind kind,
    void (*stored)(const struct tip *t, const struct exchange *x))
{
	struct tip *t = locked_new(sizeof(*t));

	if (t == NULL) {
		(void)say_wrong("there is not enough locked memory; raise "
				"\"ulimit -l\" and try again");
		return NULL;
	}
	t->kind = kind;
	t->stored = stored;
	t->no_answer = o->no_answer;
	t->wanted = o->wanted;
	return t;
}

void
tip_free(struct tip *t)
{
	locked_free(t);
}

bool
tip_ask(struct tip *t)
{
	t->known = ask_receipt(&t->mailbox.receipt);
	return t->known;
}

bool
tip_find(struct tip *t, struct exchange *x)
{
	enum err e = mailbox_exchange(&t->mailbox, x);

	if (e != OK) {
		(void)say_exchange_failed(x, e);
		return false;
	}
	t->found = mailbox_found(&t->week, &t->mailbox, x);
	return true;
}

static enum err
seal(struct exchange *x, void *arg)
{
	struct tip *t = arg;
	struct mailbox *m = &t->mailbox;
	struct client_message say = {
		.kind = t->kind,
		.lane = LANE_CLI,
		.text = { t->text, t->text_n },
		.root = t->no_answer ? NULL : &m->root,
		.has_week = t->kind != KIND_TIP && t->found != 0,
		.week = t->week,
	};
	enum err e;

	t->refused = desks_choose(&t->to, x, &t->wanted, t->found);
	if (t->refused != NULL)
		return ERR_MISSING;
	if (!t->known)
		receipt_draw(&m->receipt);
	receipt_root(&m->root, &m->receipt, &x->directory.service);
	say.desks = t->to;
	e = client_seal(x->envelope, &t->work, &say, &x->directory, &x->notes);
	x->real = e == OK;
	return e;
}

static void
stored(const struct exchange *x, void *arg)
{
	const struct tip *t = arg;

	t->stored(t, x);
}

/* Split the typed desk names at blanks and commas. */
static void
pick(struct tip *t)
{
	static const char between[] = " ,";
	char *s = (char *)t->picked.b;

	t->wanted = (struct wanted){ .names = 0 };
	for (;;) {
		s += strspn(s, between);
		if (*s == '\0' || t->wanted.names == SLOTS)
			return;
		t->wanted.name[t->wanted.names++] = s;
		s += strcspn(s, between);
		if (*s != '\0')
			*s++ = '\0';
	}
}

/* At a terminal, ask for other desks; false after error messages. */
static bool
choose_again(struct tip *t, const struct exchange *x)
{
	const struct refusal *r = t->refused;

	if (!ask_terminal()) {
		(void)say_wrong("%s; %s", r->why, r->todo);
		say_fate(x);
		return false;
	}
	if (!r->choice)
		(void)say_wrong("%s", r->why);
	desks_list(x);
	if (!ask_line(&t->picked, "Which desk? (up to four names) ")) {
		say_fate(x);
		return false;
	}
	pick(t);
	return true;
}

/* Say why the visit failed; at a terminal, ask to try again. */
static bool
retry(const struct exchange *x, enum err e)
{
	WIPED(typed) line;

	(void)say_exchange_failed(x, e);
	say_fate(x);
	return ask_terminal() &&
	    ask_line(&line, "Press Enter to try again, Ctrl-C to stop. ");
}

bool
tip_send(struct tip *t, struct exchange *x)
{
	const struct sealer sealer = { seal, stored, t };
	enum err e;

	do {
		t->refused = NULL;
		/* check that the only copy of a receipt can be shown */
		say("Sending.\n");
		if (!screen_sent()) {
			(void)say_wrong("standard output cannot be written "
					"to, so nothing was sent: check "
					"whether the disk is full");
			return false;
		}
		e = exchange_make(x, &sealer);
		if (e == OK)
			return true;
	} while (t->refused != NULL ? choose_again(t, x) : retry(x, e));
	return false;
}
