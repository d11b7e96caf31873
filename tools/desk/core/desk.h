/* desk.h - an open desk: its folder, its casebook, and who is at work. */

#ifndef CORE_DESK_H
#define CORE_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "book/book.h"
#include "book/state.h"
#include "core/fault.h"
#include "core/passphrase.h"
#include "deskkey.h"
#include "err.h"

#define DESK_KEY_FILE "desk.key"

/* Who is at work.  Secret: the key authenticates entries of the log. */
struct session {
	uint8_t s; /* 0: nobody */
	char initials[INITIALS_MAX + 1];
	struct key journal;
	uint32_t log_from; /* the first entry of the log under that key */
};
WIPE_FUNCTION(session);

/* Zero it, with dir -1, to begin: DESK_NONE. */
struct desk {
	int dir; /* locked: one zegel-desk at a time */
	char path[DETAIL_TEXT];
	struct book *book;       /* NULL: locked, nobody is at work */
	struct state *state;     /* what the casebook says of the desk itself */
	struct state *before;    /* the same at desk_begin() */
	struct session *session; /* locked memory */
	bool begun;
	int32_t day;          /* today, by date_prove() */
	bool date_said;       /* a person has said that it is right */
	struct detail detail; /* arguments of the last fault */
};

#define DESK_NONE         \
	{                 \
		.dir = -1 \
	}

/*
 * desk_folder(d, path):
 * Open and lock the folder of a desk; nothing is read yet.  FOLDER_MISSING,
 * FOLDER_UNREADABLE, FOLDER_BUSY, NO_DESK, DESK_OLD.
 */
enum fault desk_folder(struct desk *d, const char *path);

/*
 * desk_persons(out, d):
 * Who could be at work: numbers and initials as desk.key lists them.  Nothing
 * vouches for this list before somebody is unlocked.  NO_DESK, DESK_DAMAGED,
 * FILE.
 */
enum fault desk_persons(struct deskkey_list *out, struct desk *d);

/*
 * desk_unlock(d, s, p, key):
 * Open the desk for person ${s} with their passphrase.  ${key}: the path of
 * their key file, NULL for staff/S.key in the folder.  The person's secret is
 * wiped at once; the caller wipes ${p}.  PASSPHRASE_WRONG, PERSON_KEY_MISSING,
 * PERSON_KEY_FOREIGN, KEY_MEMORY, DESK_DAMAGED, DESK_NEWER, JOURNAL_BROKEN
 * (the desk is open; an entry of this person's was changed) ...
 */
enum fault desk_unlock(struct desk *d, uint8_t s, const struct passphrase *p,
    const char *key);

/*
 * desk_person(secret, d, s, p, key):
 * Read the key file of person ${s}; faults as above.
 */
enum fault desk_person(struct staff_secret *secret, struct desk *d, uint8_t s,
    const struct passphrase *p, const char *key);

/* Let person ${s} be at work in the casebook that is open: what desk_unlock()
 * does at last. */
enum fault desk_session(struct desk *d, uint8_t s,
    const struct staff_secret *secret);

/* Forget all keys; the folder stays locked for others. */
void desk_lock(struct desk *d);

void desk_close(struct desk *d);

/*
 * desk_begin(d), desk_commit(d), desk_abort(d):
 * A unit of work: the casebook, the keys and ${d->state} become what they are
 * together, durably, or stay what they were.  Abort cannot fail, and is fine
 * always.  desk_commit() aborts where it fails.  LOCKED, DESK_ENDED and what
 * fault_book() says.
 */
enum fault desk_begin(struct desk *d);
enum fault desk_commit(struct desk *d);
void desk_abort(struct desk *d);

/* Abort, and say what the error of the casebook means; OK: FAULT_NONE. */
enum fault desk_failed(struct desk *d, enum err e);

/* OPS and the epoch keys; to be changed only within a unit of work. */
struct deskkey *desk_key(struct desk *d);

/* Open a folder that is no desk's: FOLDER_MISSING, FOLDER_UNREADABLE. */
enum fault folder_open(int *fd, struct detail *why, const char *path);

/* Make and open a folder of mode 0700; it may be there. */
enum fault folder_new(int *fd, struct detail *why, const char *path);

#endif
