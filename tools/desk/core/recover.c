/* recover.c - a new key for a person who forgot the passphrase. */

#include "core/recover.h"

#include <stdlib.h>
#include <string.h>

#include "core/recruit.h"
#include "core/roster.h"
#include "core/team.h"
#include "os/process.h"

/* The new key of somebody who forgot the passphrase. */
static enum err
key_replace(struct desk *d, const struct recruit *r)
{
	struct desk_person *slot = roster_find(desk_key(d), r->key.s);
	struct person p;
	enum err e =
	    slot == NULL ? ERR_MISSING : person_load(&p, d->book, r->key.s);

	if (e == OK)
		e = team_log_next(&p.log_from, d);
	if (e != OK)
		return e;
	*slot = r->key;
	p.pk = r->key.pk;
	p.log_from++; /* behind the entry that says so */
	return person_save(&p, d->book);
}

static enum fault
recovered(struct desk *d, struct span plain)
{
	struct recruit *r = locked_new(sizeof(*r));
	enum err e = r == NULL ? ERR_MEMORY : ERR_MISSING;

	if (r != NULL && recruit_parse(r, plain))
		e = key_replace(d, r);
	locked_free(r);
	return e == ERR_MISSING ? fault_plain(&d->detail, FAULT_PROPOSAL_STALE)
				: desk_failed(d, e);
}

const struct deed recover_deed = { ACT_PERSON_RECOVERED, true, recovered };

enum fault
recover_waits(struct desk *d, uint8_t s)
{
	uint32_t id;
	enum fault f = proposal_find(&id, d, ACT_PERSON_RECOVERED, s);

	return f == FAULT_NONE && id != 0
	    ? fault_number(&d->detail, FAULT_PERSON_WAITS, id)
	    : f;
}

/* The key in ${r} waits beside the one that the person has. */
static enum fault
recovery_propose(struct desk *d, struct recruit *r, const struct person *p,
    const struct keyhole *hole)
{
	struct writer w = { locked_new(RECRUIT_PLAIN), RECRUIT_PLAIN, 0,
		false };
	WIPED(staff_secret) secret;
	struct staff_public pk;
	enum fault f = FAULT_NONE;

	if (w.p == NULL || staff_draw(&secret, &pk) != OK ||
	    person_make(&r->key, p->s, p->initials, &secret) != OK)
		f = fault_plain(&d->detail, FAULT_MEMORY);
	memcpy(r->name, p->name, sizeof(r->name));
	if (f == FAULT_NONE)
		f = team_key_write(d, p->s, &secret, hole, true);
	if (f == FAULT_NONE) {
		recruit_put(&w, r);
		f = proposal_do(d, &recover_deed, p->s,
		    (struct span){ w.p, w.n });
		if (f != FAULT_NONE && f != FAULT_SECOND_NEEDED)
			team_key_forget(d, ACT_PERSON_RECOVERED, p->s);
	}
	locked_free(w.p);
	return f;
}

enum fault
recover_person(struct desk *d, uint8_t s, const struct keyhole *hole,
    struct digits *card)
{
	struct recruit *r = locked_new(sizeof(*r));
	struct person *p = calloc(1, sizeof(*p));
	enum fault f = FAULT_MEMORY;

	memset(card, 0, sizeof(*card));
	if (r == NULL || p == NULL) {
		(void)fault_plain(&d->detail, f);
		goto out;
	}
	f = team_other(p, d, s);
	if (f == FAULT_NONE)
		f = recover_waits(d, s);
	if (f == FAULT_NONE)
		f = proposal_check(d, &recover_deed, s);
	if (f == FAULT_NONE)
		f = recovery_propose(d, r, p, hole);
	if (f == FAULT_NONE || f == FAULT_SECOND_NEEDED)
		staff_card(card, &d->state->desk, &r->key.pk);
out:
	locked_free(r);
	free(p);
	return f;
}
