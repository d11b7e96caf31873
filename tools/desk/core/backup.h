/* backup.h - a copy of the casebook for the safe, and a desk made of one. */

#ifndef CORE_BACKUP_H
#define CORE_BACKUP_H

#include <stdint.h>

#include "book/copy.h"
#include "core/desk.h"

enum {
	BACKUP_NAME = 32,
	/* what a restored desk adds to its numbers: more than it can have
	   used since the copy was made */
	BACKUP_AHEAD = 256,
};

/*
 * backup_write(id, d, stick, path):
 * Write the next backup into the open folder ${stick}, which people call
 * ${path}: backup-ID.zegel and, for each person whose key lies in the desk's
 * folder, person-S.key.  The desk remembers what it gave away: first it is
 * listed and logged, then written.  FILE: listed, but not on the stick.
 */
enum fault backup_write(uint32_t *id, struct desk *d, int stick,
    const char *path);

/* "backup-7.zegel" */
void backup_name(char out[static BACKUP_NAME], uint32_t id);

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
