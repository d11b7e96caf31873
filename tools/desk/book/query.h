/* query.h - one SQL statement: values in, rows out.  An error is sticky, as in
 * struct reader: check it once, in query_end(). */

#ifndef QUERY_H
#define QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "book/book.h"
#include "err.h"
#include "wire.h"

/*
 * Every query that was begun must be ended:
 *
 *	query_begin(&q, b, "SELECT week, text FROM message WHERE number = ?");
 *	query_put_u32(&q, number);
 *	while (query_row(&q)) {
 *		week = query_u16(&q);
 *		text = query_text(&q);
 *	}
 *	e = query_end(&q);
 */
struct query {
	struct book *book;
	struct sqlite3_stmt *stmt;
	enum err e;
	int put;    /* values put so far */
	int column; /* the next to read */
	bool row;   /* stands on a row */
	bool done;  /* has run to its end */
};

/*
 * query_begin(q, b, sql):
 * Begin the one statement ${sql}.  A statement that writes is refused outside
 * of book_begin() and book_commit(); one that fails makes that commit fail.
 */
void query_begin(struct query *q, struct book *b, const char *sql);

/* Give the next ? its value; bytes are borrowed until query_end(). */
void query_put_u32(struct query *q, uint32_t v);
void query_put_i64(struct query *q, int64_t v);
void query_put_blob(struct query *q, struct span v);
void query_put_text(struct query *q, struct span v); /* UTF-8 */
void query_put_null(struct query *q);

/* Go to the next row; false at the end, and after an error. */
bool query_row(struct query *q);

/*
 * Read the next column of the row, which must have that type and fit: else
 * ERR_FORMAT, and zero.  Bytes are borrowed until the next row or query_end().
 */
uint8_t query_u8(struct query *q);
uint16_t query_u16(struct query *q);
uint32_t query_u32(struct query *q);
int64_t query_i64(struct query *q);
struct span query_blob(struct query *q);
struct span query_text(struct query *q);

/* Copy a blob of exactly ${n} bytes to ${out}; zeros if it is not. */
void query_copy(struct query *q, uint8_t *out, size_t n);

/* True if the next column is NULL, which is then read. */
bool query_null(struct query *q);

/*
 * query_end(q):
 * Run what was never asked for a row, and free it.  Returns the first error:
 * ERR_FORMAT (a rule of the tables, a column of another type, a wrong
 * statement), ERR_FULL, ERR_TOO_LONG, ERR_MEMORY, ERR_IO (also of a dead book,
 * and a write outside of a change).
 */
MUST_USE enum err query_end(struct query *q);

/* Run one statement that has no values and whose rows nobody reads. */
MUST_USE enum err query_run(struct book *b, const char *sql);

#endif
