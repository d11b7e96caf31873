/* proposal.c - the two-person rule: one proposes, another releases. */

#include "core/proposal.h"

#include <string.h>

#include "book/people.h"
#include "core/journal.h"
#include "core/team.h"
#include "os/process.h"

size_t
persons_here(struct desk *d)
{
	return book_key(d->book)->persons;
}

/* Keep it for a second person. */
static enum fault
propose(struct desk *d, enum act act, uint32_t number, struct span plain)
{
	struct proposal *p = locked_new(sizeof(*p));
	enum fault f;
	uint32_t id = 0;
	enum err e;

	if (p == NULL)
		return desk_failed(d, ERR_MEMORY);
	p->act = (uint8_t)act;
	p->s = d->session->s;
	p->number = number;
	p->day = d->day;
	p->n = plain.n;
	e = plain.n > sizeof(p->plain) ? ERR_TOO_LONG : OK;
	if (e == OK) {
		memcpy(p->plain, plain.p, plain.n);
		e = proposal_put(p, d->book);
	}
	id = p->id;
	locked_free(p);
	f = e == OK ? journal_add(d, ACT_PROPOSED, id, span_str(""))
		    : desk_failed(d, e);
	if (f == FAULT_NONE)
		f = desk_commit(d);
	return f == FAULT_NONE
	    ? fault_number(&d->detail, FAULT_SECOND_NEEDED, id)
	    : f;
}

/* How many persons could release what whoever is at work proposes. */
static size_t
others_here(struct desk *d, const struct deed *deed, uint32_t number)
{
	const struct deskkey *k = book_key(d->book);
	size_t n = 0;

	for (size_t i = 0; i < k->persons; i++)
		n += k->person[i].s != d->session->s &&
		    !(deed->about_person && k->person[i].s == number);
	return n;
}

enum fault
proposal_check(struct desk *d, const struct deed *deed, uint32_t number)
{
	uint32_t id[PROPOSALS_MAX];
	size_t n = 0;
	enum fault f;

	if (act_persons(deed->act) < 2)
		return FAULT_NONE;
	if (others_here(d, deed, number) == 0)
		return team_complete(d->state)
		    ? FAULT_NONE
		    : fault_plain(&d->detail, FAULT_ALONE_NOT_YET);
	f = fault_book(&d->detail, proposals_list(id, &n, d->book));
	return f == FAULT_NONE && n == PROPOSALS_MAX
	    ? fault_number(&d->detail, FAULT_PROPOSALS_FULL, PROPOSALS_MAX)
	    : f;
}

enum fault
proposal_find(uint32_t *out, struct desk *d, enum act act, uint32_t number)
{
	uint32_t id[PROPOSALS_MAX];
	struct proposal *p = locked_new(sizeof(*p));
	size_t n = 0;
	enum err e = p == NULL ? ERR_MEMORY : proposals_list(id, &n, d->book);

	*out = 0;
	for (size_t i = 0; i < n && e == OK && *out == 0; i++) {
		e = proposal_load(p, d->book, id[i]);
		if (e == OK && p->act == (uint8_t)act && p->number == number)
			*out = p->id;
	}
	locked_free(p);
	return fault_book(&d->detail, e);
}

enum fault
proposal_do(struct desk *d, const struct deed *deed, uint32_t number,
    struct span plain)
{
	enum fault f =
	    d->book == NULL ? FAULT_NONE : proposal_check(d, deed, number);

	if (f == FAULT_NONE)
		f = desk_begin(d);
	if (f != FAULT_NONE)
		return f;
	if (act_persons(deed->act) > 1 && others_here(d, deed, number) > 0)
		return propose(d, deed->act, number, plain);
	f = deed->run(d, plain);
	if (f == FAULT_NONE)
		f = journal_add(d, deed->act, number, span_str(""));
	if (f == FAULT_NONE)
		return desk_commit(d);
	desk_abort(d);
	return f;
}

static const struct deed *
deed_of(uint8_t act, const struct deed *const *deeds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (deeds[i]->act == (enum act)act)
			return deeds[i];
	return NULL;
}

/* Within a unit of work. */
static enum fault
release(struct desk *d, const struct proposal *p, const struct deed *deed)
{
	enum fault f;
	enum err e;

	if (deed == NULL)
		return fault_number(&d->detail, FAULT_PROPOSAL_STALE, p->id);
	if (p->s == d->session->s ||
	    (deed->about_person && p->number == d->session->s))
		return fault_plain(&d->detail, FAULT_SECOND_SAME);
	f = deed->run(d, (struct span){ p->plain, p->n });
	if (f != FAULT_NONE)
		return f;
	e = proposal_remove(d->book, p->id);
	return e == OK ? journal_add(d, deed->act, p->number, span_str(""))
		       : desk_failed(d, e);
}

enum fault
proposal_release(struct desk *d, uint32_t id, const struct deed *const *deeds,
    size_t n)
{
	struct proposal *p = locked_new(sizeof(*p));
	enum fault f;
	enum err e;

	if (p == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	f = desk_begin(d);
	if (f != FAULT_NONE)
		goto out;
	e = proposal_load(p, d->book, id);
	if (e == ERR_MISSING)
		f = fault_number(&d->detail, FAULT_PROPOSAL_MISSING, id);
	else if (e != OK)
		f = desk_failed(d, e);
	else
		f = release(d, p, deed_of(p->act, deeds, n));
	if (f == FAULT_NONE)
		f = desk_commit(d);
	desk_abort(d);
out:
	locked_free(p);
	return f;
}

enum fault
proposal_withdraw(struct desk *d, uint32_t id)
{
	struct proposal *p = locked_new(sizeof(*p));
	enum fault f;
	enum err e;

	if (p == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	f = desk_begin(d);
	if (f != FAULT_NONE)
		goto out;
	e = proposal_load(p, d->book, id);
	if (e == OK)
		e = proposal_remove(d->book, id);
	f = e == ERR_MISSING
	    ? fault_number(&d->detail, FAULT_PROPOSAL_MISSING, id)
	    : desk_failed(d, e);
	if (f == FAULT_NONE)
		f = journal_commit(d, ACT_WITHDRAWN, id);
	desk_abort(d);
	if (f == FAULT_NONE)
		team_key_forget(d, p->act, (uint8_t)p->number);
out:
	locked_free(p);
	return f;
}

/* The session of a second person; PERSON_KEY_FOREIGN. */
static enum fault
second_session(struct session *out, struct desk *d, uint8_t s,
    const struct staff_secret *secret)
{
	const struct desk_person *p = deskkey_person(book_key(d->book), s);
	struct staff_public pk;

	if (p == NULL || staff_public_of(&pk, secret) != OK ||
	    memcmp(pk.b, p->pk.b, sizeof(pk.b)) != 0)
		return fault_plain(&d->detail, FAULT_PERSON_KEY_FOREIGN);
	out->s = s;
	memcpy(out->initials, p->initials, sizeof(out->initials));
	journal_key(&out->journal, secret, &d->state->desk, s);
	return FAULT_NONE;
}

enum fault
proposal_second(struct desk *d, uint32_t id, uint8_t s,
    const struct staff_secret *secret, const struct deed *const *deeds,
    size_t n)
{
	struct session *first = d->session;
	struct session *second;
	enum fault f;

	if (d->book == NULL)
		return fault_plain(&d->detail, FAULT_LOCKED);
	second = locked_new(sizeof(*second));
	if (second == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	f = second_session(second, d, s, secret);
	if (f == FAULT_NONE) {
		d->session = second;
		f = proposal_release(d, id, deeds, n);
		d->session = first;
	}
	locked_free(second);
	return f;
}
