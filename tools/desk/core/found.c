/* found.c - makes a new desk: folder, first person, keys, card, casebook. */

#include "core/found.h"

#include <sys/file.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/journal.h"
#include "core/renewal.h"
#include "os/file.h"
#include "os/process.h"
#include "text.h"
#include "week.h"

static enum fault
state_new(struct desk *d, const struct founding *f)
{
	struct state *s = d->state;

	if (!key_name_ok(span_str(f->name)))
		return fault_text(&d->detail, FAULT_NAME_BAD, f->name);
	if (span_hex(s->service.b, sizeof(s->service.b),
		span_str(f->service)) != OK)
		return fault_plain(&d->detail, FAULT_SERVICE_BAD);
	s->pinned = f->root != NULL;
	if (s->pinned)
		s->root = *f->root;
	memcpy(s->name, f->name, strlen(f->name));
	randombytes_buf(s->desk.b, sizeof(s->desk.b));
	s->cells = f->cells != 0 ? f->cells : FOUND_CELLS;
	s->rhythm = 1;
	s->seen_from = week_of_day(d->day);
	return FAULT_NONE;
}

/* An empty folder, or one that holds nothing of a desk. */
enum fault
found_folder(struct desk *d, const char *path)
{
	static const char *const taken[] = { DESK_KEY_FILE, SEED_IK,
		"desk.lock", PERSON_FOLDER };
	enum fault f = folder_new(&d->dir, &d->detail, path);

	if (f != FAULT_NONE)
		return f;
	if (flock(d->dir, LOCK_EX | LOCK_NB) != 0)
		return fault_text(&d->detail, FAULT_FOLDER_BUSY, path);
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		if (faccessat(d->dir, taken[i], F_OK, 0) == 0)
			return fault_text(&d->detail, FAULT_FOLDER_TAKEN, path);
	(void)fault_text(&d->detail, FAULT_NONE, path);
	memcpy(d->path, d->detail.text, sizeof(d->path));
	return FAULT_NONE;
}

/* The lines of a card can be printed, whatever its key will be. */
static enum fault
card_check(struct desk *d, const struct founding *f)
{
	static const struct sign_seed any;
	struct writer w = { malloc(CARD_MAX), CARD_MAX, 0, false };
	enum fault fault = w.p == NULL
	    ? fault_plain(&d->detail, FAULT_MEMORY)
	    : card_print(&w, &d->detail, d->state, &any, f->line, f->lines);

	free(w.p);
	return fault;
}

