/* export.c - the `export` command: close an inbox and write it to a stick. */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "bundle/records.h"
#include "bundle/restore.h"
#include "bundle/serverkey.h"
#include "bundle/stick.h"
#include "command.h"
#include "expire.h"
#include "failed.h"
#include "hash.h"
#include "os/clock.h"
#include "served/served_notes.h"
#include "week.h"

enum {
	HOUR_SECONDS = 3600,
};

static const char doing[] = "exporting to";

/* One export in progress. */
struct batch {
	struct store *store;
	struct served_notes *served_notes;
	int stick;
	int32_t day;
	struct inbox_manifest manifest;
	struct file_out out;
	uint32_t part;          /* of the inbox, being written, from 1 */
	char name[BUNDLE_NAME]; /* of that part; ${out} borrows it */
	struct hash hash;
	uint8_t text[NOTE_MAX];
	uint8_t note[NOTE_MAX];
};

/*
 * Remove the files of this number from ${part} on, whole or half written.  They
 * are of an export that was interrupted before its manifest.
 */
static enum err
parts_remove(const struct batch *b, uint32_t part)
{
	char name[BUNDLE_NAME];
	char new[BUNDLE_NAME + sizeof(".new")];
	bool half;
	bool whole;

	do {
		bundle_part_name(name, b->manifest.seq, part++);
		snprintf(new, sizeof(new), "%s.new", name);
		half = unlinkat(b->stick, new, 0) == 0;
		whole = unlinkat(b->stick, name, 0) == 0;
	} while (half || whole);
	return errno == ENOENT ? OK : ERR_IO;
}

static enum err
part_begin(struct batch *b)
{
	b->part++;
	bundle_part_name(b->name, b->manifest.seq, b->part);
	return file_out_open(&b->out, b->stick, b->name, FILE_GIVEN);
}

/* End a part that is full, and begin the next. */
static enum err
part_turn(struct batch *b)
{
	enum err e;

	if (b->manifest.envelopes < (uint64_t)b->part * bundle_part_most())
		return OK;
	e = file_out_commit(&b->out);
	return e == OK ? part_begin(b) : e;
}

static enum err
envelope_put(void *arg, const uint8_t envelope[static ENVELOPE_SIZE])
{
	struct batch *b = arg;
	enum err e = part_turn(b);

	if (e != OK)
		return e;
	b->manifest.envelopes++;
	hash_add(&b->hash, envelope, ENVELOPE_SIZE);
	return file_out_put(&b->out, envelope, ENVELOPE_SIZE);
}

/*
 * Write NNN.inbox, NNN.inbox.2 ...: the whole pool, the same for every holder.
 * What an older export left makes room first.  A failure leaves no part.
 */
static enum err
inbox_write(struct batch *b)
{
	enum err e;

	hash_begin(&b->hash, NULL, LABEL_FILE);
	e = parts_remove(b, 2);
	if (e == OK)
		e = part_begin(b);
	if (e == OK)
		e = store_walk(b->store, envelope_put, b);
	if (e == OK)
		e = file_out_commit(&b->out);
	file_out_abort(&b->out);
	if (e != OK && b->part > 1)
		(void)parts_remove(b, 1);
	hash_end(&b->hash, b->manifest.file.b);
	return e;
}

static enum err
notes_write(struct batch *b)
{
	struct span bytes = file_span(&b->served_notes->bytes);
	char name[BUNDLE_NAME];

	bundle_name(name, BUNDLE_NOTES, b->manifest.seq, NULL);
	file_hash(&b->manifest.notes, bytes.p, bytes.n);
	return file_give(b->stick, name, bytes);
}

/* If the last export was cut off, give its manifest the final name. */
static void
note_finish(struct batch *b, const struct inbox_record *last)
{
	char name[BUNDLE_NAME];
	char new[BUNDLE_NAME + sizeof(".new")];
	struct file f = { NULL, 0 };
	struct note_hash h;

	bundle_name(name, BUNDLE_INBOX_NOTE, last->seq, NULL);
	snprintf(new, sizeof(new), "%s.new", name);
	if (file_read(&f, b->stick, new, NOTE_MAX) != OK)
		return;
	note_hash(&h, file_span(&f));
	if (memcmp(h.b, last->hash.b, sizeof(h.b)) == 0 &&
	    file_give(b->stick, name, file_span(&f)) == OK)
		printf("inbox %" PRIu32 ", whose export was interrupted, is "
		       "now complete\n",
		    last->seq);
	file_free(&f);
}

/* Fill in the manifest, except for the hashes of the files. */
static enum err
manifest_begin(struct batch *b)
{
	const struct directory *d = &b->served_notes->directory;
	struct inbox_manifest *m = &b->manifest;
	struct inbox_record last;
	enum err e;

	e = inbox_record_last(&last, b->store);
	if (e != OK)
		return e;
	note_finish(b, &last);
	m->service = d->service;
	m->seq = last.seq + 1;
	m->prev = last.hash;
	m->week = b->served_notes->week;
	m->n = d->desks;
	for (size_t i = 0; i < d->desks; i++) {
		struct outbox_record kept;

		e = outbox_record_load(&kept, b->store, &d->holder[i].id);
		if (e != OK && e != ERR_MISSING)
			return e;
		m->taken[i] =
		    (struct taken){ d->holder[i].id, kept.schedule, kept.seq };
	}
	return OK;
}

/*
 * Save the number before the manifest gets its final name.  After a crash
 * between the two, the next export to this stick finishes this one; on another
 * stick there is a gap, but never two manifests of one number.
 */
