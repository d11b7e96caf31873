/* book_query.c - tests statements and their values, the steps to the tables,
 * and that SQLite opens no file. */

#include "book/query.h"

#include <sqlite3.h>

#include "book/db.h"
#include "book/schema.h"
#include "desk/book_kit.h"

static int
begin(void **state)
{
	kit_folder("book-query");
	*state = kit_make();
	return book_begin(*state) != OK;
}

static int
end(void **state)
{
	book_close(*state);
	kit_end();
	return 0;
}

static void
values(void **state)
{
	static const uint8_t zeros[3];
	struct book *b = *state;
	struct query q;
	struct span s;
	uint8_t copy[3] = { 9, 9, 9 };

	kit_run(b,
	    "CREATE TABLE v (i INTEGER PRIMARY KEY, n INTEGER, t TEXT,"
	    " z BLOB) STRICT");
	query_begin(&q, b, "INSERT INTO v VALUES (?, ?, ?, ?)");
	query_put_u32(&q, UINT32_MAX);
	query_put_i64(&q, INT64_MIN);
	query_put_text(&q, span_str("caf\xc3\xa9"));
	query_put_blob(&q, (struct span){ zeros, 3 });
	assert_int_equal(query_end(&q), OK);
	query_begin(&q, b, "INSERT INTO v VALUES (?, ?, ?, ?)");
	query_put_u32(&q, 1);
	query_put_null(&q);
	query_put_text(&q, (struct span){ NULL, 0 });
	query_put_blob(&q, (struct span){ NULL, 0 });
	assert_int_equal(query_end(&q), OK);
	query_begin(&q, b, "SELECT i, n, t, z, z FROM v ORDER BY i DESC");
	assert_true(query_row(&q));
	assert_int_equal(query_u32(&q), UINT32_MAX);
	assert_false(query_null(&q));
	assert_true(query_i64(&q) == INT64_MIN);
	assert_true(span_is(query_text(&q), "caf\xc3\xa9"));
	s = query_blob(&q);
	assert_int_equal(s.n, 3);
	query_copy(&q, copy, 3);
	assert_memory_equal(copy, zeros, 3);
	assert_true(query_row(&q));
	assert_int_equal(query_u8(&q), 1);
	assert_true(query_null(&q));
	assert_int_equal(query_text(&q).n, 0);
	assert_int_equal(query_blob(&q).n, 0);
	assert_false(query_row(&q));
	assert_false(query_row(&q));
	assert_int_equal(query_end(&q), OK);
}

/* Rows of one column, read as something that it is not. */
static const struct {
	const char *name;
	const char *sql;
	int as;
	enum err want;
} types[] = {
	{ "u8 255", "SELECT 255", 8, OK },
	{ "u8 256", "SELECT 256", 8, ERR_FORMAT },
	{ "u16 65535", "SELECT 65535", 16, OK },
	{ "u16 65536", "SELECT 65536", 16, ERR_FORMAT },
	{ "u16 -1", "SELECT -1", 16, ERR_FORMAT },
	{ "u32 2^32 - 1", "SELECT 4294967295", 32, OK },
	{ "u32 2^32", "SELECT 4294967296", 32, ERR_FORMAT },
	{ "a text", "SELECT '7'", 32, ERR_FORMAT },
	{ "a fraction", "SELECT 7.0", 32, ERR_FORMAT },
	{ "a NULL", "SELECT NULL", 32, ERR_FORMAT },
	{ "a NULL as text", "SELECT NULL", 1, ERR_FORMAT },
	{ "a number as text", "SELECT 7", 1, ERR_FORMAT },
	{ "a blob as text", "SELECT x'41'", 1, ERR_FORMAT },
	{ "a text as blob", "SELECT 'A'", 2, ERR_FORMAT },
	{ "a blob to copy", "SELECT x'4142'", 3, OK },
	{ "a short blob to copy", "SELECT x'41'", 3, ERR_FORMAT },
	{ "a long blob to copy", "SELECT x'414243'", 3, ERR_FORMAT },
	{ "no SQL", "SELEKT", 32, ERR_FORMAT },
	{ "no table", "SELECT a FROM nowhere", 32, ERR_FORMAT },
	{ "no row", "SELECT 1 WHERE 0", 32, ERR_FORMAT },
	{ "a ? without a value", "SELECT ?", 32, ERR_FORMAT },
	{ "empty", "", 32, ERR_IO },
};

static void
type_is(struct book *b, size_t row)
{
	uint8_t copy[2];
	struct query q;
	enum err e;

	query_begin(&q, b, types[row].sql);
	(void)query_row(&q);
	switch (types[row].as) {
	case 8:
		(void)query_u8(&q);
		break;
	case 16:
		(void)query_u16(&q);
		break;
	case 1:
		(void)query_text(&q);
		break;
	case 2:
		(void)query_blob(&q);
		break;
	case 3:
		query_copy(&q, copy, sizeof(copy));
		break;
	default:
		(void)query_u32(&q);
	}
	/* whatever follows an error is zero */
	if (q.e != OK) {
		assert_int_equal(query_u32(&q), 0);
		assert_false(query_row(&q));
		query_put_u32(&q, 1);
	}
	e = query_end(&q);
	if (e != types[row].want)
		fail_msg("%s: %s", types[row].name, err_str(e));
}

