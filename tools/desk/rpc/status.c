/* status.c - desk.status and language.set: how the desk is, all at once. */

#include "rpc/methods.h"

#include "book/proposals.h"
#include "core/cases.h"
#include "core/sequence.h"
#include "core/team.h"
#include "lang/lang.h"
#include "rpc/names.h"
#include "rpc/values.h"
#include "week.h"

#define N(n) ((json_int_t)(n))

/* How many cases stand how, and the first of each. */
static json_t *
standings(const struct cases_sum *sum)
{
	json_t *out = json_object();
	bool ok = out != NULL;

	for (int s = 0; s < STANDINGS; s++)
		ok = json_object_set_new(out, name_standing((enum standing)s),
			 json_pack("{s:I, s:I}", "n", N(sum->n[s]), "first",
			     N(sum->first[s]))) == 0 &&
		    ok;
	return values_whole(out, ok);
}

static json_t *
cases(const struct cases_sum *sum)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:o}", "all", N(sum->all),
	    "unread", N(sum->unread), "first_unread", N(sum->first_unread),
	    "junk_unread", N(sum->junk_unread), "unsent", N(sum->unsent),
	    "standing", standings(sum));
}

static json_t *
gaps(const struct sequence *s)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < s->gaps; i++)
		ok = values_add(out,
			 json_pack("{s:I, s:I, s:o}", "first",
			     N(s->gap[i].first), "last", N(s->gap[i].last),
			     "week", value_week(s->gap[i].week))) &&
		    ok;
	return values_whole(out, ok);
}

/* Those that are recent enough to be told. */
static json_t *
troubles(const struct sequence *s)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < s->troubles; i++)
		if (sequence_told(s, &s->trouble[i]))
			ok = values_add(out,
				 json_pack("{s:s, s:I, s:o}", "kind",
				     name_trouble(s->trouble[i].kind), "inbox",
				     N(s->trouble[i].seq), "week",
				     value_week(s->trouble[i].week))) &&
			    ok;
	return values_whole(out, ok);
}

/* What is known of the server. */
static json_t *
server(const struct state *s)
{
	return json_pack("{s:I, s:o, s:o, s:o, s:I, s:I}", "inbox",
	    N(s->sequence.newest.seq), "week",
	    value_week_or(sequence_week(&s->sequence)), "gaps",
	    gaps(&s->sequence), "troubles", troubles(&s->sequence), "cells",
	    N(s->cells), "rhythm", N(s->rhythm));
}

/* The keys that tips are sealed to. */
static json_t *
keys(const struct state *s)
{
	return json_pack("{s:I, s:I, s:o, s:b, s:b}", "schedule",
	    N(s->schedule), "served", N(s->served), "until",
	    value_day(week_monday(s->last_epoch) + 6), "revoked", s->revoked,
	    "known_to_who_left", !team_complete(s));
}

static json_t *
status(struct desk *d, const struct cases_sum *sum, size_t proposals)
{
	const struct state *s = d->state;

	return json_pack("{s:s, s:o, s:o, s:{s:i, s:s}, s:s, s:o, s:o, s:o,"
			 " s:I, s:I}",
	    "name", s->name, "service",
	    value_hex(s->service.b, sizeof(s->service.b)), "desk",
	    value_hex(s->desk.b, sizeof(s->desk.b)), "at_work", "s",
	    d->session->s, "initials", d->session->initials, "language",
	    lang_now(), "cases", cases(sum), "server", server(s), "keys",
	    keys(s), "outbox", N(s->outbox), "proposals", N(proposals));
}

enum fault
desk_status(struct call *c)
{
	uint32_t id[PROPOSALS_MAX];
	struct cases_sum sum;
	size_t n = 0;
	enum fault f = cases_sum(&sum, c->d);

	if (f == FAULT_NONE)
		f = fault_book(&c->d->detail,
		    proposals_list(id, &n, c->d->book));
	if (f == FAULT_NONE)
		c->result = status(c->d, &sum, n);
	return f;
}

/* A language without its texts stays what it was, as the result says. */
enum fault
language_set(struct call *c)
{
	(void)lang_begin(param_text(c->params, "language"));
	c->result = json_pack("{s:s}", "language", lang_now());
	return FAULT_NONE;
}
