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

/* What book_look() and deskkey_list() say of the folder: NO_DESK, DESK_OLD,
 * DESK_DAMAGED, FILE. */
enum fault desk_looked(struct desk *d, enum err e);

/* Open a folder that is no desk's: FOLDER_MISSING, FOLDER_UNREADABLE. */
enum fault folder_open(int *fd, struct detail *why, const char *path);

/* Make and open a folder of mode 0700; it may be there. */
enum fault folder_new(int *fd, struct detail *why, const char *path);

#endif
