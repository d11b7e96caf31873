/* open.c - all new inboxes of a stick, from it into the casebook. */

#include "core/open.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "core/date.h"
#include "core/destroy.h"
#include "core/journal.h"
#include "os/file.h"

#define ROOT_NAME "root.vkey"

/* One call: the stick, its ROOT, and how far we are. */
struct opening {
	struct desk *d;
	int stick;
	struct vkey root;
	const struct open_wish *wish;
	struct open_result *out;
	struct open_progress progress;
	uint64_t before; /* envelopes of the inboxes before this one */
};

/* ${s} without the blanks and line ends around it. */
static struct span
trimmed(struct span s)
{
	while (s.n > 0 && s.p[s.n - 1] <= ' ')
		s.n--;
	while (s.n > 0 && s.p[0] <= ' ')
		s = (struct span){ s.p + 1, s.n - 1 };
	return s;
}

/* The ROOT on the stick is only as good as the paper it is compared with. */
static enum fault
root_unknown(struct desk *d, int stick)
{
	char text[VKEY_TEXT] = "";
	struct file f = { NULL, 0 };
	struct vkey root;

	if (file_read(&f, stick, ROOT_NAME, VKEY_TEXT + 16) == OK &&
	    vkey_parse(&root, trimmed(file_span(&f))) == OK)
		vkey_print(text, &root);
	file_free(&f);
	return fault_text(&d->detail, FAULT_ROOT_UNKNOWN, text);
}

static enum fault
root_find(struct opening *o)
{
	struct desk *d = o->d;
	const struct vkey *pinned = &d->state->root;
	bool given = o->wish->root.n > 0;

	if (given && vkey_parse(&o->root, trimmed(o->wish->root)) != OK)
		return fault_plain(&d->detail, FAULT_ROOT_FORM);
	if (!d->state->pinned)
		return given ? FAULT_NONE : root_unknown(d, o->stick);
	if (given &&
	    (strcmp(o->root.name, pinned->name) != 0 ||
		memcmp(o->root.key.b, pinned->key.b, sizeof(pinned->key.b)) !=
		    0))
		return fault_plain(&d->detail, FAULT_ROOT_OTHER);
	o->root = *pinned;
	return FAULT_NONE;
}

/* The date must fit the inbox of the highest number, and the latest week. */
static enum fault
dates_prove(struct opening *o)
{
	const struct sequence *s = &o->d->state->sequence;
	uint16_t latest = sequence_week(s);
	uint16_t newest = latest;
	bool right = o->wish->right;
	enum fault f = FAULT_NONE;

	for (size_t i = 0; i < o->out->n; i++) {
		const struct inbox *in = &o->out->inbox[i];

		if (!inbox_new(in))
			continue;
		if (in->link.week > latest)
			latest = in->link.week;
		if (in->seq >= s->newest.seq || in->verdict == VERDICT_ANEW)
			newest = in->link.week;
	}
	if (newest != latest)
		f = date_prove(o->d, newest, right);
	return f == FAULT_NONE ? date_prove(o->d, latest, right) : f;
}

/* Read all notes, before anything is opened. */
static enum fault
heads_read(struct opening *o)
{
	struct open_result *r = o->out;
	enum fault f = FAULT_NONE;

	for (size_t i = 0; i < r->n && f == FAULT_NONE; i++) {
		f = inbox_read(&r->inbox[i], o->stick, o->d, &o->root);
		if (f == FAULT_NONE && inbox_new(&r->inbox[i]))
			o->progress.of += r->inbox[i].envelopes;
	}
	if (f == FAULT_NONE)
		f = dates_prove(o);
	for (size_t i = 0; i < r->n && f == FAULT_NONE; i++)
		if (inbox_new(&r->inbox[i]))
			f = date_of_inbox(o->d, r->inbox[i].seq,
			    r->inbox[i].link.week);
	return f;
}