enum fault
found_check(struct desk *d, const struct founding *f)
{
	enum fault fault = date_begin(d);

	d->state = calloc(1, sizeof(*d->state));
	d->before = calloc(1, sizeof(*d->before));
	d->session = locked_new(sizeof(*d->session));
	if (d->state == NULL || d->before == NULL || d->session == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	if (fault == FAULT_NONE)
		fault = state_new(d, f);
	if (fault == FAULT_NONE)
		fault = card_check(d, f);
	if (fault == FAULT_NONE)
		fault = team_check(d, f->first.name, f->first.initials);
	return fault == FAULT_NONE ? found_folder(d, f->path) : fault;
}

/* Who is at work from now on. */
static void
session_begin(struct desk *d, const struct desk_person *p,
    const struct staff_secret *secret)
{
	d->session->s = p->s;
	d->session->log_from = 1;
	memcpy(d->session->initials, p->initials, sizeof(p->initials));
	journal_key(&d->session->journal, secret, &d->state->desk, p->s);
}

/* The first person's key and its file. */
static enum fault
founder_make(struct deskkey *k, struct desk *d, const struct newcomer *new)
{
	WIPED(staff_secret) secret;
	struct staff_public pk;

	k->persons = 1;
	if (staff_draw(&secret, &pk) != OK ||
	    person_make(&k->person[0], 1, new->initials, &secret) != OK)
		return fault_plain(&d->detail, FAULT_MEMORY);
	session_begin(d, &k->person[0], &secret);
	return team_key_save(d, 1, &secret, &new->hole);
}

/* card.txt and ik.key. */
static enum fault
papers_make(struct desk *d, const struct founding *f,
    const struct sign_seed *ik)
{
	struct writer w = { malloc(CARD_MAX), CARD_MAX, 0, false };
	enum fault fault = w.p == NULL
	    ? fault_plain(&d->detail, FAULT_MEMORY)
	    : card_print(&w, &d->detail, d->state, ik, f->line, f->lines);
	enum err e = OK;

	if (fault == FAULT_NONE) {
		e = file_give(d->dir, CARD_FILE, (struct span){ w.p, w.n });
		fault =
		    e == OK ? FAULT_NONE : fault_file(&d->detail, CARD_FILE, e);
	}
	free(w.p);
	if (fault != FAULT_NONE)
		return fault;
	e = seed_write(d->dir, SEED_IK, KEY_IK, ik, &f->first.hole);
	return e == OK ? FAULT_NONE : fault_file(&d->detail, SEED_IK, e);
}

/* The first person of the casebook. */
static enum err
founder_save(struct desk *d, const struct founding *f)
{
	const struct desk_person *key = &book_key(d->book)->person[0];
	struct person *p = calloc(1, sizeof(*p));
	enum err e = ERR_MEMORY;

	if (p == NULL)
		return e;
	p->s = key->s;
	memcpy(p->name, f->first.name, strlen(f->first.name));
	memcpy(p->initials, key->initials, sizeof(p->initials));
	p->pk = key->pk;
	p->lead = true;
	p->came = week_of_day(d->day);
	p->log_from = 1;
	e = person_save(p, d->book);
	free(p);
	return e;
}

/* What the casebook says at first. */
static enum fault
book_fill(struct desk *d, const struct founding *f, const struct sign_seed *ik)
{
	enum fault fault = desk_begin(d);
	enum err e;

	if (fault != FAULT_NONE)
		return fault;
	e = state_save(d->state, d->book);
	if (e == OK)
		e = founder_save(d, f);
	fault = desk_failed(d, e);
	if (fault == FAULT_NONE)
		fault = renewal_make(d, ik, false);
	if (fault == FAULT_NONE)
		fault = journal_add(d, ACT_MADE, 0, span_str(""));
	if (fault == FAULT_NONE)
		fault = desk_commit(d);
	desk_abort(d);
	return fault;
}

/* Nothing of a desk that was not finished may stay. */
void
found_undo(struct desk *d)
{
	static const char *const files[] = { SEED_IK, CARD_FILE };
	char name[PERSON_FILE];
	int dir = person_folder(d->dir);

	book_close(d->book);
	d->book = NULL;
	person_file(name, d->session == NULL ? 0 : d->session->s);
	if (dir >= 0) {
		(void)unlinkat(dir, name, 0);
		(void)close(dir);
	}
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		(void)unlinkat(d->dir, files[i], 0);
	(void)unlinkat(d->dir, PERSON_FOLDER, AT_REMOVEDIR);
	book_unmake(d->dir);
}

static enum fault
all_make(struct desk *d, const struct founding *f, struct deskkey *k)
{
	WIPED(sign_seed) ik;
	enum fault fault = founder_make(k, d, &f->first);

	randombytes_buf(ik.b, sizeof(ik.b));
	if (fault == FAULT_NONE)
		fault = papers_make(d, f, &ik);
	if (fault == FAULT_NONE)
		fault = fault_book(&d->detail, book_make(&d->book, d->dir, k));
	return fault == FAULT_NONE ? book_fill(d, f, &ik) : fault;
}

enum fault
found_make(struct desk *d, const struct founding *f, struct digits *card)
{
	struct deskkey *k = locked_new(sizeof(*k));
	enum fault fault = k == NULL ? fault_plain(&d->detail, FAULT_MEMORY)
				     : all_make(d, f, k);

	memset(card, 0, sizeof(*card));
	if (fault == FAULT_NONE)
		staff_card(card, &d->state->desk, &k->person[0].pk);
	else
		found_undo(d);
	locked_free(k);
	return fault;
}