static enum err
note_leave(struct batch *b, struct span note, const struct inbox_record *inbox)
{
	char name[BUNDLE_NAME];
	enum err e;

	bundle_name(name, BUNDLE_INBOX_NOTE, inbox->seq, NULL);
	e = file_out_open(&b->out, b->stick, name, FILE_GIVEN);
	if (e == OK)
		e = file_out_put(&b->out, note.p, note.n);
	if (e == OK)
		e = inbox_record_save(b->store, inbox);
	if (e == OK)
		e = file_out_commit(&b->out);
	file_out_abort(&b->out);
	return e;
}

/*
 * The week before which no deposit arrives any more.  For a while after a new
 * week begins, a running server may add to the old one, which must not count
 * as exported.  So the server's week changes an hour late, and this one does
 * too.
 */
static uint16_t
week_left(const struct batch *b)
{
	uint16_t week = week_of_day(day_of_time(clock_now() - HOUR_SECONDS));

	return week < b->served_notes->week ? week : b->served_notes->week;
}

static enum err
manifest_write(struct batch *b)
{
	struct writer text = { b->text, sizeof(b->text), 0, false };
	struct writer note = { b->note, sizeof(b->note), 0, false };
	struct inbox_record inbox = { b->manifest.seq, { { 0 } },
		week_left(b) };
	WIPED(sign_seed) seed;
	enum err e;

	e = serverkey_load(&seed, b->store);
	if (e != OK)
		return e;
	inbox_print(&text, &b->manifest);
	if (text.bad)
		return ERR_TOO_LONG;
	e = note_sign(&note, (struct span){ text.p, text.n }, &seed,
	    b->served_notes->root.name);
	if (e != OK)
		return e;
	note_hash(&inbox.hash, (struct span){ note.p, note.n });
	return note_leave(b, (struct span){ note.p, note.n }, &inbox);
}

/* Go on if the disk is full or fails: an export lets weeks be forgotten. */
static enum err
pool_settle(struct batch *b, const char *path)
{
	enum err e = store_rewrite(b->store, REWRITE_POOL, NULL, NULL);

	if (e != ERR_FULL && e != ERR_IO)
		return e;
	(void)failed_err("rewriting the pool, which is exported anyway, for",
	    path, e);
	return OK;
}

/* Warn that the number may be a second use; a desk that opens both is told. */
static void
blind_say(struct batch *b, const char *path)
{
	struct inbox_record last;

	if (!restore_blind(b->store) ||
	    inbox_record_last(&last, b->store) != OK)
		return;
	fprintf(stderr,
	    "zegeld: exporting to %s: this folder was restored from a backup, "
	    "and the number of the last inbox is not known; a desk that has "
	    "already opened an inbox %" PRIu32 " will report two of that "
	    "number\n",
	    path, last.seq + 1);
}

static int
batch_close(struct batch *b, const char *path)
{
	/* overdue weeks are left to the server, which checks them twice */
	const struct expire_by by = { .day = b->day, .said = false };
	struct expired expired;
	enum err e;

	e = expire_run(&expired, b->store, &b->served_notes->directory, &by);
	if (e == OK)
		e = pool_settle(b, path);
	if (e == OK)
		e = restore_by_stick(b->store, b->stick,
		    &b->served_notes->directory);
	if (e == OK)
		blind_say(b, path);
	if (e == OK)
		e = manifest_begin(b);
	if (e != OK)
		return failed_err("reading the folder for", path, e);
	e = inbox_write(b);
	if (e == OK)
		e = notes_write(b);
	if (e == OK)
		e = manifest_write(b);
	if (e == OK)
		e = restore_done(b->store);
	if (e == ERR_TOO_LONG)
		return failed(doing, path,
		    "a file of the inbox is larger than a file may be there",
		    "files of an inbox have up to 2 GiB, which FAT32, exFAT "
		    "and ext4 take: use such a stick, or raise the limit: "
		    "ulimit -f");
	if (e != OK)
		return failed_err(doing, path, e);
	printf("inbox %" PRIu32 " closed: %" PRIu32 " envelopes",
	    b->manifest.seq, b->manifest.envelopes);
	if (b->part > 1)
		printf(" in %" PRIu32 " files", b->part);
	putchar('\n');
	/* rewrite the state, so that its file shows no count of changes */
	e = store_rewrite(b->store, REWRITE_STATE, NULL, NULL);
	return e == OK ? 0 : failed_err("rewriting the state after", path, e);
}

static int
export_to(struct batch *b, struct beginning *begin, const char *folder,
    const char *path)
{
	enum err e;
	int rc;

	begin->doing = "exporting from";
	begin->stick = b->stick = stick_open(path);
	if (b->stick < 0)
		return failed(doing, path, "no such folder",
		    "put the stick in, and name the folder it is mounted on");
	rc = command_begin(&b->store, begin, folder);
	if (rc == 0)
		rc = command_today(&b->day, b->store, "exporting", begin->week);
	if (rc == 0)
		rc = command_lock(b->store, "exporting");
	if (rc != 0)
		return rc;
	e = served_notes_new(&b->served_notes, b->store, b->day);
	if (e != OK)
		return command_served_notes_err("exporting", e);
	return batch_close(b, path);
}

int
cmd_export(int argc, char **argv)
{
	struct beginning begin = { .stick = -1 };
	struct batch *b;
	int first = command_operands(&begin, argc, argv, 2);
	int rc;

	if (first < 0)
		return USAGE;
	argv += first;
	b = calloc(1, sizeof(*b));
	if (b == NULL)
		return failed_err(doing, argv[1], ERR_MEMORY);
	b->stick = -1;
	b->out.fd = -1;
	rc = export_to(b, &begin, argv[0], argv[1]);
	served_notes_free(b->served_notes);
	store_close(b->store);
	if (b->stick >= 0)
		close(b->stick);
	free(b);
	return rc;
}