/* What an inbox changes about the desk's own affairs. */
static void
state_learn(struct opening *o, const struct inbox *in)
{
	struct state *s = o->d->state;

	s->root = o->root;
	s->pinned = true;
	sequence_take(&s->sequence, &in->link, in->verdict);
	if (in->taken > s->outbox || in->served > s->schedule)
		o->out->restored = true;
	if (in->taken > s->outbox)
		s->outbox = in->taken;
	if (in->verdict != VERDICT_FORMER)
		s->srv = in->srv;
	if (in->directory < s->directory)
		return;
	s->directory = in->directory;
	s->cells = in->cells;
	s->rhythm = in->rhythm;
	s->served = in->served;
	s->revoked = in->revoked;
	/* no older one can come back: who left knows nothing that counts */
	if (in->served >= s->leaves && in->lowest >= s->leaves)
		s->leaves = 0;
}

static bool
watch_go(void *arg, uint32_t done)
{
	struct opening *o = arg;

	o->progress.done = o->before + done;
	return o->wish->progress == NULL ||
	    o->wish->progress(o->wish->arg, &o->progress);
}

/* Its envelopes into the unit of work. */
static enum fault
envelopes_take(struct opening *o, struct inbox *in)
{
	const struct intake_watch watch = { watch_go, o };
	struct envelopes v = ENVELOPES_NONE;
	enum fault f = FAULT_INBOX_STOPPED;
	char name[BUNDLE_NAME];

	if (!watch_go(o, 0))
		(void)fault_plain(&o->d->detail, f);
	else
		f = inbox_envelopes(&v, in, o->stick, o->d);
	if (f == FAULT_NONE)
		f = intake_run(&in->count, o->d, &v, in->link.week, &watch);
	envelopes_close(&v);
	if (f == FAULT_INBOX_CHANGED || f == FAULT_INBOX_STOPPED)
		o->d->detail.n = in->seq;
	if (f == FAULT_FILE && o->d->detail.text[0] == '\0') {
		bundle_part_name(name, in->seq, v.part);
		return fault_file(&o->d->detail, name, ERR_IO);
	}
	return f;
}

/* Those before it may have changed how it follows. */
static enum fault
unit_do(struct opening *o, struct inbox *in)
{
	enum fault f = inbox_read(in, o->stick, o->d, &o->root);

	if (f != FAULT_NONE || !inbox_new(in))
		return f;
	f = envelopes_take(o, in);
	if (f == FAULT_NONE)
		state_learn(o, in);
	return f;
}

/* One inbox, whole or not at all. */
static enum fault
one_open(struct opening *o, struct inbox *in)
{
	bool restored = o->out->restored;
	enum fault f = desk_begin(o->d);

	if (f != FAULT_NONE)
		return f;
	o->progress.seq = in->seq;
	f = unit_do(o, in);
	if (f == FAULT_NONE && inbox_new(in))
		f = journal_trim(o->d);
	if (f == FAULT_NONE && inbox_new(in))
		f = journal_commit(o->d, ACT_OPENED, in->seq);
	desk_abort(o->d);
	if (f != FAULT_NONE || !inbox_new(in)) {
		o->out->restored = restored;
		return f;
	}
	in->opened = true;
	o->out->opened++;
	o->out->last = in;
	o->before += in->envelopes;
	return FAULT_NONE;
}

static enum fault
all_open(struct opening *o)
{
	struct open_result *r = o->out;
	enum fault f = root_find(o);

	if (f == FAULT_NONE)
		f = inboxes_find(&r->inbox, &r->n, o->stick, &o->d->detail);
	if (f == FAULT_NONE)
		f = heads_read(o);
	for (size_t i = 0; i < r->n && f == FAULT_NONE; i++)
		if (inbox_new(&r->inbox[i]))
			f = one_open(o, &r->inbox[i]);
	return f == FAULT_NONE ? destroy_run(o->d, &r->destroyed) : f;
}

enum fault
open_stick(struct open_result *out, struct desk *d, const char *path,
    const struct open_wish *wish)
{
	struct opening o = { .d = d, .stick = -1, .wish = wish, .out = out };
	enum fault f;

	memset(out, 0, sizeof(*out));
	f = folder_open(&o.stick, &d->detail, path);
	if (f == FAULT_NONE)
		f = all_open(&o);
	if (o.stick >= 0)
		(void)close(o.stick);
	return f;
}

void
open_result_free(struct open_result *r)
{
	free(r->inbox);
	memset(r, 0, sizeof(*r));
}
