/* db.h - an SQLite database in memory that never opens a file. */

#ifndef DB_H
#define DB_H

#include <stdbool.h>

#include "err.h"
#include "wire.h"

struct sqlite3;
struct sqlite3_stmt;

/* A database, and its statements that must not need memory to be had. */
struct db {
	struct sqlite3 *p; /* NULL: closed */
	struct sqlite3_stmt *begin;
	struct sqlite3_stmt *commit;
	struct sqlite3_stmt *rollback;
};

/* Open an empty one.  ERR_MEMORY, ERR_IO; ${d} is then closed. */
MUST_USE enum err db_new(struct db *d);

/*
 * db_load(d, image):
 * Open a copy of the database whose file would be ${image}, and check it.
 * ERR_FORMAT if it is damaged.  ${image} is not changed, and not needed after.
 */
MUST_USE enum err db_load(struct db *d, struct span image);
void db_close(struct db *d);

MUST_USE enum err db_begin(struct db *d);
MUST_USE enum err db_commit(struct db *d);
MUST_USE enum err db_rollback(struct db *d);

/* True between db_begin() and its end; SQLite may have ended it itself. */
bool db_begun(const struct db *d);

/* ERR_FORMAT if db_commit() would fail: a key to nothing, a query not ended. */
MUST_USE enum err db_ready(struct db *d);

/* A database as the bytes of its file.  Zero it to begin. */
struct image {
	struct span bytes;
	struct sqlite3 *from; /* owns them */
};

/*
 * db_image(out, d):
 * The database, with what db_commit() would commit, rebuilt so that no byte of
 * a deleted row is left: secure_delete leaves some in the gaps of its pages.
 * image_free() wipes it.
 */
MUST_USE enum err db_image(struct image *out, struct db *d);
void image_free(struct image *i);

/* What SQLite's ${rc} means. */
enum err db_err(int rc);

#endif
