/* people.h - who works or worked at the desk, as the casebook keeps them. */

#ifndef BOOK_PEOPLE_H
#define BOOK_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "book/book.h"
#include "err.h"
#include "label.h"
#include "staff.h"

enum {
	PERSON_NAME_MAX = 64, /* bytes */
	PEOPLE_MAX = 255,     /* ever: a number is never used again */
};

struct person {
	uint8_t s;
	char name[PERSON_NAME_MAX + 1];
	char initials[INITIALS_MAX + 1];
	struct staff_public pk;
	bool lead;
	uint16_t came;     /* week */
	uint16_t left;     /* week; 0: still here */
	uint32_t log_from; /* first entry of the log under this key */
};

/* ERR_MISSING for a number that nobody ever had. */
MUST_USE enum err person_load(struct person *p, struct book *b, uint8_t s);

/* Insert, or write anew. */
MUST_USE enum err person_save(const struct person *p, struct book *b);

/* All of them, by number; ${n} at most PEOPLE_MAX.  The caller frees it. */
MUST_USE enum err people_list(struct person **out, size_t *n, struct book *b);

#endif
