/* dump.c - prints all rows of a casebook, and what its keys are for; only tests
 * have it.
 *
 * usage: dump FOLDER INITIALS      (the passphrase on standard input)
 *
 * Each line is an object of JSON: the table, and the columns of a row; bytes
 * are "x" and their hex.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "book/book.h"
#include "core/desk.h"
#include "core/unlock.h"
#include "os/process.h"

static void
string_print(const unsigned char *p, int n)
{
	(void)putchar('"');
	for (int i = 0; i < n; i++)
		if (p[i] < ' ' || p[i] == '"' || p[i] == '\\')
			(void)printf("\\u%04x", p[i]);
		else
			(void)putchar(p[i]);
	(void)putchar('"');
}

static void
value_print(sqlite3_stmt *s, int i)
{
	const unsigned char *p = sqlite3_column_blob(s, i);
	int n = sqlite3_column_bytes(s, i);

	switch (sqlite3_column_type(s, i)) {
	case SQLITE_INTEGER:
		(void)printf("%lld", (long long)sqlite3_column_int64(s, i));
		break;
	case SQLITE_TEXT:
		string_print(p, n);
		break;
	case SQLITE_BLOB:
		(void)printf("\"x");
		for (int j = 0; j < n; j++)
			(void)printf("%02x", p[j]);
		(void)putchar('"');
		break;
	default:
		(void)printf("null");
	}
}

static bool
table_print(struct sqlite3 *db, const char *name)
{
	char sql[128];
	sqlite3_stmt *s = NULL;
	int rc;

	(void)snprintf(sql, sizeof(sql), "SELECT * FROM \"%s\" ORDER BY 1, 2",
	    name);
	rc = sqlite3_prepare_v2(db, sql, -1, &s, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(s)) {
		(void)printf("{\"table\":\"%s\"", name);
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			(void)printf(",\"%s\":", sqlite3_column_name(s, i));
			value_print(s, i);
		}
		(void)printf("}\n");
	}
	(void)sqlite3_finalize(s);
	return rc == SQLITE_DONE;
}

static bool
tables_print(struct sqlite3 *db)
{
	sqlite3_stmt *s = NULL;
	bool good = sqlite3_prepare_v2(db,
			"SELECT name FROM sqlite_schema WHERE type = 'table'"
			" ORDER BY name",
			-1, &s, NULL) == SQLITE_OK;

	while (good && sqlite3_step(s) == SQLITE_ROW)
		good = table_print(db, (const char *)sqlite3_column_text(s, 0));
	(void)sqlite3_finalize(s);
	return good;
}

static void
keys_print(const struct deskkey *k)
{
	for (size_t i = 0; i < k->persons; i++)
		(void)printf("{\"key\":%u,\"initials\":\"%s\"}\n",
		    k->person[i].s, k->person[i].initials);
	for (size_t i = 0; i < k->epochs; i++)
		(void)printf("{\"epoch\":%u}\n", k->epoch[i].week);
}

static uint8_t
number_of(struct desk *d, const char *initials)
{
	static struct deskkey_list list;

	if (unlock_list(&list, d) != FAULT_NONE)
		return 0;
	for (size_t i = 0; i < list.persons; i++)
		if (strcmp(list.person[i].initials, initials) == 0)
			return list.person[i].s;
	return 0;
}

/* Open the desk in ${path} with what standard input says. */
static bool
desk_open(struct desk *d, const char *path, const char *initials)
{
	struct passphrase *p = passphrase_new();
	char line[256] = "";
	bool good = p != NULL && fgets(line, sizeof(line), stdin) != NULL;

	line[strcspn(line, "\n")] = '\0';
	good = good && passphrase_set(p, span_str(line)) == OK &&
	    desk_folder(d, path) == FAULT_NONE &&
	    unlock_desk(d, number_of(d, initials), p, NULL) == FAULT_NONE;
	passphrase_free(p);
	return good;
}

int
main(int argc, char **argv)
{
	struct desk d = DESK_NONE;
	bool good = argc == 3 && process_begin() == OK &&
	    desk_open(&d, argv[1], argv[2]);

	if (good) {
		keys_print(desk_key(&d));
		good = tables_print(book_db(d.book));
	}
	desk_close(&d);
	return good ? 0 : 1;
}
