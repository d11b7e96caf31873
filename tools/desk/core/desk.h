/* desk.h - an open desk: its folder, its keys, its casebook. */

#ifndef DESK_H
#define DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "casebook.h"
#include "err.h"
#include "keys.h"
#include "passphrase.h"
#include "state.h"

/* Zero it, with dir -1, to begin: DESK_NONE. */
struct desk {
	const char *path;
	int dir; /* locked: one zegel-desk at a time */
	struct passphrase *pass;
	uint32_t kib; /* of desk.key */
	struct desk_keys *keys;
	struct casebook *book;
	struct state *state;
	int32_t day;    /* today, by date_prove() */
	bool date_said; /* a person has said that it is right */
};

#define DESK_NONE         \
	{                 \
		.dir = -1 \
	}

/*
 * desk_open(d, path):
 * Ask for the passphrase and open the desk in the folder ${path}.  Returns an
 * exit status: 0, or 1 after a sentence.
 */
int desk_open(struct desk *d, const char *path);
void desk_close(struct desk *d);

/* Open a folder; -1 after a sentence that calls it ${what}. */
int folder_open(const char *path, const char *what);

/* Make and open a new folder for keys; -1 after a sentence. */
int folder_new(const char *path);

/* Begin a transaction; save the state and commit it.  1 after a sentence. */
int desk_begin(struct desk *d);
int desk_commit(struct desk *d);

/* Drop the transaction and what it changed in memory. */
void desk_abort(struct desk *d);

/* Write desk.key anew.  1 after a sentence. */
int desk_keys_save(struct desk *d);

/*
 * desk_forget(d):
 * Move the casebook to a new key, so that what was deleted from it is in no
 * file and under no key.  1 after a sentence.
 */
int desk_forget(struct desk *d);

/* Says what is wrong with the casebook.  Returns 1. */
int desk_book_failed(enum err e);

#endif
