/* open.c - zegel-desk open: from a stick's inboxes into the casebook. */

#include "core/open.h"

#include <string.h>

#include "cli/command.h"
#include "cli/date.h"
#include "cli/enter.h"
#include "cli/inboxes.h"
#include "cli/json.h"
#include "cli/tell.h"
#include "cli/words.h"
#include "lang/lang.h"
#include "os/clock.h"
#include "terminal/ask.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "week.h"

enum {
	WARN_WEEKS = 4,    /* before the last key, and before the directory */
	QUIET_SECONDS = 2, /* what is done by then needs no line */
	LINE_COLUMNS = 39, /* of the narrowest terminal */
};

/* The line that says how far it is; only at a terminal. */
struct meter {
	bool terminal;
	bool shown;
	int64_t began; /* in seconds since boot; 0: not yet */
	int64_t last;
};

static void
meter_clear(struct meter *m)
{
	if (m->shown)
		say("\r%*s\r", LINE_COLUMNS, "");
	m->shown = false;
}

static void
meter_say(struct meter *m, const struct open_progress *p, int64_t passed)
{
	uint64_t left =
	    p->done == 0 ? 0 : (uint64_t)passed * (p->of - p->done) / p->done;
	unsigned long long done = p->done;
	unsigned long long of = p->of;

	meter_clear(m);
	m->shown = true;
	if (left < 60)
		say(_("Inbox %u: %llu of %llu, soon done"), p->seq, done, of);
	else
		say(_("Inbox %u: %llu of %llu, %u min left"), p->seq, done, of,
		    (unsigned)((left + 59) / 60));
}

static bool
meter_go(void *arg, const struct open_progress *p)
{
	struct meter *m = arg;
	int64_t now = clock_moment().boot;

	if (!m->terminal)
		return true;
	if (p->done == 0) {
		m->began = now;
		m->last = now;
	}
	if (now - m->began < QUIET_SECONDS || now == m->last)
		return true;
	m->last = now;
	meter_say(m, p, now - m->began);
	return true;
}

/*
 * What the paper of the service says: a ROOT on the stick is only as good as
 * the paper it is compared with.  1 after a sentence.
 */
static int
root_ask(struct typed *line, const char *shown)
{
	size_t n = strlen(shown);

	if (n == 0)
		return ask_line(line, _("ROOT, as it stands on the paper: ")) &&
			line->b[0] != '\0'
		    ? 0
		    : say_wrong("%s", _("without ROOT nothing is opened"));
	say(_("The stick says that this service's ROOT is\n\n  %s\n\n"
	      "Compare it with the paper of the service.\n"),
	    shown);
	if (!ask_yes(_("Is it the same, to the last letter? (y/n) ")))
		return say_wrong("%s", _("then nothing was opened"));
	memcpy(line->b, shown, n + 1);
	return 0;
}

static void
cases_say(const struct intake_count *c)
{
	if (c->cases == 1)
		say(_("  1 new tip: case %u\n"), c->first);
	else if (c->cases > 1)
		say(_("  %u new tips: cases %u to %u\n"), c->cases, c->first,
		    c->first + c->cases - 1);
	if (c->joined > 0)
		say(lang_plural("  %u more message in a case that was here\n",
			"  %u more messages in cases that were here\n",
			c->joined),
		    c->joined);
	if (c->closes > 0)
		say(lang_plural("  %u tipster wants no more messages: your "
				"next stick to the server closes the case\n",
			"  %u tipsters want no more messages: your next stick "
			"to the server closes the cases\n",
			c->closes),
		    c->closes);
	if (c->rewrapped > 0)
		say(lang_plural("  %u message has the same text as one in "
				"another case: look at both\n",
			"  %u messages have the same text as one in another "
			"case: look at both\n",
			c->rewrapped),
		    c->rewrapped);
}

/* What came of the others: nothing, and nobody has to do anything. */
static void
rest_say(const struct intake_count *c)
{
	if (c->repeats > 0)
		say(lang_plural("  %u message came before, and is left out\n",
			"  %u messages came before, and are left out\n",
			c->repeats),
		    c->repeats);
	if (c->lost > 0)
		say(lang_plural("  %u last word of a tipster whose case is "
				"not here; you need not do anything\n",
			"  %u last words of tipsters whose cases are not "
			"here; you need not do anything\n",
			c->lost),
		    c->lost);
	if (c->malformed > 0)
		say(lang_plural("  %u message that cannot be read; you need "
				"not do anything\n",
			"  %u messages that cannot be read; you need not do "
			"anything\n",
			c->malformed),
		    c->malformed);
}

