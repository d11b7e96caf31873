/* casebook.h - all cases, sealed at rest; the desk's only user of LMDB. */

#ifndef CASEBOOK_H
#define CASEBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "hash.h"
#include "wire.h"

/* What a record is; with its id, its name. */
enum room {
	ROOM_STATE = 1, /* the desk's own affairs */
	ROOM_SCHEDULE,  /* u8 0: the newest schedule; 1: its keys */
	ROOM_CASE,      /* u32 number */
	ROOM_MESSAGE,   /* u32 case || u32 number in it */
	ROOM_THREAD,    /* tid: u32 case */
	ROOM_ID,        /* tid || message id: accepted */
	ROOM_SEEN,      /* u16 week || u16 part: accepted under that epoch */
};

enum {
	RECORD_BYTES_MAX = 16256, /* of one record */
	RECORD_ID_MAX = 64,
};

struct casebook;

/*
 * casebook_open(out, dir, key, create):
 * Open the casebook that belongs to ${key} in the folder ${dir}; ${create} a
 * new one.  On disk a record is a keyed hash and bytes sealed under a key of
 * its own kind, in one of few sizes.  ERR_MISSING, ERR_FORMAT (damaged),
 * ERR_FULL, ERR_MEMORY, ERR_IO.
 */
MUST_USE enum err casebook_open(struct casebook **out, const char *dir,
    const struct key *key, bool create);
void casebook_close(struct casebook *b);

/*
 * One transaction at a time: what happens between begin and commit happens
 * whole and durably, or not at all.  Abort is fine always.
 */
MUST_USE enum err casebook_begin(struct casebook *b);
MUST_USE enum err casebook_commit(struct casebook *b);
void casebook_abort(struct casebook *b);

/*
 * casebook_get(b, room, id, out):
 * Read a record; ${out} is borrowed until the next call.  ERR_MISSING;
 * ERR_OPEN if it is damaged or was moved.
 */
MUST_USE enum err casebook_get(struct casebook *b, enum room room,
    struct span id, struct span *out);
MUST_USE enum err casebook_put(struct casebook *b, enum room room,
    struct span id, struct span bytes);

/* A record that is not there is OK. */
MUST_USE enum err casebook_delete(struct casebook *b, enum room room,
    struct span id);

/*
 * casebook_rekey(b, dir, key):
 * Write all records sealed under ${key} into a new file.  From the moment
 * that desk.key holds ${key}, the new one is the casebook; what was deleted
 * before is then in no file and under no key.  Outside a transaction.
 */
MUST_USE enum err casebook_rekey(struct casebook *b, const char *dir,
    const struct key *key);

/* Remove every casebook in the folder ${fd} but that of ${key}. */
void casebook_sweep(int fd, const struct key *key);

#endif
