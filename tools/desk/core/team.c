/* team.c - adds, removes and recovers persons of the desk. */

#include "core/team.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/journal.h"
#include "core/recruit.h"
#include "core/roster.h"
#include "os/file.h"
#include "os/process.h"
#include "week.h"

/* The first number that nobody has or had, and whose key file is not here: a
 * proposal may have it. */
static enum err
number_next(uint8_t *s, struct desk *d)
{
	struct person *all;
	size_t n;
	enum err e = people_list(&all, &n, d->book);
	unsigned next = n == 0 ? 1 : all[n - 1].s + 1U;
	char name[PERSON_FILE];
	int dir = person_folder(d->dir);

	free(all);
	if (e == OK && dir < 0)
		e = ERR_IO;
	for (; e == OK && next <= UINT8_MAX; next++) {
		person_file(name, (uint8_t)next);
		if (faccessat(dir, name, F_OK, 0) != 0)
			break;
	}
	if (dir >= 0)
		(void)close(dir);
	*s = next > UINT8_MAX ? 0 : (uint8_t)next;
	return e == OK && *s == 0 ? ERR_FULL : e;
}

/* Draw a key for person ${s} and keep it in their file. */
static enum fault
key_draw(struct desk *d, struct recruit *r, uint8_t s, const char *initials,
    const struct keyhole *hole)
{
	WIPED(staff_secret) secret;
	struct staff_public pk;

	if (staff_draw(&secret, &pk) != OK ||
	    person_make(&r->key, s, initials, &secret) != OK)
		return fault_plain(&d->detail, FAULT_MEMORY);
	return team_key_save(d, s, &secret, hole);
}

enum err
team_log_next(uint32_t *n, struct desk *d)
{
	struct entry last;
	enum err e = journal_last(&last, d->book);

	*n = last.n + 1;
	return e;
}

/* Within a unit of work. */
static enum fault
recruit_add(struct desk *d, const struct recruit *r)
{
	struct person p;
	enum fault f = team_check(d, r->name, r->key.initials);
	enum err e;

	if (f != FAULT_NONE)
		return f;
	/* two proposals can have one number: its file may be on a stick */
	e = person_load(&p, d->book, r->key.s);
	if (e == OK)
		return fault_plain(&d->detail, FAULT_PROPOSAL_STALE);
	if (e != ERR_MISSING)
		return desk_failed(d, e);
	recruit_person(&p, r);
	p.came = week_of_day(d->day);
	e = team_log_next(&p.log_from, d);
	if (e == OK)
		e = person_save(&p, d->book);
	if (e == OK)
		e = roster_add(desk_key(d), &r->key);
	return desk_failed(d, e);
}

static enum fault
added(struct desk *d, struct span plain)
{
	struct recruit *r = locked_new(sizeof(*r));
	enum fault f = FAULT_MEMORY;

	if (r == NULL)
		return fault_plain(&d->detail, f);
	f = recruit_parse(r, plain)
	    ? recruit_add(d, r)
	    : fault_plain(&d->detail, FAULT_PROPOSAL_STALE);
	locked_free(r);
	return f;
}

const struct deed team_add_deed = { ACT_PERSON_ADDED, false, added };

/* Draw a key for ${r}, write its file, and propose ${r}. */
static enum fault
recruit_propose(struct desk *d, struct recruit *r, const struct newcomer *new)
{
	struct writer w = { locked_new(RECRUIT_PLAIN), RECRUIT_PLAIN, 0,
		false };
	uint8_t s = 0;
	enum fault f = w.p == NULL ? fault_plain(&d->detail, FAULT_MEMORY)
				   : fault_book(&d->detail, number_next(&s, d));

	if (f == FAULT_NONE)
		f = key_draw(d, r, s, new->initials, &new->hole);
	if (f == FAULT_NONE) {
		memcpy(r->name, new->name, strlen(new->name));
		recruit_put(&w, r);
		f = proposal_do(d, &team_add_deed, s,
		    (struct span){ w.p, w.n });
	}
	if (s != 0 && f != FAULT_NONE && f != FAULT_SECOND_NEEDED)
		team_key_forget(d, ACT_PERSON_ADDED, s);
	locked_free(w.p);
	return f;
}

