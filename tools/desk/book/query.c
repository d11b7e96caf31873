/* query.c - one SQL statement: values in, rows out. */

#include "book/query.h"

#include <stddef.h>
#include <string.h>

#include <sqlite3.h>

#include "book/part.h"

static void
broken(struct query *q, enum err e)
{
	if (e == OK || q->e != OK)
		return;
	q->e = e;
	q->row = false;
	book_spoil(q->book, e);
}

/* SQLite undoes a whole change itself after some errors: then nothing more. */
static bool
may_run(const struct query *q)
{
	return sqlite3_stmt_readonly(q->stmt) ||
	    (q->book->begun && db_begun(&q->book->db));
}

void
query_begin(struct query *q, struct book *b, const char *sql)
{
	*q = (struct query){ .book = b };
	if (book_db(b) == NULL) {
		broken(q, ERR_IO);
		return;
	}
	broken(q, statement_lend(&q->stmt, b, sql));
	if (q->e == OK && !may_run(q))
		broken(q, ERR_IO);
}

void
query_put_i64(struct query *q, int64_t v)
{
	if (q->e == OK)
		broken(q, db_err(sqlite3_bind_int64(q->stmt, ++q->put, v)));
}

void
query_put_u32(struct query *q, uint32_t v)
{
	query_put_i64(q, v);
}

/* SQLite takes a NULL pointer for a NULL: an empty value is none. */
static const void *
never_null(struct span v)
{
	return v.p == NULL ? "" : (const void *)v.p;
}

void
query_put_blob(struct query *q, struct span v)
{
	if (q->e == OK)
		broken(q,
		    db_err(sqlite3_bind_blob64(q->stmt, ++q->put, never_null(v),
			v.n, SQLITE_STATIC)));
}

void
query_put_text(struct query *q, struct span v)
{
	if (q->e == OK)
		broken(q,
		    db_err(sqlite3_bind_text64(q->stmt, ++q->put, never_null(v),
			v.n, SQLITE_STATIC, SQLITE_UTF8)));
}

void
query_put_null(struct query *q)
{
	if (q->e == OK)
		broken(q, db_err(sqlite3_bind_null(q->stmt, ++q->put)));
}

/* A value that was not put would be a NULL that nobody asked for. */
static bool
is_ready(const struct query *q)
{
	return q->put == sqlite3_bind_parameter_count(q->stmt);
}

bool
query_row(struct query *q)
{
	int rc;

	q->row = false;
	if (q->e == OK && !is_ready(q))
		broken(q, ERR_FORMAT);
	/* a step after the last would run it again */
	if (q->e != OK || q->done)
		return false;
	q->column = 0;
	rc = sqlite3_step(q->stmt);
	broken(q, db_err(rc));
	q->row = rc == SQLITE_ROW;
	q->done = !q->row;
	return q->row;
}

/* The next column if it is of ${type}; -1 if it is not. */
static int
column(struct query *q, int type)
{
	if (q->e == OK && q->row && q->column < sqlite3_column_count(q->stmt) &&
	    sqlite3_column_type(q->stmt, q->column) == type)
		return q->column++;
	broken(q, ERR_FORMAT);
	return -1;
}

int64_t
query_i64(struct query *q)
{
	int i = column(q, SQLITE_INTEGER);

	return i < 0 ? 0 : sqlite3_column_int64(q->stmt, i);
}

static uint32_t
up_to(struct query *q, uint32_t max)
{
	int64_t v = query_i64(q);

	if (v >= 0 && v <= max)
		return (uint32_t)v;
	broken(q, ERR_FORMAT);
	return 0;
}

uint8_t
query_u8(struct query *q)
{
	return (uint8_t)up_to(q, UINT8_MAX);
}

uint16_t
query_u16(struct query *q)
{
	return (uint16_t)up_to(q, UINT16_MAX);
}

uint32_t
query_u32(struct query *q)
{
	return up_to(q, UINT32_MAX);
}

/* A column that is there but comes as NULL is empty, or memory is short. */
static struct span
bytes(struct query *q, const void *p, int i)
{
	size_t n = (size_t)sqlite3_column_bytes(q->stmt, i);

	if (p == NULL && sqlite3_errcode(q->book->db.p) == SQLITE_NOMEM)
		broken(q, ERR_MEMORY);
	return p == NULL ? (struct span){ NULL, 0 } : (struct span){ p, n };
}

struct span
query_blob(struct query *q)
{
	int i = column(q, SQLITE_BLOB);

	if (i < 0)
		return (struct span){ NULL, 0 };
	return bytes(q, sqlite3_column_blob(q->stmt, i), i);
}

struct span
query_text(struct query *q)
{
	int i = column(q, SQLITE_TEXT);

	if (i < 0)
		return (struct span){ NULL, 0 };
	return bytes(q, sqlite3_column_text(q->stmt, i), i);
}

void
query_copy(struct query *q, uint8_t *out, size_t n)
{
	struct span v = query_blob(q);

	if (v.n == n && n > 0) {
		memcpy(out, v.p, n);
		return;
	}
	memset(out, 0, n);
	if (n > 0)
		broken(q, ERR_FORMAT);
}

bool
query_null(struct query *q)
{
	if (q->e != OK || !q->row ||
	    q->column >= sqlite3_column_count(q->stmt) ||
	    sqlite3_column_type(q->stmt, q->column) != SQLITE_NULL)
		return false;
	q->column++;
	return true;
}

enum err
query_end(struct query *q)
{
	/* what writes runs to its end, whatever rows it returns */
	if (q->e == OK && (!q->row || !sqlite3_stmt_readonly(q->stmt)))
		while (query_row(q))
			;
	statement_return(q->book, q->stmt);
	q->stmt = NULL;
	return q->e;
}

enum err
query_run(struct book *b, const char *sql)
{
	struct query q;

	query_begin(&q, b, sql);
	return query_end(&q);
}
