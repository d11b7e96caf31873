/* statements.h - keeps prepared statements, since preparing one takes longer
 * than most of them run. */

#ifndef STATEMENTS_H
#define STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct book;
struct sqlite3_stmt;

enum {
	STATEMENTS_MAX = 64, /* kept; more than the program has */
};

/* Those of one book; db_close() frees them.  Zero it to begin. */
struct statements {
	size_t n;
	struct {
		struct sqlite3_stmt *stmt;
		bool lent;
	} kept[STATEMENTS_MAX];
};

/*
 * statement_lend(out, b, sql):
 * Prepare ${sql}, or lend what was kept of it.  Keeps only statements that
 * have values: others seldom come again.  The errors of query.h; ${out} is
 * then NULL.  statement_return() always.
 */
MUST_USE enum err statement_lend(struct sqlite3_stmt **out, struct book *b,
    const char *sql);

/* Forget its values and rows, and keep it or free it; NULL is fine. */
void statement_return(struct book *b, struct sqlite3_stmt *stmt);

#endif
