/* book.h - the casebook: one database in memory, and the sealed files that keep
 * it.  A change is written whole or not at all. */

#ifndef BOOK_H
#define BOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "deskkey.h"
#include "err.h"
#include "staff.h"

struct book;

/*
 * book_look(dir):
 * Look for a desk in the open folder ${dir}, without a key.  OK if there is
 * one; ERR_MISSING if there is none; ERR_VERSION if an older or a newer Zegel
 * made the one that is there; ERR_FORMAT if desk.key is no such file; ERR_IO;
 * ERR_MEMORY.
 */
MUST_USE enum err book_look(int dir);

/*
 * book_make(out, dir, first):
 * Make the files of a new desk in the open folder ${dir} and open its empty
 * casebook.  Copies ${first}, but draws its casebook's name and key.
 * ERR_SERVICE if the folder has a desk already; ERR_VERSION if it has one of
 * an older Zegel; ERR_KEY for an invalid public key in ${first}; and the
 * errors of book_commit() and book_open().  ${out} is then NULL.
 */
MUST_USE enum err book_make(struct book **out, int dir,
    const struct deskkey *first);

/*
 * book_open(out, dir, s, secret):
 * Open the casebook in the open folder ${dir} as the person number ${s}, and
 * end what a crash left: overwrite the half of desk.lock that desk.key does
 * not name, and remove every other casebook.  Brings the tables up to date.
 * ${dir} is borrowed until book_close(); until then the folder is locked.
 *	ERR_MISSING	no desk in the folder, or no person number ${s}
 *	ERR_AGAIN	another program has the folder
 *	ERR_KEY		${secret} is not that person's
 *	ERR_OPEN	altered, or desk.lock is of another commit
 *	ERR_FORMAT	damaged, or one of its files is missing
 *	ERR_VERSION	made by an older Zegel, or by a newer one
 *	ERR_FULL, ERR_IO, ERR_MEMORY
 * ${out} is then NULL.  Source: PROTOCOL.md, "Files of a desk".
 */
MUST_USE enum err book_open(struct book **out, int dir, uint8_t s,
    const struct staff_secret *secret);

/*
 * One change at a time: all that is written through query.h, and to
 * book_key(), between begin and commit is kept whole, or not at all.
 *
 * book_commit(b):
 * Write the change to the files.  The first error of a query of this change
 * is returned before anything is written.  If it fails, the change is undone,
 * in memory as in the files: ERR_FULL, ERR_IO, ERR_MEMORY, ERR_TOO_LONG (over
 * BOOK_MAX bytes), ERR_FORMAT (a key to nothing, or a query that was not
 * ended), ERR_KEY (an invalid public key in book_key()).  Exception: after a
 * failure that comes when the files already hold the change, the book is
 * dead: see book_dead().
 */
MUST_USE enum err book_begin(struct book *b);
MUST_USE enum err book_commit(struct book *b);

/* Undo the change, if one was begun: it cannot fail. */
void book_abort(struct book *b);

/*
 * book_dead(b):
 * True if the book can no longer say whether the files and its memory agree.
 * Every call then returns ERR_IO, and the program must end: the files hold the
 * older or the newer state, whole, and the next book_open() finds it.
 */
bool book_dead(const struct book *b);

/* End without a commit; wipes all memory.  NULL is fine. */
void book_close(struct book *b);

/*
 * book_key(b):
 * The keys of desk.key, in locked memory; borrowed until book_close().  Change
 * them only between begin and commit.  The casebook's name and key change with
 * every commit.
 */
struct deskkey *book_key(struct book *b);

/* Remove what book_make() made in ${dir}: a desk that was not finished. */
void book_unmake(int dir);

/* The database, for query.c and schema.c; NULL if the book is dead. */
struct sqlite3 *book_db(struct book *b);

/* Make the next book_commit() fail with ${e}, if nothing did before. */
void book_spoil(struct book *b, enum err e);

#endif
