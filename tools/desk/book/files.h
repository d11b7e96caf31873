/* files.h - the files of a desk's folder: their names, and which are left over
 * from a crash. */

#ifndef FILES_H
#define FILES_H

#include <stdint.h>

#include "deskkey.h"
#include "err.h"

#define KEY_NAME "desk.key"

enum {
	CASEBOOK_NAME_SIZE = sizeof("casebook-0123456789abcdef"),
};

/* casebook- and 16 hex digits. */
void files_casebook(char out[static CASEBOOK_NAME_SIZE],
    const uint8_t name[static BOOK_NAME_SIZE]);

/* What the folder ${dir} holds: see book_look(). */
MUST_USE enum err files_look(int dir);

/* Overwrite the ${file} with zeros, best effort, and unlink it; it may be
 * missing. */
MUST_USE enum err files_destroy(int dir, const char *file);

/*
 * files_sweep(dir, keep):
 * Destroy every casebook in ${dir} but the one named ${keep}, and each file
 * that a write did not finish; sync.  Other files, and what is no regular file,
 * are left alone.
 */
MUST_USE enum err files_sweep(int dir,
    const uint8_t keep[static BOOK_NAME_SIZE]);

/* Sync the folder itself. */
MUST_USE enum err files_sync(int dir);

#endif
