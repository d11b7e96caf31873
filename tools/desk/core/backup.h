/* backup.h - a copy of the casebook for the safe, and a desk made of one. */

#ifndef CORE_BACKUP_H
#define CORE_BACKUP_H

#include <stdint.h>

#include "book/copy.h"
#include "core/desk.h"

enum {
	BACKUP_NAME = 80, /* with the end of a key file's name, and a NUL */
	/* what a restored desk adds to its numbers: more than it can have
	   used since the copy was made */
	BACKUP_AHEAD = 256,
};

/*
 * backup_write(id, d, stick):
 * Write the next backup into the open folder ${stick}: backup-NAME-ID.zegel
 * and, for each person S whose key lies in the desk's folder, the same with
 * .S.key behind it.  The desk remembers what it gave away: first it is listed
 * and logged, then written.  BACKUP_THERE: a file would be overwritten; nothing
 * was listed.  FILE: listed, but not on the stick.
 */
enum fault backup_write(uint32_t *id, struct desk *d, int stick);

/* "backup-noord-7.zegel", of the open desk "noord" */
void backup_name(char out[static BACKUP_NAME], const struct desk *d,
    uint32_t id);

/* Who can open the backup at ${path}; not authenticated. */
enum fault backup_persons_of(struct deskkey_list *out, struct detail *why,
    const char *path);

/* From where, and by whom. */
struct restoring {
	const char *folder; /* of the new desk */
	const char *backup; /* path */
	const char *key;    /* path of the person's key; NULL: beside it */
	uint8_t s;
	const struct passphrase *pass;
};

/*
 * restore_make(d, r):
 * Make a new desk of a backup: the cases as they were then.  It has no epoch
 * keys: what was sent in the weeks since opens no more, and it needs a renewal
 * before its next outbox.  Its numbers go on BACKUP_AHEAD later.  The desk is
 * then open with ${r->s} at work.  FOLDER_TAKEN, PASSPHRASE_WRONG,
 * PERSON_KEY_MISSING, PERSON_KEY_FOREIGN, BACKUP_DAMAGED, DESK_NEWER, FILE;
 * JOURNAL_BROKEN (the desk is made and open) as unlock_desk().
 */
enum fault restore_make(struct desk *d, const struct restoring *r);

#endif
