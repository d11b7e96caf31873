/* book_wipe.c - tests that no memory is given back with a text in it, and that
 * SQLite has the settings that keep texts together. */

#include <malloc.h>

#include "book/memory.h"
#include "desk/book_kit.h"
#include "wrap.h"

#define CANARY "zwanenzang 7461"

enum {
	HEAD = 16, /* of SQLite's blocks: no text */
	TEXTS = 300,
};

/* Volatile: the compiler knows free() as one that changes none of these. */
static volatile bool watching;
static volatile size_t watched;
static volatile size_t found;

/* NOLINTBEGIN: what --wrap asks for */
WRAPPED(void, free, void *);
/* NOLINTEND */

void
WRAP(free)(void *p)
{
	size_t n = p == NULL || !watching ? 0 : malloc_usable_size(p);

	if (n > HEAD) {
		watched++;
		found += memmem((char *)p + HEAD, n - HEAD, CANARY,
			     strlen(CANARY)) != NULL;
	}
	REAL(free)(p);
}

/* The watch sees what is not wiped. */
static void
watches(void **state)
{
	char *p = calloc(1, 200);

	(void)state;
	assert_non_null(p);
	memcpy(p + 100, CANARY, sizeof(CANARY));
	assert_string_equal(p + 100, CANARY);
	watching = true;
	free(p);
	watching = false;
	assert_int_equal(found, 1);
	found = 0;
}

static void
text_fill(char text[static 1950], size_t i)
{
	size_t n = 0;

	do
		n +=
		    (size_t)snprintf(text + n, 100, CANARY " of note %zu; ", i);
	while (n < i * 6);
}

static void
many(struct book *b)
{
	char text[1950];

	assert_int_equal(book_begin(b), OK);
	for (size_t i = 1; i <= TEXTS; i++) {
		text_fill(text, i);
		assert_int_equal(kit_put(b, (uint32_t)i, text), OK);
	}
	kit_run(b,
	    "UPDATE note SET text = text || 'and more' WHERE number % 3");
	kit_run(b, "DELETE FROM note WHERE number % 7 = 0");
}

static void
wiped(void **state)
{
	struct book *b;
	struct query q;
	size_t n = 0;

	(void)state;
	kit_folder("book-wipe");
	b = kit_make();
	watching = true;
	many(b);
	book_abort(b);
	many(b);
	assert_int_equal(book_commit(b), OK);
	book_close(b);
	b = kit_open();
	query_begin(&q, b,
	    "SELECT text || 'x', number FROM note WHERE text LIKE '%zang%'"
	    " ORDER BY text || 'y' DESC");
	for (; query_row(&q); n++)
		assert_true(query_text(&q).n > 0);
	assert_int_equal(query_end(&q), OK);
	assert_int_equal(n, TEXTS - TEXTS / 7);
	book_close(b);
	watching = false;
	kit_end();
	assert_true(watched > 1000);
	assert_int_equal(found, 0);
}

static void
settings(void **state)
{
	static const struct {
		const char *pragma;
		int64_t is;
	} set[] = {
		{ "PRAGMA temp_store", 2 },
		{ "PRAGMA secure_delete", 1 },
		{ "PRAGMA foreign_keys", 1 },
		{ "PRAGMA trusted_schema", 0 },
		{ "PRAGMA max_page_count", BOOK_MAX / 16384 },
	};
	struct book *b;
	struct query q;

	(void)state;
	assert_int_equal(memory_begin(), OK);
	assert_int_equal(memory_begin(), OK);
	kit_folder("book-wipe");
	b = kit_make();
	for (int again = 0; again < 2; again++) {
		for (size_t i = 0; i < sizeof(set) / sizeof(set[0]); i++) {
			query_begin(&q, b, set[i].pragma);
			assert_true(query_row(&q));
			assert_int_equal(query_i64(&q), set[i].is);
			assert_int_equal(query_end(&q), OK);
		}
		book_close(b);
		b = kit_open();
	}
	book_close(b);
	kit_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(watches),
		cmocka_unit_test(wiped),
		cmocka_unit_test(settings),
	};

	kit_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
