/* staff.c - zegel-desk staff, staff-add ...: who works here. */

#include "cli/staff.h"

#include <stdlib.h>
#include <string.h>

#include "cli/date.h"
#include "cli/enter.h"
#include "cli/json.h"
#include "cli/passphrase.h"
#include "cli/tell.h"
#include "cli/words.h"
#include "core/recover.h"
#include "core/team.h"
#include "lang/lang.h"
#include "terminal/ask.h"
#include "terminal/foreign.h"
#include "terminal/say.h"
#include "terminal/tty.h"

int
staff_words(struct person_words *words, struct options *o)
{
	if ((o->person == NULL || o->initials == NULL) && !ask_terminal())
		return say_wrong(_("who is it? Give --person and the full "
				   "name, and --initials"));
	if (o->person == NULL) {
		if (!ask_line(&words->name, _("Full name: ")))
			return say_wrong(_("no name was given"));
		o->person = (const char *)words->name.b;
	}
	if (o->initials == NULL) {
		if (!ask_line(&words->initials,
			_("Initials, as the list shows them before anybody "
			  "is known: ")))
			return say_wrong(_("no initials were given"));
		o->initials = (const char *)words->initials.b;
	}
	return 0;
}

void
staff_card_say(const char *name, const struct digits *card)
{
	say("\n");
	say(_("A card, for the day on which this desk is paired with another "
	      "one:\n"));
	say("\n    ");
	foreign_words(span_str(name));
	say("\n    %s\n\n", card->d);
	say(_("Write it on paper and keep it with you. It is shown this "
	      "once.\n\n"));
}

static void
person_say(const struct person *p, const struct desk *d)
{
	char week[WORDS_DAY];

	say("  %-8s  ", p->initials);
	foreign_words(span_str(p->name));
	if (p->s == d->session->s)
		say(_("  (you)"));
	if (p->left != 0) {
		words_week(week, p->left);
		say(_("  left in the %s"), week);
	}
	say("\n");
}

static void
leaves_say(const struct state *s)
{
	if (team_complete(s))
		return;
	say(_("! Somebody left, and the server still serves keys that they "
	      "know, or could. Make\n  all keys new with zegel-desk renew "
	      "--new-keys, and carry the stick to the\n  server. Then have "
	      "the directory signed anew: in its draft the line that begins\n"
	      "  with desk and has the name %s ends in %u, or more. Then open "
	      "an inbox\n  that the server made after that.\n"),
	    s->name, s->leaves);
}

static int
staff_run(struct desk *d)
{
	struct person *all;
	size_t n;
	enum err e = people_list(&all, &n, d->book);

	if (e != OK)
		return tell(fault_book(&d->detail, e), &d->detail);
	for (size_t i = 0; i < n; i++)
		person_say(&all[i], d);
	free(all);
	leaves_say(d->state);
	return 0;
}

int
cmd_staff(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = o->porcelain ? json_say(&d, "staff.list", GIVEN_NONE)
				  : staff_run(&d);
	desk_close(&d);
	return rc;
}

/* What came of a deed that may take two: the second may be there already. */
static int
deed_end(struct desk *d, enum fault f)
{
	if (f != FAULT_SECOND_NEEDED)
		return tell(f, &d->detail);
	say(_("This takes two persons. It waits as proposal %u: a colleague "
	      "looks at it and\nreleases it with zegel-desk release.\n"),
	    d->detail.n);
	return 0;
}

static int
add_run(struct desk *d, const struct options *o, struct passphrase *p)
{
	struct newcomer new = { o->person, o->initials,
		{ { NULL, 0 }, o->kib != 0 ? o->kib : seed_default_kib() } };
	struct digits card;
	enum fault f;

	if (date_settle(d, 0, o->date_is_right) != 0)
		return 1;
	f = team_check(d, new.name, new.initials);
	if (f == FAULT_NONE)
		f = proposal_check(d, &team_add_deed, 0);
	if (f != FAULT_NONE)
		return tell(f, &d->detail);
	say(_("Let %s sit down here and choose a passphrase.\n"), new.initials);
	if (passphrase_choose(p, _("New passphrase: ")) != 0)
		return 1;
	new.hole.pass = passphrase_span(p);
	f = team_add(d, &new, &card);
	tty_release();
	if (f == FAULT_NONE || f == FAULT_SECOND_NEEDED)
		staff_card_say(new.name, &card);
	return deed_end(d, f);
}

