/* statements.c - keeps prepared statements, since preparing one takes longer
 * than most of them run. */

#include "book/statements.h"

#include <string.h>

#include <sqlite3.h>

#include "book/part.h"

/* A kept statement ${sql} that nobody has; NULL if there is none. */
static sqlite3_stmt *
find(struct statements *s, const char *sql)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->kept[i].lent &&
		    strcmp(sqlite3_sql(s->kept[i].stmt), sql) == 0) {
			s->kept[i].lent = true;
			return s->kept[i].stmt;
		}
	return NULL;
}

static void
keep(struct statements *s, sqlite3_stmt *stmt)
{
	if (s->n == STATEMENTS_MAX || sqlite3_bind_parameter_count(stmt) == 0)
		return;
	s->kept[s->n].stmt = stmt;
	s->kept[s->n++].lent = true;
}

enum err
statement_lend(struct sqlite3_stmt **out, struct book *b, const char *sql)
{
	enum err e;

	*out = find(&b->statements, sql);
	if (*out != NULL)
		return OK;
	e = db_err(sqlite3_prepare_v2(b->db.p, sql, -1, out, NULL));
	if (e == OK)
		keep(&b->statements, *out);
	return e;
}

void
statement_return(struct book *b, struct sqlite3_stmt *stmt)
{
	struct statements *s = &b->statements;

	for (size_t i = 0; i < s->n; i++)
		if (s->kept[i].stmt == stmt) {
			s->kept[i].lent = false;
			(void)sqlite3_reset(stmt);
			(void)sqlite3_clear_bindings(stmt);
			return;
		}
	(void)sqlite3_finalize(stmt);
}
