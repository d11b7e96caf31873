/* part.h - struct book, for book.c, commit.c and query.c. */

#ifndef PART_H
#define PART_H

#include <stdbool.h>
#include <stdint.h>

#include "book/book.h"
#include "book/db.h"

struct book {
	int dir;      /* borrowed */
	int lock;     /* desk.lock, held; -1: not open */
	uint8_t half; /* of desk.lock, that desk.key names */
	bool begun;
	bool dead;
	enum err bad; /* the first error of this change */
	struct db db;
	struct deskkey *key;  /* locked */
	struct deskkey *kept; /* locked: as it is in the file */
};

#endif
