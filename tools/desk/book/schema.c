/* schema.c - brings the tables of a casebook up to date, step by step. */

#include "book/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <sqlite3.h>

#include "book/db.h"
#include "book/query.h"

static enum err
version(uint32_t *out, struct book *b)
{
	struct query q;

	query_begin(&q, b, "PRAGMA user_version");
	*out = query_row(&q) ? query_u32(&q) : 0;
	return query_end(&q);
}

enum err
schema_check(bool *old, struct book *b, const struct schema *s)
{
	uint32_t v;
	enum err e = version(&v, b);

	*old = e == OK && v < s->steps;
	if (e == OK && v > s->steps)
		e = ERR_VERSION;
	return e;
}

/* A step may have several statements. */
static enum err
take(struct book *b, const char *sql)
{
	struct sqlite3 *db = book_db(b);

	if (db == NULL)
		return ERR_IO;
	return db_err(sqlite3_exec(db, sql, NULL, NULL, NULL));
}

enum err
schema_update(struct book *b, const struct schema *s)
{
	char set[64];
	uint32_t v;
	enum err e = version(&v, b);

	if (e == OK && v > s->steps)
		e = ERR_VERSION;
	for (; e == OK && v < s->steps; v++)
		e = take(b, s->step[v]);
	(void)snprintf(set, sizeof(set), "PRAGMA user_version = %u", v);
	if (e == OK)
		e = take(b, set);
	if (e != OK)
		book_spoil(b, e);
	return e;
}
