/* book_kit.h - a folder with a desk's casebook, for tests. */

#ifndef BOOK_KIT_H
#define BOOK_KIT_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "book/book.h"
#include "book/query.h"
#include "os/process.h"
#include "remove.h"
#include "rows.h"

enum {
	KIT_PERSONS = 2, /* number 1 and 2 */
};

static struct {
	char path[64];
	int dir;
	struct staff_secret secret[KIT_PERSONS];
	struct deskkey first;
} kit;

static inline void
kit_folder(const char *name)
{
	(void)snprintf(kit.path, sizeof(kit.path), "/tmp/zegel-%s-XXXXXX",
	    name);
	assert_non_null(mkdtemp(kit.path));
	kit.dir = open(kit.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(kit.dir >= 0);
}

static inline void
kit_end(void)
{
	(void)close(kit.dir);
	assert_true(remove_tree(kit.path));
}

/* The process, the persons, the first keys. */
static inline void
kit_begin(void)
{
	struct deskkey *k = &kit.first;
	struct staff_public public;

	if (process_begin() != OK)
		exit(1);
	for (uint8_t i = 0; i < KIT_PERSONS; i++) {
		if (staff_draw(&kit.secret[i], &public) != OK ||
		    person_make(&k->person[i], (uint8_t)(i + 1),
			i == 0 ? "AB" : "CD", &kit.secret[i]) != OK)
			exit(1);
	}
	k->persons = KIT_PERSONS;
	randombytes_buf(k->ops.b, sizeof(k->ops.b));
	k->epochs = 1;
	k->epoch[0].week = 100;
	randombytes_buf(k->epoch[0].secret.b, sizeof(k->epoch[0].secret.b));
}

/* Run ${sql} and end the test if it fails. */
static inline void
kit_run(struct book *b, const char *sql)
{
	enum err e = query_run(b, sql);

	if (e != OK)
		fail_msg("%s: %s", sql, err_str(e));
}

static inline struct book *
kit_open(void)
{
	struct book *b = NULL;

	assert_int_equal(book_open(&b, kit.dir, 1, &kit.secret[0]), OK);
	assert_non_null(b);
	return b;
}

/* A new desk with the table "note" of numbered texts. */
static inline struct book *
kit_make(void)
{
	struct book *b = NULL;

	assert_int_equal(book_make(&b, kit.dir, &kit.first), OK);
	assert_int_equal(book_begin(b), OK);
	kit_run(b,
	    "CREATE TABLE note (number INTEGER PRIMARY KEY,"
	    " text TEXT NOT NULL, of INTEGER REFERENCES note (number))"
	    " STRICT");
	kit_run(b, "CREATE INDEX note_text ON note (text)");
	assert_int_equal(book_commit(b), OK);
	return b;
}

static inline enum err
kit_put(struct book *b, uint32_t number, const char *text)
{
	struct query q;

	query_begin(&q, b, "INSERT OR REPLACE INTO note VALUES (?, ?, NULL)");
	query_put_u32(&q, number);
	query_put_text(&q, span_str(text));
	return query_end(&q);
}

/* True if note ${number} is ${text}; NULL: is missing. */
static inline bool
kit_has(struct book *b, uint32_t number, const char *text)
{
	struct query q;
	bool has = text == NULL;

	query_begin(&q, b, "SELECT text FROM note WHERE number = ?");
	query_put_u32(&q, number);
	if (query_row(&q))
		has = text != NULL && span_is(query_text(&q), text);
	return query_end(&q) == OK && has;
}

#endif
