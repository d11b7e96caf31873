/* inbox.c - an inbox on a stick: whose it is, and that it is whole. */

#include "inbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "command.h"
#include "directory.h"
#include "note.h"
#include "notes.h"
#include "os/guard.h"
#include "renewal.h"
#include "schedule.h"
#include "terminal/say.h"
#include "week.h"

/* What one verification needs; large. */
struct reading {
	struct file note;
	struct file served; /* NNN.n */
	struct inbox_manifest m;
	struct notes notes;
	struct directory d;
	struct schedule schedule;
};

static int
by_seq(const void *a, const void *b)
{
	const struct inbox *x = a;
	const struct inbox *y = b;

	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* The inboxes in ${dir}: how many there are, the first ${cap} in ${out}. */
static size_t
dir_read(struct inbox *out, size_t cap, DIR *dir)
{
	char holder[KEY_NAME_MAX + 1];
	const struct dirent *entry;
	uint32_t seq;
	size_t n = 0;

	rewinddir(dir);
	for (;;) {
		entry = readdir(dir);
		if (entry == NULL)
			return n;
		if (bundle_parse(&seq, holder, BUNDLE_INBOX_NOTE,
			entry->d_name) != OK ||
		    seq == 0)
			continue;
		if (n < cap)
			out[n] = (struct inbox){ .seq = seq };
		n++;
	}
}

/* All of them, as they were when counted. */
static int
dir_list(struct inbox **out, size_t *n, DIR *dir)
{
	size_t now;

	*n = dir_read(NULL, 0, dir);
	if (*n == 0)
		return say_wrong("there is no inbox on this stick. At the "
				 "server, zegeld export DATA STICK writes one");
	if (*n > INBOXES_MAX)
		return say_wrong("there are %zu inboxes on this stick, too "
				 "many to read. Move those that were opened "
				 "before to another one",
		    *n);
	*out = calloc(*n, sizeof(**out));
	if (*out == NULL)
		return say_failed("reading", "the stick", ERR_MEMORY);
	now = dir_read(*out, *n, dir);
	if (now < *n)
		*n = now;
	qsort(*out, *n, sizeof(**out), by_seq);
	return 0;
}

int
inboxes_find(struct inbox **out, size_t *n, int stick)
{
	int fd = openat(stick, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	int rc;

	*out = NULL;
	*n = 0;
	if (dir != NULL) {
		rc = dir_list(out, n, dir);
		(void)closedir(dir);
		return rc;
	}
	if (fd >= 0)
		(void)close(fd);
	return say_failed("reading", "the stick", ERR_IO);
}

static int
file_fetch(struct file *f, int stick, uint32_t seq, enum bundle kind,
    size_t max)
{
	char name[BUNDLE_NAME];
	enum err e;

	bundle_name(name, kind, seq, NULL);
	e = file_read(f, stick, name, max);
	if (e == OK)
		return 0;
	if (e == ERR_MISSING)
		return say_wrong("the stick lacks %s, which belongs to inbox "
				 "%u. Ask the operator for all of it",
		    name, seq);
	return say_failed("reading", name, e);
}

/* A note that is not signed as it must be. */
static int
forged(uint32_t seq, const char *what, const char *by)
{
	return say_wrong("%s of inbox %u is not signed by %s of this service: "
			 "it is damaged, forged, or of another service. "
			 "Nothing was opened. Ask the operator for it again",
	    what, seq, by);
}

/* The directory in NNN.n, signed by ROOT. */
static int
directory_read(struct reading *r, uint32_t seq, const struct state *s)
{
	struct span text;

	if (notes_decode(&r->notes, file_span(&r->served)) != OK)
		return say_wrong("%03u.n is not what a server serves: it is "
				 "damaged. Ask the operator for inbox %u again",
		    seq, seq);
	if (note_verify(&text, r->notes.directory, &s->root) != OK)
		return forged(seq, "the directory", "ROOT");
	if (directory_parse(&r->d, text) != OK ||
	    strcmp(r->d.srv.name, s->root.name) != 0)
		return forged(seq, "the directory", "ROOT");
	return 0;
}

/* The manifest, signed by the SRV that the directory names. */
static int
manifest_read(struct reading *r, uint32_t seq, const struct state *s)
{
	struct file_hash h;
	struct span text;

	if (note_verify(&text, file_span(&r->note), &r->d.srv) != OK ||
	    inbox_parse(&r->m, text) != OK)
		return forged(seq, "the manifest", "the server");
	if (memcmp(r->m.service.b, s->service.b, sizeof(h.b)) != 0 ||
	    memcmp(r->d.service.b, s->service.b, sizeof(h.b)) != 0)
		return say_wrong("inbox %u is of another service than this "
				 "desk. Nothing was opened",
		    seq);
	file_hash(&h, r->served.p, r->served.n);
	if (r->m.seq != seq || memcmp(h.b, r->m.notes.b, sizeof(h.b)) != 0)
		return say_wrong("the files of inbox %u do not belong "
				 "together. Ask the operator for it again",
		    seq);
	return 0;
}

/* Which of our schedules the server served. */
static uint32_t
served_version(struct reading *r, size_t holder)
{
	struct span text;

	if (holder >= r->notes.count ||
	    note_verify(&text, r->notes.part[holder].schedule,
		&r->d.holder[holder].ik) != OK ||
	    schedule_parse(&r->schedule, text) != OK)
		return 0;
	return r->schedule.version;
}

/* Whether a key that a renewal would go on with, or OPS, is revoked. */
static bool
any_revoked(const struct directory *d, const struct desk_keys *k, uint16_t week)
{
	const struct epoch *e;
	struct sign_public ops;
	struct pk_name name;

	sign_public_of(&ops, &k->ops);
	pk_name_of(&name, ops.b, sizeof(ops.b));
	if (directory_revoked(d, &name))
		return true;
	for (unsigned i = 0; i < EPOCHS; i++) {
		e = keys_epoch(k, (uint16_t)(week + i));
		if (e != NULL && directory_revoked(d, &e->name))
			return true;
	}
	return false;
}

/* What the notes say about this desk. */
static int
desk_find(struct inbox *in, struct reading *r, const struct desk *d)
{
	const struct state *s = d->state;
	const struct holder *h = directory_holder(&r->d, &s->desk);

	if (h == NULL || h->partner)
		return say_wrong("the directory does not list this desk: has "
				 "its card.txt been put in and signed? Nothing "
				 "was opened");
	/* one seen before was right then, whatever IK we have since */
	if (r->d.version > s->directory && renewal_by(d, &h->ik) != OK)
		return say_wrong("the directory names an IK for this desk that "
				 "did not sign its schedule: tips may go to "
				 "somebody else. Nothing was opened. Compare "
				 "card.txt with the directory, and tell who "
				 "keeps ROOT");
	in->cells = h->cells;
	in->rhythm = r->d.rhythm;
	in->expires = r->d.expires;
	in->revoked = any_revoked(&r->d, d->keys, week_of_day(d->day));
	in->served = served_version(r, (size_t)(h - r->d.holder));
	in->envelopes = r->m.envelopes;
	in->file = r->m.file;
	for (size_t i = 0; i < r->m.n; i++)
		if (memcmp(r->m.taken[i].desk.b, s->desk.b,
			sizeof(s->desk.b)) == 0)
			in->taken = r->m.taken[i].seq;
	return 0;
}

/* How it follows; under another key of the server, from nothing. */
static void
link_judge(struct inbox *in, const struct reading *r, const struct state *s)
{
	bool same = sodium_is_zero(s->srv.b, sizeof(s->srv.b)) ||
	    memcmp(s->srv.b, r->d.srv.key.b, sizeof(s->srv.b)) == 0;

	in->link.week = r->m.week;
	in->link.prev = r->m.prev;
	in->srv = r->d.srv.key;
	in->directory = r->d.version;
	if (same)
		in->verdict = chain_judge(s, &in->link);
	else if (in->directory > s->directory)
		in->verdict = VERDICT_ANEW;
	else
		in->verdict = VERDICT_FORMER;
}

/* No server has closed so many: a number that is believed stands for good. */
static int
number_check(const struct inbox *in, const struct state *s)
{
	bool first =
	    in->verdict == VERDICT_ANEW || in->verdict == VERDICT_FORMER;
	uint32_t most = guard_number(first ? 0 : s->newest.seq,
	    first ? 0 : s->newest.week, in->link.week);

	if (in->seq <= most)
		return 0;
	return say_wrong("inbox %u has a number that no server can have come "
			 "to: at most %u by its week. The server may be in "
			 "wrong hands. Nothing was opened. Tell the operator; "
			 "to open the others, take it off the stick",
	    in->seq, most);
}

/* Down from ROOT. */
static int
verify(struct inbox *in, struct reading *r, int stick, const struct desk *d)
{
	const struct state *s = d->state;

	if (file_fetch(&r->served, stick, in->seq, BUNDLE_NOTES, NOTES_MAX) !=
		0 ||
	    directory_read(r, in->seq, s) != 0 ||
	    manifest_read(r, in->seq, s) != 0)
		return 1;
	link_judge(in, r, s);
	if (number_check(in, s) != 0 || desk_find(in, r, d) != 0)
		return 1;
	if (in->verdict == VERDICT_OLD)
		return 0;
	if (in->directory < s->directory && in->verdict != VERDICT_LATE &&
	    in->verdict != VERDICT_FORMER)
		return say_wrong("inbox %u comes with version %u of the "
				 "directory, but version %u was seen before: "
				 "the server was set back. Ask the operator. "
				 "Nothing was opened",
		    in->seq, in->directory, s->directory);
	return 0;
}

int
inbox_read(struct inbox *in, int stick, const struct desk *d)
{
	struct reading *r = calloc(1, sizeof(*r));
	int rc = 1;

	if (r == NULL)
		return say_failed("reading", "an inbox", ERR_MEMORY);
	if (file_fetch(&r->note, stick, in->seq, BUNDLE_INBOX_NOTE, NOTE_MAX) !=
	    0)
		goto out;
	in->link.seq = in->seq;
	note_hash(&in->link.hash, file_span(&r->note));
	in->verdict = VERDICT_KNOWN;
	rc =
	    chain_knows(d->state, &in->link.hash) ? 0 : verify(in, r, stick, d);
out:
	file_free(&r->note);
	file_free(&r->served);
	free(r);
	return rc;
}

/* Strictly ascending by name: no order of arrival, no envelope twice. */
static bool
ascending(const struct file *f)
{
	struct pool_name last;
	struct pool_name name;

	for (size_t at = 0; at < f->n; at += ENVELOPE_SIZE) {
		envelope_name(&name, f->p + at);
		if (at > 0 && memcmp(last.b, name.b, sizeof(name.b)) >= 0)
			return false;
		last = name;
	}
	return true;
}

int
inbox_envelopes(struct file *out, const struct inbox *in, int stick)
{
	uint64_t want = (uint64_t)in->envelopes * ENVELOPE_SIZE;
	struct file_hash h;

	if (want > SIZE_MAX ||
	    file_fetch(out, stick, in->seq, BUNDLE_INBOX, (size_t)want) != 0)
		return 1;
	file_hash(&h, out->p, out->n);
	if (out->n == want && memcmp(h.b, in->file.b, sizeof(h.b)) == 0 &&
	    ascending(out))
		return 0;
	file_free(out);
	return say_wrong("%03u.inbox is damaged or cut off. Nothing was "
			 "opened. Copy it again from the server; to open the "
			 "others without it, take it off the stick",
	    in->seq);
}
