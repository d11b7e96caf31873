/* schema.h - the tables of the casebook, and the numbered steps to them. */

#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "book/book.h"
#include "err.h"

/*
 * Step i, from 1 on, brings a casebook of version i - 1 to version i; version
 * 0 is empty.  A step that was once released never changes.  Rules: STRICT
 * tables, each with an INTEGER PRIMARY KEY or WITHOUT ROWID (a commit may
 * renumber other rows); no key that is DEFERRABLE; no virtual tables.
 */
struct schema {
	const char *const *step; /* one or more statements each */
	uint32_t steps;          /* the version they lead to */
};

/* The steps of this Zegel. */
extern const struct schema schema_desk;

/* ERR_VERSION if ${b} is of a later version than ${s}; ${old}: an earlier. */
MUST_USE enum err schema_check(bool *old, struct book *b,
    const struct schema *s);

/* Take the steps that ${b} lacks, within a change that was begun. */
MUST_USE enum err schema_update(struct book *b, const struct schema *s);

#endif
