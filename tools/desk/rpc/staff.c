/* staff.c - staff.*: who works here, and who no longer does. */

#include "rpc/methods.h"

#include <stdlib.h>

#include "book/people.h"
#include "core/recover.h"
#include "core/team.h"
#include "rpc/secret.h"
#include "rpc/who.h"
#include "rpc/values.h"

static json_t *
person(const struct person *p)
{
	return json_pack("{s:i, s:s, s:s, s:b, s:o, s:o}", "s", p->s, "name",
	    p->name, "initials", p->initials, "lead", p->lead, "came",
	    value_week(p->came), "left", value_week_or(p->left));
}

static json_t *
people(const struct person *all, size_t n)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < n; i++)
		ok = values_add(out, person(&all[i])) && ok;
	return values_whole(out, ok);
}

enum fault
staff_list(struct call *c)
{
	struct person *all = NULL;
	size_t n = 0;
	enum fault f =
	    fault_book(&c->d->detail, people_list(&all, &n, c->d->book));

	if (f == FAULT_NONE)
		c->result = json_pack("{s:o, s:i, s:b}", "persons",
		    people(all, n), "at_work", c->d->session->s,
		    "known_to_who_left", !team_complete(c->d->state));
	free(all);
	return f;
}

/* The card, also where a second person is needed first. */
static enum fault
card_result(struct call *c, const struct digits *card, enum fault f)
{
	if (f != FAULT_NONE && f != FAULT_SECOND_NEEDED)
		return f;
	c->result = json_pack("{s:s, s:o}", "card", card->d, "proposal",
	    f == FAULT_NONE ? json_null() : json_integer(c->d->detail.n));
	return FAULT_NONE;
}

enum fault
staff_add(struct call *c)
{
	struct newcomer new = { param_text(c->params, "name"),
		param_text(c->params, "initials"), { { NULL, 0 }, 0 } };
	struct passphrase *p = NULL;
	struct digits card;
	enum fault f = secret_chosen(&p, c, "passphrase");

	if (f == FAULT_NONE) {
		new.hole = secret_hole(p, c);
		f = card_result(c, &card, team_add(c->d, &new, &card));
	}
	passphrase_free(p);
	return f;
}

enum fault
staff_remove(struct call *c)
{
	uint8_t s;
	enum fault f = who_named(&s, c);

	if (f == FAULT_NONE)
		f = team_remove(c->d, s);
	if (f == FAULT_NONE)
		c->result = json_pack("{s:b}", "known_to_who_left",
		    !team_complete(c->d->state));
	return f;
}

enum fault
staff_recover(struct call *c)
{
	struct passphrase *p = NULL;
	struct keyhole hole;
	struct digits card;
	uint8_t s;
	enum fault f = who_named(&s, c);

	if (f == FAULT_NONE)
		f = secret_chosen(&p, c, "passphrase");
	if (f == FAULT_NONE) {
		hole = secret_hole(p, c);
		f = card_result(c, &card,
		    recover_person(c->d, s, &hole, &card));
	}
	passphrase_free(p);
	return f;
}

enum fault
staff_passphrase(struct call *c)
{
	struct passphrase *old = NULL;
	struct passphrase *new = NULL;
	struct keyhole hole;
	enum fault f = secret_given(&old, c, "old");

	if (f == FAULT_NONE)
		f = secret_chosen(&new, c, "passphrase");
	if (f == FAULT_NONE) {
		hole = secret_hole(new, c);
		f = team_change(c->d, old, param_text(c->params, "key"), &hole);
	}
	if (f == FAULT_NONE)
		c->result = result_done();
	passphrase_free(old);
	passphrase_free(new);
	return f;
}