static void
one_say(const struct inbox *in)
{
	const struct intake_count *c = &in->count;
	char week[WORDS_DAY];

	words_week(week, in->link.week);
	say(lang_plural("Inbox %u, %s: %u message, %u for this desk.\n",
		"Inbox %u, %s: %u messages, %u for this desk.\n", c->envelopes),
	    in->seq, week, c->envelopes, c->ours);
	if (in->verdict == VERDICT_FORMER)
		say(_("  signed with a key that the server had before\n"));
	cases_say(c);
	rest_say(c);
}

/* A desk that was put back from a backup: what that means now. */
static void
restored_say(const struct state *s)
{
	say(_("! The server has had more from this desk than the desk knows: "
	      "it was put back from an older backup. What was done after "
	      "that backup is gone, answers too.\n"));
	if (s->served > s->schedule)
		say(_("! New keys were made after that backup, and they are "
		      "gone: messages sealed to them cannot be read. Make "
		      "keys again now: zegel-desk renew.\n"));
	say(_("! Your next stick to the server gets a number that it "
	      "accepts: you need not do anything for that.\n"));
}

static void
keys_say(const struct desk *d, uint16_t destroyed)
{
	const struct state *s = d->state;
	char week[WORDS_DAY];

	if (s->revoked)
		say(_("! A key of this desk was revoked: zegel-desk renew "
		      "makes all of them new.\n"));
	words_week(week, s->last_epoch);
	if (s->last_epoch < week_of_day(d->day) + WARN_WEEKS)
		say(_("! The keys of this desk end with the %s: zegel-desk "
		      "renew makes the next ones.\n"),
		    week);
	words_week(week, destroyed);
	if (destroyed != 0)
		say(_("Keys up to the %s are destroyed: nobody can open "
		      "copies of the messages of that time any more.\n"),
		    week);
}

/* What somebody should do something about. */
static void
advice_say(const struct desk *d, const struct open_result *r)
{
	const struct state *s = d->state;
	char day[WORDS_DAY];

	inboxes_say(&s->sequence, "! ");
	if (r->restored)
		restored_say(s);
	keys_say(d, r->destroyed);
	if (r->last == NULL)
		return;
	if (r->last->taken < s->outbox)
		say(_("! The server has not taken in your last stick yet "
		      "(number %u).\n"),
		    s->outbox);
	words_day(day, r->last->expires);
	if (r->last->expires < d->day + 7 * WARN_WEEKS)
		say(_("! The service's list of desks ends on %s: tell who "
		      "keeps ROOT.\n"),
		    day);
}

static void
result_say(const struct desk *d, const struct open_result *r, bool whole)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->inbox[i].opened)
			one_say(&r->inbox[i]);
	if (whole && r->opened == 0)
		say(lang_plural("Nothing new: the inbox on this stick was "
				"opened before.\n",
		    "Nothing new: the inboxes on this stick were opened "
		    "before.\n",
		    r->n));
	if (whole || r->opened > 0)
		advice_say(d, r);
}

/* Ask what only a person can know, until it is open or cannot be. */
static enum fault
open_ask(struct open_result *r, struct desk *d, const char *stick,
    struct open_wish *wish, struct typed *root, bool *said)
{
	for (;;) {
		enum fault f = open_stick(r, d, stick, wish);
		const struct detail why = d->detail;

		if (f == FAULT_ROOT_UNKNOWN && ask_terminal()) {
			*said = root_ask(root, why.text) != 0;
			wish->root = span_str((const char *)root->b);
			if (*said)
				return f;
		} else if (f == FAULT_DATE_DOUBT && !wish->right &&
		    ask_terminal() && date_ask(&why)) {
			wish->right = true;
		} else {
			return f;
		}
		open_result_free(r);
	}
}

int
open_run(struct desk *d, const char *stick, const struct options *o)
{
	WIPED(typed) root = { 0 };
	struct meter m = { .terminal = screen_columns() != SIZE_MAX };
	struct open_wish wish = { { NULL, 0 }, o->date_is_right, meter_go, &m };
	struct open_result r;
	bool said = false;
	enum fault f;

	if (o->root != NULL)
		wish.root = span_str(o->root);
	f = open_ask(&r, d, stick, &wish, &root, &said);
	meter_clear(&m);
	result_say(d, &r, f == FAULT_NONE);
	open_result_free(&r);
	return said ? 1 : tell(f, &d->detail);
}

static int
open_json(struct desk *d, const struct options *o)
{
	return json_say(d, "inbox.open",
	    GIVEN({ .name = "stick", .text = o->arg[1] },
		{ .name = "root", .text = o->root },
		{ .name = "date_is_right", .flag = o->date_is_right }));
}

int
cmd_open(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = o->porcelain ? open_json(&d, o)
				  : open_run(&d, o->arg[1], o);
	desk_close(&d);
	return rc;
}
