/* part.h - struct book, for the files of this folder that share it. */

#ifndef PART_H
#define PART_H

#include <stdbool.h>
#include <stdint.h>

#include "book/book.h"
#include "book/db.h"
#include "book/statements.h"

struct book {
	int dir;      /* borrowed */
	int lock;     /* desk.lock, held; -1: not open */
	uint8_t half; /* of desk.lock, that desk.key names */
	bool begun;
	bool dead;
	enum err bad; /* the first error of this change */
	struct db db;
	struct statements statements; /* of ${db} */
	struct deskkey *key;          /* locked */
	struct deskkey *kept;         /* locked: as it is in the file */
};

/* book_make() with the database ${image}; NULL: an empty one. */
MUST_USE enum err book_make_of(struct book **out, int dir,
    const struct deskkey *first, const struct span *image);

#endif
