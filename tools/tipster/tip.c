/* tip.c - seals a tip, a follow-up or a close, and deposits it. */

#include "tipster/tip.h"

#include <string.h>

#include "envelope.h"
#include "os/process.h"
#include "terminal/screen.h"
#include "tipster/say.h"

struct tip *
tip_new(const struct options *o, enum kind kind,
    void (*stored)(const struct tip *t, const struct exchange *v))
{
	struct tip *t = locked_new(sizeof(*t));

	if (t == NULL) {
		(void)say_wrong("this machine gives no locked memory; raise "
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
tip_find(struct tip *t, struct exchange *v)
{
	enum err e = mailbox_visit(&t->mailbox, v);

	if (e != OK) {
		(void)say_failed(v, e);
		return false;
	}
	mailbox_found(&t->found, &t->week, &t->mailbox, v);
	return true;
}

/* Derive the thread secrets from the receipt; draw them for no answer. */
static void
derive(struct tip *t, const struct directory *d)
{
	struct mailbox *m = &t->mailbox;
	unsigned i;

	if (!t->known)
		receipt_draw(&m->receipt);
	receipt_root(&m->root, &m->receipt, &d->service);
	for (i = 0; i < t->to.n; i++) {
		if (t->no_answer)
			thread_draw(&t->thread[i]);
		else
			thread_derive(&t->thread[i], &m->root,
			    &d->holder[t->to.at[i]].id);
	}
}

static enum err
encode(struct tip *t)
{
	struct body b = { .kind = t->kind, .lane = LANE_CLI };

	/* allow referral, as on the page: "zegel desks" lists its recipients */
	if (t->kind != KIND_CLOSE)
		b.flags = t->no_answer ? FLAG_MAY_REFER
				       : FLAG_MAY_REFER | FLAG_WANTS_REPLY;
	b.text.p = t->text;
	b.text.n = t->text_n;
	randombytes_buf(b.id.b, sizeof(b.id.b));
	b.has_week = t->kind != KIND_TIP && t->found.n > 0;
	b.week = t->week;
	return body_encode(t->body, &b);
}

static enum err
seal(struct exchange *v, void *arg)
{
	struct tip *t = arg;
	struct seal_to to[SLOTS];
	unsigned i;
	enum err e;

	t->refused = desks_choose(&t->to, v, &t->wanted, &t->found);
	if (t->refused != NULL)
		return ERR_MISSING;
	derive(t, &v->directory);
	e = encode(t);
	if (e != OK)
		return e;
	for (i = 0; i < t->to.n; i++) {
		to[i].key = v->notes.part[t->to.at[i]].key;
		to[i].thread = &t->thread[i];
	}
	e = envelope_seal(v->envelope, t->body, to, t->to.n);
	v->real = e == OK;
	return e;
}

static void
stored(const struct exchange *v, void *arg)
{
	const struct tip *t = arg;

	t->stored(t, v);
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

/* At a terminal, ask to choose desks or to retry; false to give up. */
static bool
mend(struct tip *t, const struct exchange *v)
{
	WIPED(typed) line;

	if (!ask_terminal())
		return false;
	if (t->refused == NULL)
		return ask_line(&line,
		    "Press Enter to try again, Ctrl-C to stop. ");
	desks_list(v);
	if (!ask_line(&t->picked, "Which desk? (up to four names) "))
		return false;
	pick(t);
	return true;
}

bool
tip_send(struct tip *t, struct exchange *v)
{
	const struct sealer sealer = { seal, stored, t };
	enum err e;

	do {
		t->refused = NULL;
		/* check that the only copy of a receipt can be shown */
		say("Sending.");
		if (!screen_sent()) {
			(void)say_wrong("standard output cannot be written "
					"to, so nothing was sent: look whether "
					"its disk is full");
			return false;
		}
		e = exchange_make(v, &sealer);
		if (e == OK)
			return true;
		if (t->refused != NULL)
			(void)say_wrong("%s", t->refused);
		else
			(void)say_failed(v, e);
		say_fate(v);
	} while (mend(t, v));
	return false;
}