static void
typed(void **state)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		type_is(*state, i);
	/* one of them failed */
	assert_int_not_equal(book_commit(*state), OK);
}

/* What writes and returns rows writes all of them. */
static void
returning(void **state)
{
	struct query q;

	query_begin(&q, *state,
	    "INSERT INTO note VALUES (1, 'a', NULL), (2, 'b', NULL)"
	    " RETURNING number");
	assert_true(query_row(&q));
	assert_int_equal(query_u32(&q), 1);
	assert_int_equal(query_end(&q), OK);
	assert_int_equal(book_commit(*state), OK);
	assert_true(kit_has(*state, 2, "b"));
}

/* ---- steps ---- */
static void
steps(void **state)
{
	static const char *const later[] = { "SELECT 1", "SELECT 1",
		("CREATE TABLE step2 (i INTEGER PRIMARY KEY) STRICT;"
		 "INSERT INTO step2 VALUES (2)"),
		"INSERT INTO step2 VALUES (3)",
		"INSERT INTO nowhere VALUES(3)" };
	struct schema s = { later, schema_desk.steps };
	struct book *b = *state;
	bool old;

	assert_true(schema_desk.steps <= 2);
	assert_int_equal(schema_check(&old, b, &s), OK);
	assert_false(old);
	s.steps = 4;
	assert_int_equal(schema_check(&old, b, &s), OK);
	assert_true(old);
	assert_int_equal(schema_update(b, &s), OK);
	kit_run(b, "UPDATE step2 SET i = i + 10");
	assert_int_equal(schema_check(&old, b, &s), OK);
	assert_false(old);
	assert_int_equal(book_commit(b), OK);
	s.steps = 3;
	assert_int_equal(schema_check(&old, b, &s), ERR_VERSION);
	/* a step that fails: none was taken */
	s.steps = 5;
	assert_int_equal(book_begin(b), OK);
	assert_int_equal(schema_update(b, &s), ERR_FORMAT);
	assert_int_equal(book_commit(b), ERR_FORMAT);
	s.steps = 4;
	assert_int_equal(schema_check(&old, b, &s), OK);
	assert_false(old);
}

/* ---- no file ---- */
static int opened;

static int
count_open(const char *path, int flags, int mode)
{
	(void)path;
	(void)flags;
	(void)mode;
	opened++;
	return -1;
}

/* What writes to /var/tmp if nothing is done against it. */
static void
no_file(void **state)
{
	static const char *const large[] = {
		("INSERT INTO note WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL"
		 " SELECT i + 1 FROM c WHERE i < 4500)"
		 " SELECT i, hex(randomblob(400)), NULL FROM c"),
		"CREATE TEMP TABLE t AS SELECT text FROM note",
		"CREATE INDEX large ON note (text, number)",
		"SELECT text FROM t ORDER BY text || 'x' DESC",
		"SELECT DISTINCT text FROM note UNION SELECT text FROM t",
		"UPDATE note SET number = number + 100000",
	};
	sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
	struct query q;
	enum err e;

	assert_non_null(vfs);
	assert_int_equal(
	    vfs->xSetSystemCall(vfs, "open", (sqlite3_syscall_ptr)count_open),
	    SQLITE_OK);
	for (size_t i = 0; i < sizeof(large) / sizeof(large[0]); i++) {
		query_begin(&q, *state, large[i]);
		while (query_row(&q))
			;
		e = query_end(&q);
		if (e != OK)
			fail_msg("%s: %s (%s)", large[i], err_str(e),
			    sqlite3_errmsg(book_db(*state)));
	}
	book_abort(*state);
	/* a file cannot be named either */
	assert_int_not_equal(query_run(*state, "ATTACH '/tmp/zegel-no' AS f"),
	    OK);
	assert_int_not_equal(query_run(*state, "VACUUM INTO '/tmp/zegel-no'"),
	    OK);
	assert_int_equal(access("/tmp/zegel-no", F_OK), -1);
	assert_int_equal(book_begin(*state), OK);
	kit_run(*state, large[0]);
	assert_int_equal(book_commit(*state), OK);
	assert_int_equal(opened, 0);
	(void)vfs->xSetSystemCall(vfs, "open", NULL);
}

/* An index that says something else than its table. */
static void
other_index(void **state)
{
	static const char word[] = "needle";
	struct image image = { { NULL, 0 }, NULL };
	uint8_t *at;
	uint8_t *next;
	struct db d;

	(void)state;
	assert_int_equal(db_new(&d), OK);
	assert_int_equal(sqlite3_exec(d.p,
			     "CREATE TABLE t (a TEXT); CREATE INDEX i ON t(a);"
			     "INSERT INTO t VALUES ('needle')",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(db_image(&image, &d), OK);
	db_close(&d);
	assert_int_equal(db_load(&d, image.bytes), OK);
	db_close(&d);
	at = memmem(image.bytes.p, image.bytes.n, word, strlen(word));
	assert_non_null(at);
	next = memmem(at + 1, (size_t)(image.bytes.p + image.bytes.n - at - 1),
	    word, strlen(word));
	assert_non_null(next);
	*next = 'N';
	assert_int_equal(db_load(&d, image.bytes), ERR_FORMAT);
	image_free(&image);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values),
		TEST(typed),
		TEST(returning),
		TEST(steps),
		TEST(no_file),
		TEST(other_index),
	};

	kit_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
