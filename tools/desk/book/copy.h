/* copy.h - a backup: the casebook in one file, and a desk made of it. */

#ifndef BOOK_COPY_H
#define BOOK_COPY_H

#include "book/book.h"
#include "deskkey.h"
#include "err.h"
#include "os/file.h"
#include "staff.h"

/*
 * copy_make(out, b):
 * The casebook as it was committed last, sealed to each person of the desk
 * under a key of its own; without OPS and epoch keys.  file_free().
 * ERR_TOO_LONG, ERR_MEMORY, ERR_IO.  Source: PROTOCOL.md, "Files of a desk".
 */
MUST_USE enum err copy_make(struct file *out, struct book *b);

/* The largest size of such a file, in bytes. */
size_t copy_most(void);

/* Who can open ${file}: not authenticated.  ERR_FORMAT, ERR_VERSION. */
MUST_USE enum err copy_list(struct deskkey_list *out, const struct file *file);

/*
 * copy_open(out, dir, file, s, secret):
 * Make a desk in the open folder ${dir} of the backup ${file}, which is of no
 * use afterwards: the same persons, new keys of the folder, OPS drawn anew, no
 * epoch keys.  Errors of book_make() and of backup_open(): ERR_MISSING no such
 * person, ERR_KEY another's key, ERR_OPEN altered.
 */
MUST_USE enum err copy_open(struct book **out, int dir, struct file *file,
    uint8_t s, const struct staff_secret *secret);

#endif
