/* db.c - an SQLite database in memory that never opens a file. */

#include "book/db.h"

#include <stddef.h>

#include <sqlite3.h>

#include "book/memory.h"
#include "label.h"

/*
 * A row that is over a quarter of a page takes whole pages more: with SQLite's
 * 4,096 bytes a casebook is twice as large as what is in it.
 */
#define PAGE 16384
#define STRING(x) #x
#define DECIMAL(x) STRING(x)
/*
 * The first line of every connection keeps a large sort out of /var/tmp.  The
 * VFS "memdb" does so too: all that it opens is memory.
 */
#define FIRST                         \
	"PRAGMA temp_store = MEMORY;" \
	"PRAGMA page_size = " DECIMAL(PAGE) ";"
#define VFS "memdb"

enum err
db_err(int rc)
{
	switch (rc & 0xff) { /* without the extended part */
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return OK;
	case SQLITE_NOMEM:
		return ERR_MEMORY;
	case SQLITE_FULL:
		return ERR_FULL;
	case SQLITE_TOOBIG:
		return ERR_TOO_LONG;
	case SQLITE_ERROR:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
	case SQLITE_RANGE:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return ERR_FORMAT;
	default:
		return ERR_IO;
	}
}

static enum err
run(struct sqlite3 *p, const char *sql)
{
	return db_err(sqlite3_exec(p, sql, NULL, NULL, NULL));
}

/* A connection to an empty database, in which ${sql} was run after FIRST. */
static enum err
connect(struct sqlite3 **out, const char *sql)
{
	enum err e = memory_begin();

	*out = NULL;
	if (e == OK)
		e = db_err(sqlite3_open_v2(":memory:", out,
		    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
			SQLITE_OPEN_NOMUTEX, /* one thread has it */
		    VFS));
	if (e == OK)
		e = run(*out, FIRST);
	if (e == OK)
		e = run(*out, sql);
	if (e == OK)
		return OK;
	(void)sqlite3_close(*out);
	*out = NULL;
	return e;
}

static enum err
connect_live(struct sqlite3 **out)
{
	enum err e = connect(out,
	    "PRAGMA secure_delete = ON;"
	    "PRAGMA foreign_keys = ON;"
	    "PRAGMA trusted_schema = OFF;"
	    "PRAGMA cell_size_check = ON");

	if (e != OK)
		return e;
	(void)sqlite3_db_config(*out, SQLITE_DBCONFIG_LOOKASIDE, NULL, 0, 0);
	(void)sqlite3_db_config(*out, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_limit(*out, SQLITE_LIMIT_ATTACHED, 0);
	return OK;
}

/*
 * A connection to the ${n} bytes at ${p}, in which ${sql} was run.  If flagged
 * so, SQLite frees them at the end, also of a failure here.
 */
static enum err
connect_image(struct sqlite3 **out, const char *sql, uint8_t *p, size_t n,
    unsigned flags)
{
	enum err e = connect(out, "");

	if (e != OK) {
		if ((flags & SQLITE_DESERIALIZE_FREEONCLOSE) != 0)
			sqlite3_free(p);
		return e;
	}
	e = db_err(sqlite3_deserialize(*out, "main", p, (sqlite3_int64)n,
	    (sqlite3_int64)n, flags));
	if (e == OK)
		e = run(*out, sql);
	if (e == OK)
		return OK;
	(void)sqlite3_close(*out);
	*out = NULL;
	return e;
}

static enum err
statement(struct sqlite3_stmt **out, struct sqlite3 *p, const char *sql)
{
	return db_err(sqlite3_prepare_v3(p, sql, -1, SQLITE_PREPARE_PERSISTENT,
	    out, NULL));
}

/* The statements, and the largest size. */
static enum err
finish(struct db *d)
{
	enum err e = statement(&d->begin, d->p, "BEGIN IMMEDIATE");
	char limit[64];

	if (e == OK)
		e = statement(&d->commit, d->p, "COMMIT");
	if (e == OK)
		e = statement(&d->rollback, d->p, "ROLLBACK");
	if (e != OK)
		return e;
	(void)sqlite3_snprintf(sizeof(limit), limit,
	    "PRAGMA max_page_count = %d", BOOK_MAX / PAGE);
	return run(d->p, limit);
}

enum err
db_new(struct db *d)
{
	enum err e;

	*d = (struct db){ NULL, NULL, NULL, NULL };
	e = connect_live(&d->p);
	if (e == OK)
		e = finish(d);
	if (e != OK)
		db_close(d);
	return e;
}

/* Copy all of ${from}. */
static enum err
copy(struct sqlite3 *to, struct sqlite3 *from)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	int rc;

	if (b == NULL)
		return db_err(sqlite3_errcode(to));
	rc = sqlite3_backup_step(b, -1);
	if (rc == SQLITE_DONE)
		return db_err(sqlite3_backup_finish(b));
	(void)sqlite3_backup_finish(b);
	return db_err(rc);
}