int
cmd_staff_add(const struct options *o)
{
	struct desk d = DESK_NONE;
	struct options full = *o;
	struct person_words *words = calloc(1, sizeof(*words));
	struct passphrase *p = passphrase_new();
	int rc = p == NULL || words == NULL ? tell(FAULT_MEMORY, &d.detail)
					    : enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = staff_words(words, &full);
	if (rc == 0)
		rc = add_run(&d, &full, p);
	free(words);
	passphrase_free(p);
	desk_close(&d);
	return rc;
}

/* The number of who is here under ${initials}; 0 after a sentence. */
static uint8_t
person_named(struct desk *d, const char *initials)
{
	struct deskkey *k = desk_key(d);

	for (size_t i = 0; i < k->persons; i++)
		if (strcmp(k->person[i].initials, initials) == 0)
			return k->person[i].s;
	(void)tell(fault_text(&d->detail, FAULT_PERSON_UNKNOWN, initials),
	    &d->detail);
	return 0;
}

static int
remove_run(struct desk *d, const struct options *o)
{
	uint8_t s = person_named(d, o->arg[1]);
	enum fault f;

	if (s == 0 || date_settle(d, 0, o->date_is_right) != 0)
		return 1;
	f = team_remove(d, s);
	if (f != FAULT_NONE)
		return tell(f, &d->detail);
	say(_("%s opens nothing any more that is written here from now on.\n"),
	    o->arg[1]);
	leaves_say(d->state);
	return 0;
}

int
cmd_staff_remove(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = remove_run(&d, o);
	desk_close(&d);
	return rc;
}

static int
recover_run(struct desk *d, uint8_t s, const struct options *o,
    struct passphrase *p)
{
	struct keyhole hole = { { NULL, 0 },
		o->kib != 0 ? o->kib : seed_default_kib() };
	struct digits card;
	enum fault f;

	if (date_settle(d, 0, o->date_is_right) != 0)
		return 1;
	if (passphrase_choose(p, _("New passphrase: ")) != 0)
		return 1;
	hole.pass = passphrase_span(p);
	f = recover_person(d, s, &hole, &card);
	tty_release();
	if (f == FAULT_NONE || f == FAULT_SECOND_NEEDED)
		staff_card_say(o->arg[1], &card);
	return deed_end(d, f);
}

int
cmd_staff_recover(const struct options *o)
{
	struct desk d = DESK_NONE;
	struct passphrase *p = passphrase_new();
	int rc =
	    p == NULL ? tell(FAULT_MEMORY, &d.detail) : enter(&d, o->arg[0], o);
	uint8_t s = rc == 0 ? person_named(&d, o->arg[1]) : 0;

	rc = s == 0 ? 1 : recover_run(&d, s, o, p);
	passphrase_free(p);
	desk_close(&d);
	return rc;
}

static int
change_run(struct desk *d, const struct options *o, struct passphrase *old,
    struct passphrase *new)
{
	struct keyhole hole = { { NULL, 0 },
		o->kib != 0 ? o->kib : seed_default_kib() };
	enum fault f;

	if (date_settle(d, 0, o->date_is_right) != 0)
		return 1;
	if (passphrase_ask(old, _("The passphrase that you have now: ")) != 0)
		return 1;
	tty_release();
	if (passphrase_choose(new, _("New passphrase: ")) != 0)
		return 1;
	hole.pass = passphrase_span(new);
	f = team_change(d, old, o->key, &hole);
	tty_release();
	if (f == FAULT_NONE)
		say(_("The new passphrase counts from now on.\n"));
	return tell(f, &d->detail);
}

int
cmd_staff_passphrase(const struct options *o)
{
	struct desk d = DESK_NONE;
	struct passphrase *old = passphrase_new();
	struct passphrase *new = passphrase_new();
	int rc = old == NULL || new == NULL ? tell(FAULT_MEMORY, &d.detail)
					    : enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = change_run(&d, o, old, new);
	passphrase_free(old);
	passphrase_free(new);
	desk_close(&d);
	return rc;
}
