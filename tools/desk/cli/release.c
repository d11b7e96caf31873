/* release.c - zegel-desk proposals, release, withdraw: what waits for two. */

#include "cli/command.h"

#include <stdlib.h>

#include "cli/date.h"
#include "cli/enter.h"
#include "cli/json.h"
#include "cli/tell.h"
#include "cli/words.h"
#include "core/deeds.h"
#include "core/proposal.h"
#include "core/recruit.h"
#include "core/team.h"
#include "lang/lang.h"
#include "os/process.h"
#include "terminal/ask.h"
#include "terminal/foreign.h"
#include "terminal/say.h"
#include "terminal/screen.h"

/* What it is, so that somebody else can judge it. */
static void
proposal_say(const struct proposal *p, struct desk *d)
{
	struct person *new = calloc(1, sizeof(*new));
	struct person *by = calloc(1, sizeof(*by));
	struct digits card;
	char day[WORDS_DAY];

	words_day(day, p->day);
	if (by != NULL && person_load(by, d->book, p->s) == OK)
		say(_("Proposal %u, by %s on %s:\n"), p->id, by->initials, day);
	if (new != NULL && recruit_proposed(new, p)) {
		staff_card(&card, &d->state->desk, &new->pk);
		say(p->act == ACT_PERSON_ADDED
			? _("  a new person, with the initials %s:\n")
			: _("  a new key for %s, who forgot the passphrase:\n"),
		    new->initials);
		say("    ");
		foreign_words(span_str(new->name));
		say("\n    %s\n", card.d);
		say(_("  Let this person read out the digits of the card "
		      "before you release this.\n"));
	}
	free(by);
	free(new);
}

static int
proposals_run(struct desk *d)
{
	uint32_t id[PROPOSALS_MAX];
	size_t n;
	struct proposal *p = locked_new(sizeof(*p));
	enum err e = p == NULL ? ERR_MEMORY : proposals_list(id, &n, d->book);

	for (size_t i = 0; e == OK && i < n; i++) {
		e = proposal_load(p, d->book, id[i]);
		if (e == OK)
			proposal_say(p, d);
	}
	if (e == OK && n == 0)
		say(_("Nothing waits for a second person.\n"));
	locked_free(p);
	return tell(fault_book(&d->detail, e), &d->detail);
}

int
cmd_proposals(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = o->porcelain ? json_say(&d, "proposal.list", GIVEN_NONE)
				  : proposals_run(&d);
	desk_close(&d);
	return rc;
}

/* Show it, and ask; at no terminal the command itself is the yes. */
static int
release_ask(struct desk *d, uint32_t id)
{
	struct proposal *p = locked_new(sizeof(*p));
	enum err e = p == NULL ? ERR_MEMORY : proposal_load(p, d->book, id);

	if (e == OK)
		proposal_say(p, d);
	locked_free(p);
	if (e == ERR_MISSING)
		return tell(
		    fault_number(&d->detail, FAULT_PROPOSAL_MISSING, id),
		    &d->detail);
	if (e != OK)
		return tell(fault_book(&d->detail, e), &d->detail);
	if (!screen_sent())
		return tell(FAULT_OUTPUT, &d->detail);
	if (ask_terminal() && !ask_yes(_("Release it? (y/n) ")))
		return say_wrong(_("nothing was changed"));
	return 0;
}

/* With a second person beside the first, or as the second person. */
static int
release_run(struct desk *d, uint32_t id, const struct options *o)
{
	WIPED(staff_secret) secret = { { 0 } };
	uint8_t s;
	enum fault f;

	if (release_ask(d, id) != 0 || date_settle(d, 0, o->date_is_right) != 0)
		return 1;
	if (o->second == NULL) {
		f = deeds_release(d, id);
	} else {
		if (second_person(&secret, &s, d, o) != 0)
			return 1;
		f = deeds_second(d, id, s, &secret);
	}
	if (f == FAULT_NONE)
		say(_("Released: it is done.\n"));
	return tell(f, &d->detail);
}

static int
numbered(const struct options *o,
    int (*run)(struct desk *d, uint32_t id, const struct options *o))
{
	struct desk d = DESK_NONE;
	uint32_t id;
	int rc;

	if (!number_parse(&id, o->arg[1], 1, UINT32_MAX))
		return say_wrong(_("%s is not the number of a proposal"),
		    o->arg[1]);
	rc = enter(&d, o->arg[0], o);
	if (rc == 0)
		rc = run(&d, id, o);
	desk_close(&d);
	return rc;
}

int
cmd_release(const struct options *o)
{
	return numbered(o, release_run);
}

static int
withdraw_run(struct desk *d, uint32_t id, const struct options *o)
{
	enum fault f;

	if (date_settle(d, 0, o->date_is_right) != 0)
		return 1;
	f = proposal_withdraw(d, id);
	if (f == FAULT_NONE)
		say(_("Proposal %u is withdrawn and destroyed.\n"), id);
	return tell(f, &d->detail);
}

int
cmd_withdraw(const struct options *o)
{
	return numbered(o, withdraw_run);
}
