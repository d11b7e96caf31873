/* restore.c - a desk made of a backup. */

#include "core/backup.h"

#include <sys/file.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bookfile.h"
#include "core/date.h"
#include "core/found.h"
#include "core/journal.h"
#include "core/outbox.h"
#include "core/seed.h"
#include "core/unlock.h"

static enum fault
backup_judge(struct detail *why, const char *path, enum err e)
{
	switch ((int)e) {
	case OK:
		return FAULT_NONE;
	case ERR_MISSING:
	case ERR_KEY:
		return fault_plain(why, FAULT_PERSON_KEY_FOREIGN);
	case ERR_FORMAT:
	case ERR_OPEN:
		return fault_text(why, FAULT_BACKUP_DAMAGED, path);
	case ERR_VERSION:
		return fault_plain(why, FAULT_DESK_NEWER);
	default:
		return fault_file(why, path, e);
	}
}

static enum fault
backup_read(struct file *f, struct detail *why, const char *path)
{
	enum err e = file_read_linked(f, path, copy_most());

	return e == OK ? FAULT_NONE : fault_file(why, path, e);
}

enum fault
backup_persons_of(struct deskkey_list *out, struct detail *why,
    const char *path)
{
	struct file f = { NULL, 0 };
	enum fault fault = backup_read(&f, why, path);

	if (fault == FAULT_NONE)
		fault = backup_judge(why, path, copy_list(out, &f));
	file_free(&f);
	return fault;
}

/* The key that lies beside the backup; the caller frees its path. */
static char *
key_beside(const struct restoring *r)
{
	char *path = NULL;

	return asprintf(&path, "%s.%u.key", r->backup, r->s) < 0 ? NULL : path;
}

static enum fault
key_open(struct staff_secret *secret, struct desk *d, const struct restoring *r)
{
	char *beside = r->key == NULL ? key_beside(r) : NULL;
	const char *path = r->key == NULL ? beside : r->key;
	enum fault f = path == NULL
	    ? fault_plain(&d->detail, FAULT_MEMORY)
	    : unlock_key(secret, d, r->s, r->pass, path);

	free(beside);
	return f;
}

/* Its numbers go on where no outbox and no schedule has been; threads that were
 * over end. */
static enum fault
numbers_raise(struct desk *d)
{
	enum fault f = desk_begin(d);

	if (f != FAULT_NONE)
		return f;
	d->state->outbox += BACKUP_AHEAD;
	d->state->schedule += BACKUP_AHEAD;
	d->state->last_epoch = 0;
	f = outbox_end(d);
	if (f == FAULT_NONE)
		f = journal_commit(d, ACT_RESTORED, 0);
	desk_abort(d);
	return f;
}

static enum fault
book_restore(struct desk *d, const struct restoring *r,
    const struct staff_secret *secret)
{
	struct file f = { NULL, 0 };
	enum fault fault = backup_read(&f, &d->detail, r->backup);

	if (fault == FAULT_NONE)
		fault = backup_judge(&d->detail, r->backup,
		    copy_open(&d->book, d->dir, &f, r->s, secret));
	file_free(&f);
	return fault;
}

enum fault
restore_make(struct desk *d, const struct restoring *r)
{
	WIPED(staff_secret) secret;
	struct keyhole hole = { passphrase_span(r->pass), seed_default_kib() };
	enum fault f = found_folder(d, r->folder);
	uint32_t broken = 0;

	if (f == FAULT_NONE)
		f = key_open(&secret, d, r);
	if (f != FAULT_NONE)
		return f;
	f = book_restore(d, r, &secret);
	if (f == FAULT_NONE)
		f = unlock_session(d, r->s, &secret);
	if (f == FAULT_JOURNAL_BROKEN) { /* it is told, and costs no case */
		broken = d->detail.n;
		f = FAULT_NONE;
	}
	if (f == FAULT_NONE)
		f = team_key_save(d, r->s, &secret, &hole);
	if (f == FAULT_NONE)
		f = date_begin(d);
	if (f == FAULT_NONE)
		f = numbers_raise(d);
	if (f != FAULT_NONE)
		found_undo(d);
	else if (broken != 0)
		f = fault_number(&d->detail, FAULT_JOURNAL_BROKEN, broken);
	return f;
}
