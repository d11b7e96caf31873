/* proposals.c - proposal.*: what waits for a second person. */

#include "rpc/methods.h"

#include <stdlib.h>

#include "core/acts.h"
#include "core/deeds.h"
#include "core/proposal.h"
#include "core/recruit.h"
#include "core/team.h"
#include "os/process.h"
#include "rpc/names.h"
#include "rpc/values.h"

#define N(n) ((json_int_t)(n))

/* Somebody new; null if the proposal is another. */
static json_t *
newcomer(const struct proposal *p, const struct desk *d)
{
	struct person *new = calloc(1, sizeof(*new));
	struct digits card;
	json_t *out = NULL;

	if (new != NULL && !recruit_proposed(new, p)) {
		out = json_null();
	} else if (new != NULL) {
		staff_card(&card, &d->state->desk, &new->pk);
		out = json_pack("{s:s, s:s, s:s}", "name", new->name,
		    "initials", new->initials, "card", card.d);
	}
	free(new);
	return out;
}

static json_t *
proposal(const struct proposal *p, const struct desk *d)
{
	char act[NAME_TEXT];

	name_small(act, act_key(p->act));
	return json_pack("{s:I, s:s, s:i, s:o, s:o}", "proposal", N(p->id),
	    "act", act, "by", p->s, "day", value_day(p->day), "person",
	    newcomer(p, d));
}

static enum err
proposals(json_t *out, struct desk *d, struct proposal *p)
{
	uint32_t id[PROPOSALS_MAX];
	size_t n = 0;
	enum err e = proposals_list(id, &n, d->book);

	for (size_t i = 0; i < n && e == OK; i++) {
		e = proposal_load(p, d->book, id[i]);
		if (e == OK && !values_add(out, proposal(p, d)))
			e = ERR_MEMORY;
	}
	return e;
}

enum fault
proposal_list(struct call *c)
{
	struct proposal *p = locked_new(sizeof(*p));
	json_t *out = json_array();
	enum err e =
	    p == NULL || out == NULL ? ERR_MEMORY : proposals(out, c->d, p);

	locked_free(p);
	if (e == OK)
		c->result = json_pack("{s:O}", "proposals", out);
	json_decref(out);
	return fault_book(&c->d->detail, e);
}

enum fault
proposal_agree(struct call *c)
{
	enum fault f = deeds_release(c->d, param_number(c->params, "proposal"));

	if (f == FAULT_NONE)
		c->result = result_done();
	return f;
}

enum fault
proposal_drop(struct call *c)
{
	enum fault f =
	    proposal_withdraw(c->d, param_number(c->params, "proposal"));

	if (f == FAULT_NONE)
		c->result = result_done();
	return f;
}