/* OK if the pages, rows and indexes of ${p} are what they must be.  With 10,000
 * cases it takes 60 ms of the 350 that a desk takes to open. */
static enum err
check(struct sqlite3 *p)
{
	sqlite3_stmt *s = NULL;
	int rc =
	    sqlite3_prepare_v2(p, "PRAGMA integrity_check(1)", -1, &s, NULL);
	enum err e;

	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	e = db_err(rc);
	if (e == OK &&
	    (rc != SQLITE_ROW || sqlite3_column_bytes(s, 0) != 2 ||
		sqlite3_column_text(s, 0)[0] != 'o'))
		e = ERR_FORMAT;
	(void)sqlite3_finalize(s);
	return e;
}

enum err
db_load(struct db *d, struct span image)
{
	struct sqlite3 *from = NULL;
	enum err e;

	*d = (struct db){ NULL, NULL, NULL, NULL };
	if (image.n == 0)
		return ERR_FORMAT;
	/* READONLY: SQLite does not write to it */
	e = connect_image(&from, "", (uint8_t *)(uintptr_t)image.p, image.n,
	    SQLITE_DESERIALIZE_READONLY);
	if (e == OK)
		e = connect_live(&d->p);
	if (e == OK)
		e = copy(d->p, from);
	(void)sqlite3_close(from);
	if (e == OK)
		e = check(d->p);
	if (e == OK)
		e = finish(d);
	if (e != OK)
		db_close(d);
	return e;
}

void
db_close(struct db *d)
{
	sqlite3_stmt *s;

	if (d->p == NULL)
		return;
	for (s = sqlite3_next_stmt(d->p, NULL); s != NULL;
	     s = sqlite3_next_stmt(d->p, NULL))
		(void)sqlite3_finalize(s);
	(void)sqlite3_close(d->p);
	*d = (struct db){ NULL, NULL, NULL, NULL };
}

static enum err
step(sqlite3_stmt *s)
{
	int rc = sqlite3_step(s);

	(void)sqlite3_reset(s);
	return db_err(rc);
}

enum err
db_begin(struct db *d)
{
	return step(d->begin);
}

enum err
db_commit(struct db *d)
{
	return step(d->commit);
}

enum err
db_rollback(struct db *d)
{
	return step(d->rollback);
}

bool
db_begun(const struct db *d)
{
	return d->p != NULL && sqlite3_get_autocommit(d->p) == 0;
}

enum err
db_ready(struct db *d)
{
	sqlite3_stmt *s;
	int keys = 0;
	int unused;

	for (s = sqlite3_next_stmt(d->p, NULL); s != NULL;
	     s = sqlite3_next_stmt(d->p, s))
		if (sqlite3_stmt_busy(s))
			return ERR_FORMAT;
	if (sqlite3_db_status(d->p, SQLITE_DBSTATUS_DEFERRED_FKS, &keys,
		&unused, 0) != SQLITE_OK)
		return ERR_IO;
	return keys == 0 ? OK : ERR_FORMAT;
}

enum err
db_image(struct image *out, struct db *d)
{
	sqlite3_int64 n = 0;
	uint8_t *p = sqlite3_serialize(d->p, "main", &n, 0);
	enum err e;

	*out = (struct image){ { NULL, 0 }, NULL };
	if (p == NULL || n <= 0)
		return ERR_MEMORY;
	/* a failure drops it whole, so it needs no journal */
	e = connect_image(&out->from, "PRAGMA journal_mode = OFF", p, (size_t)n,
	    SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
	if (e == OK)
		e = run(out->from, "VACUUM");
	if (e == OK) {
		out->bytes.p = sqlite3_serialize(out->from, "main", &n,
		    SQLITE_SERIALIZE_NOCOPY);
		out->bytes.n = (size_t)n;
		e = out->bytes.p == NULL ? ERR_IO : OK;
	}
	if (e != OK)
		image_free(out);
	return e;
}

void
image_free(struct image *i)
{
	(void)sqlite3_close(i->from); /* frees the bytes, wiping them */
	*i = (struct image){ { NULL, 0 }, NULL };
}
