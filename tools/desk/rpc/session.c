/* session.c - session.*: who could be at work, and who is. */

#include "core/unlock.h"
#include "rpc/methods.h"

#include "core/deeds.h"
#include "core/proposal.h"
#include "core/team.h"
#include "rpc/message.h"
#include "rpc/secret.h"
#include "rpc/who.h"
#include "rpc/values.h"

/* Who is at work; null: nobody. */
static json_t *
who(const struct desk *d)
{
	if (d->book == NULL)
		return json_null();
	return json_pack("{s:i, s:s}", "s", d->session->s, "initials",
	    d->session->initials);
}

static json_t *
persons(const struct deskkey_list *list)
{
	json_t *out = json_array();
	bool ok = true;

	for (size_t i = 0; i < list->persons; i++)
		ok = values_add(out,
			 json_pack("{s:i, s:s}", "s", list->person[i].s,
			     "initials", list->person[i].initials)) &&
		    ok;
	return values_whole(out, ok);
}

enum fault
session_persons(struct call *c)
{
	struct deskkey_list list;
	enum fault f = who_list(&list, c);

	if (f == FAULT_NONE)
		c->result = json_pack("{s:o, s:o}", "persons", persons(&list),
		    "at_work", who(c->d));
	return f;
}

/* A log that somebody changed is told; the desk is open all the same. */
static enum fault
unlocked(struct call *c, enum fault f)
{
	const struct desk *d = c->d;
	json_t *broken;

	if (f != FAULT_NONE && f != FAULT_JOURNAL_BROKEN)
		return f;
	broken = f == FAULT_NONE ? json_null() : json_integer(d->detail.n);
	c->result = json_pack("{s:o, s:o}", "at_work", who(d), "journal_broken",
	    broken);
	return FAULT_NONE;
}

enum fault
session_unlock(struct call *c)
{
	struct passphrase *p = NULL;
	uint8_t s;
	enum fault f;

	desk_lock(c->d);
	f = who_named(&s, c);
	if (f == FAULT_NONE)
		f = secret_given(&p, c, "passphrase");
	if (f == FAULT_NONE)
		f = unlocked(c,
		    unlock_desk(c->d, s, p, param_text(c->params, "key")));
	passphrase_free(p);
	return f;
}

enum fault
session_lock(struct call *c)
{
	desk_lock(c->d);
	c->result = result_done();
	return FAULT_NONE;
}

enum fault
session_second(struct call *c)
{
	WIPED(staff_secret) secret = { { 0 } };
	struct passphrase *p = NULL;
	uint8_t s;
	enum fault f = who_named(&s, c);

	if (f == FAULT_NONE)
		f = secret_given(&p, c, "passphrase");
	if (f == FAULT_NONE)
		f = unlock_key(&secret, c->d, s, p,
		    param_text(c->params, "key"));
	passphrase_free(p);
	if (f == FAULT_NONE)
		f = deeds_second(c->d, param_number(c->params, "proposal"), s,
		    &secret);
	if (f == FAULT_NONE)
		c->result = result_done();
	return f;
}