enum fault
team_add(struct desk *d, const struct newcomer *new, struct digits *card)
{
	struct recruit *r = locked_new(sizeof(*r));
	enum fault f = team_check(d, new->name, new->initials);

	memset(card, 0, sizeof(*card));
	if (r == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	if (f == FAULT_NONE)
		f = proposal_check(d, &team_add_deed, 0);
	if (f == FAULT_NONE)
		f = recruit_propose(d, r, new);
	if (f == FAULT_NONE || f == FAULT_SECOND_NEEDED)
		staff_card(card, &d->state->desk, &r->key.pk);
	locked_free(r);
	return f;
}

enum fault
team_other(struct person *p, struct desk *d, uint8_t s)
{
	enum err e = person_load(p, d->book, s);

	if (e == ERR_MISSING || (e == OK && p->left != 0))
		return fault_text(&d->detail, FAULT_PERSON_UNKNOWN,
		    e == OK ? p->initials : "");
	if (e != OK)
		return fault_book(&d->detail, e);
	return s == d->session->s ? fault_plain(&d->detail, FAULT_PERSON_SELF)
				  : FAULT_NONE;
}

/* The keys of proposals that are no more. */
struct dropped {
	size_t n;
	uint8_t act[PROPOSALS_MAX];
	uint8_t s[PROPOSALS_MAX];
};

/* What ${s} proposed is destroyed. */
static enum err
proposals_drop(struct dropped *out, struct desk *d, uint8_t s)
{
	uint32_t id[PROPOSALS_MAX];
	struct proposal *p = malloc(sizeof(*p));
	size_t n = 0;
	enum err e = p == NULL ? ERR_MEMORY : proposals_list(id, &n, d->book);

	for (size_t i = 0; i < n && e == OK; i++) {
		e = proposal_load(p, d->book, id[i]);
		if (e != OK || p->s != s)
			continue;
		out->act[out->n] = p->act;
		out->s[out->n++] = (uint8_t)p->number;
		e = proposal_remove(d->book, id[i]);
	}
	if (p != NULL)
		proposal_wipe(p);
	free(p);
	return e;
}

/* Their keys open nothing any more; the files go as well. */
static void
files_drop(struct desk *d, uint8_t s, const struct dropped *proposed)
{
	team_key_drop(d, s, true);
	team_key_drop(d, s, false);
	for (size_t i = 0; i < proposed->n; i++)
		team_key_forget(d, proposed->act[i], proposed->s[i]);
}

enum fault
team_remove(struct desk *d, uint8_t s)
{
	struct dropped dropped = { 0 };
	struct person p;
	enum fault f = team_other(&p, d, s);
	enum err e;

	if (f == FAULT_NONE)
		f = desk_begin(d);
	if (f != FAULT_NONE)
		return f;
	p.left = week_of_day(d->day);
	roster_drop(desk_key(d), s);
	/* one that nobody has served yet may be the one they know */
	d->state->leaves = d->state->schedule > d->state->served
	    ? d->state->schedule + 1
	    : d->state->served + 1;
	e = person_save(&p, d->book);
	if (e == OK)
		e = proposals_drop(&dropped, d, s);
	f = e == OK ? journal_add(d, ACT_PERSON_LEFT, s, span_str(""))
		    : desk_failed(d, e);
	if (f == FAULT_NONE)
		f = desk_commit(d);
	desk_abort(d);
	if (f == FAULT_NONE)
		files_drop(d, s, &dropped);
	return f;
}

bool
team_complete(const struct state *s)
{
	return s->leaves == 0;
}
