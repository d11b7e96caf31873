/* inbox.c - an inbox on a stick: whose it is, and that it is whole. */

#include "core/inbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "core/epochs.h"
#include "core/renewal.h"
#include "directory.h"
#include "note.h"
#include "notes.h"
#include "os/file.h"
#include "os/guard.h"
#include "schedule.h"
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
static enum fault
dir_list(struct inbox **out, size_t *n, DIR *dir, struct detail *why)
{
	size_t now;

	*n = dir_read(NULL, 0, dir);
	if (*n == 0)
		return fault_plain(why, FAULT_STICK_BARE);
	if (*n > INBOXES_MAX)
		return fault_number(why, FAULT_STICK_FULL, (uint32_t)*n);
	*out = calloc(*n, sizeof(**out));
	if (*out == NULL)
		return fault_plain(why, FAULT_MEMORY);
	now = dir_read(*out, *n, dir);
	if (now < *n)
		*n = now;
	qsort(*out, *n, sizeof(**out), by_seq);
	return FAULT_NONE;
}

enum fault
inboxes_find(struct inbox **out, size_t *n, int stick, struct detail *why)
{
	int fd = openat(stick, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	enum fault f;

	*out = NULL;
	*n = 0;
	if (dir != NULL) {
		f = dir_list(out, n, dir, why);
		(void)closedir(dir);
		return f;
	}
	if (fd >= 0)
		(void)close(fd);
	return fault_file(why, ".", ERR_IO);
}

/* What is wrong with inbox ${in}, about its file ${name}. */
static enum fault
part_fault(struct desk *d, enum fault f, const struct inbox *in,
    const char *name)
{
	(void)fault_text(&d->detail, f, name);
	d->detail.n = in->seq;
	return f;
}

static enum fault
inbox_fault(struct desk *d, enum fault f, const struct inbox *in)
{
	return fault_number(&d->detail, f, in->seq);
}

static enum fault
number_fault(struct desk *d, enum fault f, const struct inbox *in,
    uint32_t other)
{
	(void)fault_number(&d->detail, f, in->seq);
	d->detail.other = other;
	return f;
}

static enum fault
file_fetch(struct file *f, int stick, const struct inbox *in, enum bundle kind,
    struct desk *d)
{
	size_t max = kind == BUNDLE_NOTES ? NOTES_MAX : NOTE_MAX;
	char name[BUNDLE_NAME];
	enum err e;

	bundle_name(name, kind, in->seq, NULL);
	e = file_read(f, stick, name, max);
	if (e == OK)
		return FAULT_NONE;
	if (e == ERR_MISSING)
		return part_fault(d, FAULT_INBOX_PART, in, name);
	if (e == ERR_FORMAT) /* too long */
		return part_fault(d, FAULT_INBOX_DAMAGED, in, name);
	return fault_file(&d->detail, name, e);
}

/* The directory in NNN.n, signed by ROOT. */
static enum fault
directory_read(struct reading *r, const struct inbox *in, struct desk *d,
    const struct vkey *root)
{
	struct span text;

	if (notes_decode(&r->notes, file_span(&r->served)) != OK)
		return inbox_fault(d, FAULT_INBOX_SERVED, in);
	if (note_verify(&text, r->notes.directory, root) != OK ||
	    directory_parse(&r->d, text) != OK ||
	    strcmp(r->d.srv.name, root->name) != 0)
		return inbox_fault(d, FAULT_INBOX_DIRECTORY, in);
	return FAULT_NONE;
}

/* The manifest, signed by the SRV that the directory names. */
static enum fault
manifest_read(struct reading *r, const struct inbox *in, struct desk *d)
{
	const struct state *s = d->state;
	struct file_hash h;
	struct span text;

	if (note_verify(&text, file_span(&r->note), &r->d.srv) != OK ||
	    inbox_parse(&r->m, text) != OK)
		return inbox_fault(d, FAULT_INBOX_MANIFEST, in);
	if (memcmp(r->m.service.b, s->service.b, sizeof(h.b)) != 0 ||
	    memcmp(r->d.service.b, s->service.b, sizeof(h.b)) != 0)
		return inbox_fault(d, FAULT_INBOX_SERVICE, in);
	file_hash(&h, r->served.p, r->served.n);
	if (r->m.seq != in->seq || memcmp(h.b, r->m.notes.b, sizeof(h.b)) != 0)
		return inbox_fault(d, FAULT_INBOX_PIECES, in);
	return FAULT_NONE;
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
any_revoked(const struct directory *d, const struct deskkey *k, uint16_t week)
{
	const struct epoch *e;
	struct sign_public ops;
	struct pk_name name;

	sign_public_of(&ops, &k->ops);
	pk_name_of(&name, ops.b, sizeof(ops.b));
	if (directory_revoked(d, &name))
		return true;
	for (unsigned i = 0; i < EPOCHS; i++) {
		e = epochs_find(k, (uint16_t)(week + i));
		if (e != NULL && directory_revoked(d, &e->name))
			return true;
	}
	return false;
}

/* What the notes say about this desk. */
static enum fault
desk_find(struct inbox *in, struct reading *r, struct desk *d)
{
	const struct state *s = d->state;
	const struct holder *h = directory_holder(&r->d, &s->desk);

	if (h == NULL || h->partner)
		return inbox_fault(d, FAULT_INBOX_UNLISTED, in);
	/* one seen before was right then, whatever IK we have since */
	if (r->d.version > s->directory && renewal_by(d, &h->ik) != OK)
		return inbox_fault(d, FAULT_INBOX_IK, in);
	in->cells = h->cells;
	in->rhythm = r->d.rhythm;
	in->lowest = h->min_version;
	in->expires = r->d.expires;
	in->revoked = any_revoked(&r->d, desk_key(d), week_of_day(d->day));
	in->served = served_version(r, (size_t)(h - r->d.holder));
	in->envelopes = r->m.envelopes;
	in->file = r->m.file;
	for (size_t i = 0; i < r->m.n; i++)
		if (memcmp(r->m.taken[i].desk.b, s->desk.b,
			sizeof(s->desk.b)) == 0)
			in->taken = r->m.taken[i].seq;
	return FAULT_NONE;
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
		in->verdict = sequence_judge(&s->sequence, &in->link);
	else if (in->directory > s->directory)
		in->verdict = VERDICT_ANEW;
	else
		in->verdict = VERDICT_FORMER;
}

/*
 * No server has closed so many inboxes, and none has taken in outboxes that
 * were not made, but for those that a desk put back from a copy forgot.
 */
static enum fault
numbers_check(const struct inbox *in, struct desk *d)
{
	const struct state *s = d->state;
	bool first =
	    in->verdict == VERDICT_ANEW || in->verdict == VERDICT_FORMER;
	uint32_t most = first ? guard_number(0, 0, in->link.week)
			      : guard_number(s->sequence.newest.seq,
				    s->sequence.newest.week, in->link.week);

	if (in->seq > most)
		return number_fault(d, FAULT_INBOX_NUMBER, in, most);
	if (in->taken > (uint64_t)s->outbox + GUARD_NUMBERS)
		return number_fault(d, FAULT_INBOX_TAKEN, in, in->taken);
	return FAULT_NONE;
}

/* No server goes back to an older directory. */
static enum fault
back_check(const struct inbox *in, struct desk *d)
{
	if (in->directory >= d->state->directory ||
	    in->verdict == VERDICT_OLD || in->verdict == VERDICT_LATE ||
	    in->verdict == VERDICT_FORMER)
		return FAULT_NONE;
	return number_fault(d, FAULT_INBOX_BACK, in, in->directory);
}

/* Down from ROOT. */
static enum fault
verify(struct inbox *in, struct reading *r, int stick, struct desk *d,
    const struct vkey *root)
{
	enum fault f = file_fetch(&r->served, stick, in, BUNDLE_NOTES, d);

	if (f == FAULT_NONE)
		f = directory_read(r, in, d, root);
	if (f == FAULT_NONE)
		f = manifest_read(r, in, d);
	if (f != FAULT_NONE)
		return f;
	link_judge(in, r, d->state);
	f = desk_find(in, r, d);
	if (f == FAULT_NONE)
		f = numbers_check(in, d);
	return f == FAULT_NONE ? back_check(in, d) : f;
}

enum fault
inbox_read(struct inbox *in, int stick, struct desk *d, const struct vkey *root)
{
	struct reading *r = calloc(1, sizeof(*r));
	enum fault f;

	if (r == NULL)
		return fault_plain(&d->detail, FAULT_MEMORY);
	f = file_fetch(&r->note, stick, in, BUNDLE_INBOX_NOTE, d);
	if (f != FAULT_NONE)
		goto out;
	in->link.seq = in->seq;
	note_hash(&in->link.hash, file_span(&r->note));
	in->verdict = VERDICT_KNOWN;
	if (!sequence_knows(&d->state->sequence, &in->link.hash))
		f = verify(in, r, stick, d, root);
out:
	file_free(&r->note);
	file_free(&r->served);
	free(r);
	return f;
}

enum fault
inbox_envelopes(struct envelopes *v, const struct inbox *in, int stick,
    struct desk *d)
{
	enum err e =
	    envelopes_open(v, stick, in->seq, in->envelopes, &in->file);
	char name[BUNDLE_NAME];

	if (e == OK)
		return FAULT_NONE;
	if (e == ERR_FORMAT && v->part == 0)
		return inbox_fault(d, FAULT_INBOX_PIECES, in);
	bundle_part_name(name, in->seq, v->part);
	if (e == ERR_MISSING)
		return part_fault(d, FAULT_INBOX_PART, in, name);
	if (e == ERR_FORMAT)
		return part_fault(d, FAULT_INBOX_DAMAGED, in, name);
	return fault_file(&d->detail, name, e);
}

bool
inbox_new(const struct inbox *in)
{
	return in->verdict != VERDICT_KNOWN && in->verdict != VERDICT_OLD;
}
