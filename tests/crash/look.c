/* look.c - checks of a data folder after a power cut. */

#include "look.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle/records.h"
#include "command.h"
#include "confine/confine.h"
#include "directory.h"
#include "envelope.h"
#include "os/clock.h"
#include "ready.h"
#include "store/store.h"
#include "wrap.h"

const char *const look_words[LOOKS] = {
	[LOOK_GOOD] = "good",
	[LOOK_SHUT] = "does not open",
	[LOOK_LOST] = "a stored envelope is lost or broken",
	[LOOK_FORM] = "a desk's outbox or schedule is half imported",
	[LOOK_DEAD] = "no new envelope can be stored",
	[LOOK_TWICE] = "an inbox number would be used twice",
};

enum {
	NEW = 1000000, /* the number of an envelope not sent before */
	INBOXES = 16,
};

void
stored_add(struct stored *s, uint64_t number)
{
	static uint8_t envelope[ENVELOPE_SIZE];

	if (s->n == s->cap) {
		struct pool_name *name = s->name;

		s->cap = 2 * s->cap + 256;
		s->name = calloc(s->cap, sizeof(*s->name));
		if (s->name == NULL)
			abort();
		if (s->n > 0)
			memcpy(s->name, name, s->n * sizeof(*name));
		free(name);
	}
	ready_envelope(envelope, number);
	envelope_name(&s->name[s->n++], envelope);
}

static int
name_order(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct pool_name));
}

/* Collect the names in the pool; store_walk() yields them in order. */
static enum err
whole_add(void *arg, const uint8_t envelope[static ENVELOPE_SIZE])
{
	struct stored *all = arg;

	if (all->n == all->cap)
		return ERR_FULL;
	envelope_name(&all->name[all->n++], envelope);
	return OK;
}

enum verdict
look_stored(const char *data, const struct stored *s, size_t n)
{
	struct pool_week weeks[STORE_WEEKS];
	struct stored all = { NULL, 0, 0 };
	enum verdict v = LOOK_GOOD;
	struct store *store;

	if (store_open(&store, data) != OK)
		return LOOK_SHUT;
	for (size_t i = store_weeks(store, weeks); i-- > 0;)
		all.cap += weeks[i].envelopes;
	all.name = calloc(all.cap + 1, sizeof(*all.name));
	if (all.name == NULL || store_walk(store, whole_add, &all) != OK)
		v = LOOK_LOST;
	for (size_t i = 0; i < n && v == LOOK_GOOD; i++)
		if (bsearch(&s->name[i], all.name, all.n, sizeof(*all.name),
			name_order) == NULL)
			v = LOOK_LOST;
	free(all.name);
	store_close(store);
	return v;
}

enum verdict
look_alive(const char *data, bool rewrite)
{
	static uint8_t envelope[ENVELOPE_SIZE];
	struct pool_item item = { .envelope = envelope };
	struct pool_item *one = &item;
	enum verdict v = LOOK_GOOD;
	struct store *s;

	if (store_open(&s, data) != OK)
		return LOOK_SHUT;
	ready_envelope(envelope, NEW);
	store_find(s, &one, 1);
	store_deposit(s, clock_week(), &one, 1);
	if (item.result != OK)
		v = LOOK_DEAD;
	store_find(s, &one, 1);
	if (item.result != OK)
		v = LOOK_DEAD;
	if (rewrite &&
	    (store_lock(s, false) != OK ||
		store_rewrite(s, REWRITE_POOL, NULL, NULL) != OK))
		v = LOOK_DEAD;
	store_close(s);
	return v;
}

enum verdict
look_inboxes(const char *data, const char *stick)
{
	struct inbox_record last;
	struct store *s;
	char path[512];
	enum err e;

	if (store_open(&s, data) != OK)
		return LOOK_SHUT;
	e = inbox_record_last(&last, s);
	store_close(s);
	if (e != OK)
		return LOOK_FORM;
	for (uint32_t i = last.seq + 1; i < INBOXES; i++) {
		(void)snprintf(path, sizeof(path), "%s/%03u.inbox.note", stick,
		    (unsigned)i);
		if (access(path, F_OK) == 0)
			return LOOK_TWICE;
	}
	return LOOK_GOOD;
}

/* True if ${a} and ${b} hold the same value for ${kind} of ${holder}. */
static bool
same_state(struct store *a, struct store *b, enum state kind,
    const struct desk_id *holder)
{
	struct file x, y;
	enum err e = store_get(a, &x, kind, holder, 0);
	enum err f = store_get(b, &y, kind, holder, 0);
	bool same =
	    e == f && x.n == y.n && (x.n == 0 || memcmp(x.p, y.p, x.n) == 0);

	file_free(&x);
	file_free(&y);
	return same;
}

/* Verify and parse the directory that ${s} holds. */
static enum err
directory_of(struct directory *d, struct store *s)
{
	struct vkey root;
	struct span text;
	struct file key, note;
	enum err e;

	e = store_get(s, &key, STATE_ROOT, NULL, 0);
	if (e != OK)
		return e;
	e = vkey_parse(&root, file_span(&key));
	file_free(&key);
	if (e == OK)
		e = store_get(s, &note, STATE_DIRECTORY, NULL, 0);
	if (e != OK)
		return e;
	e = note_verify(&text, file_span(&note), &root);
	if (e == OK)
		e = directory_parse(d, text);
	file_free(&note);
	return e;
}

static bool
same_bundles(struct store *a, struct store *b)
{
	static const enum state kinds[] = { STATE_SCHEDULE, STATE_OUTBOX,
		STATE_SECTION };
	static struct directory d;

	if (directory_of(&d, a) != OK)
		return false;
	for (size_t i = 0; i < d.holders; i++)
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			if (!same_state(a, b, kinds[k], &d.holder[i].id))
				return false;
	return true;
}

/* Do not confine: this process opens other folders after cmd_import(). */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAPPED(enum err, confine, int *how, const struct reach *reach, bool bare);

enum err
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
WRAP(confine)(int *how, const struct reach *reach, bool bare)
{
	(void)reach;
	(void)bare;
	*how = CONFINED_NOT;
	return OK;
}

enum verdict
look_import(const char *data, const char *stick, const char *after)
{
	char *argv[] = { (char[]){ "import" }, (char *)(uintptr_t)data,
		(char *)(uintptr_t)stick, NULL };
	enum verdict v = LOOK_GOOD;
	struct store *a = NULL, *b = NULL;

	optind = 0;
	if (cmd_import(3, argv) != 0)
		return LOOK_DEAD;
	if (store_open(&a, data) != OK || store_open(&b, after) != OK)
		v = LOOK_SHUT;
	else if (!same_bundles(a, b))
		v = LOOK_FORM;
	store_close(a);
	store_close(b);
	return v;
}
