/* restore.c - after a restore from backup, find where inbox numbers go on. */

#include "bundle/restore.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "bundle/records.h"
#include "manifest.h"
#include "note.h"
#include "os/file.h"

/* The value of STATE_RESTORED; 0 if it is not set. */
static uint8_t
mark_of(struct store *s)
{
	struct file f;
	uint8_t mark = 0;

	if (store_get(s, &f, STATE_RESTORED, NULL, 0) == OK && f.n == 1)
		mark = f.p[0];
	file_free(&f);
	return mark;
}

bool
restore_pending(struct store *s)
{
	return mark_of(s) != 0;
}

bool
restore_blind(struct store *s)
{
	return mark_of(s) == RESTORED_NOW;
}

/* Record that the last inbox number is known again. */
static enum err
mark_told(struct store *s)
{
	static const uint8_t told = RESTORED_TOLD;
	const struct state_item item = { .kind = STATE_RESTORED,
		.value = { &told, sizeof(told) } };

	return restore_blind(s) ? store_put(s, &item, 1) : OK;
}

enum err
restore_done(struct store *s)
{
	const struct state_item none = { .kind = STATE_RESTORED };

	return restore_pending(s) ? store_put(s, &none, 1) : OK;
}

/*
 * The week in which ${seq} was closed is unknown here.  Give it the week of
 * the last known inbox, so that no later week counts as exported.
 */
enum err
restore_to(bool *moved, struct store *s, uint32_t seq,
    const struct note_hash *hash)
{
	struct inbox_record inbox;
	enum err e = inbox_record_last(&inbox, s);

	*moved = false;
	if (e == OK && seq > 0 && seq == inbox.seq)
		return mark_told(s); /* the backup has the newest inbox */
	if (e != OK || seq <= inbox.seq || seq - inbox.seq > RESTORE_AHEAD)
		return e;
	inbox.seq = seq;
	inbox.hash = *hash;
	e = inbox_record_save(s, &inbox);
	*moved = e == OK;
	return e == OK ? mark_told(s) : e;
}

/* True if this service signed manifest ${seq} on the stick; sets ${hash}. */
static bool
is_ours(struct note_hash *hash, int stick, uint32_t seq,
    const struct directory *d)
{
	struct inbox_manifest m;
	struct span text;
	char name[BUNDLE_NAME];
	struct file f;
	bool ours;

	bundle_name(name, BUNDLE_INBOX_NOTE, seq, NULL);
	if (file_read(&f, stick, name, NOTE_MAX) != OK)
		return false;
	ours = note_verify(&text, file_span(&f), &d->srv) == OK &&
	    inbox_parse(&m, text) == OK && m.seq == seq &&
	    memcmp(&m.service, &d->service, sizeof(m.service)) == 0;
	note_hash(hash, file_span(&f));
	file_free(&f);
	return ours;
}

/* The highest number above ${from} whose manifest is ours; 0 if none is. */
static uint32_t
newest_find(struct note_hash *hash, DIR *dir, uint32_t from,
    const struct directory *d)
{
	const struct dirent *entry;
	struct note_hash h;
	uint32_t newest = 0;

	for (;;) {
		char holder[KEY_NAME_MAX + 1];
		uint32_t seq;

		/* NOLINTNEXTLINE(concurrency-mt-unsafe): our own DIR */
		entry = readdir(dir);
		if (entry == NULL)
			return newest;
		if (bundle_parse(&seq, holder, BUNDLE_INBOX_NOTE,
			entry->d_name) != OK ||
		    seq <= from || seq <= newest ||
		    seq - from > RESTORE_AHEAD ||
		    !is_ours(&h, dirfd(dir), seq, d))
			continue;
		newest = seq;
		*hash = h;
	}
}

enum err
restore_by_stick(struct store *s, int stick, const struct directory *d)
{
	struct note_hash hash;
	struct inbox_record last;
	uint32_t seq = 0;
	bool moved = false;
	enum err e = inbox_record_last(&last, s);
	int fd = openat(stick, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (dir == NULL) {
		if (fd >= 0)
			(void)close(fd);
		return ERR_IO;
	}
	if (e == OK)
		seq = newest_find(&hash, dir, last.seq, d);
	(void)closedir(dir);
	if (e == OK && seq > 0)
		e = restore_to(&moved, s, seq, &hash);
	if (moved)
		printf("inbox %" PRIu32 " on the stick is of this service: "
		       "inbox numbers continue from there\n",
		    seq);
	return e;
}
