/* book_gone.c - tests that what a commit deleted is in no file: not in those of
 * now, nor in older copies of them without the older desk.lock. */

#include <dirent.h>

#include "bookfile.h"
#include "desk/book_kit.h"
#include "os/file.h"

enum {
	KEPT_MAX = 400, /* copies of files */
	FILE_MAX = 8 << 20,
};

/* Copies that somebody kept of all files but desk.lock. */
static struct {
	char name[64];
	struct file f;
} copies[KEPT_MAX];
static size_t copied;

static void
copy_folder(void)
{
	DIR *d = opendir(kit.path);
	const struct dirent *e;

	assert_non_null(d);
	for (e = readdir(d); e != NULL; e = readdir(d)) {
		if (e->d_name[0] == '.' || strcmp(e->d_name, "desk.lock") == 0)
			continue;
		assert_true(copied < KEPT_MAX && strlen(e->d_name) < 64);
		memcpy(copies[copied].name, e->d_name, strlen(e->d_name) + 1);
		assert_int_equal(file_read(&copies[copied++].f, kit.dir,
				     e->d_name, FILE_MAX),
		    OK);
	}
	(void)closedir(d);
}

static void
copies_free(void)
{
	while (copied > 0)
		file_free(&copies[--copied].f);
}

static bool
holds(struct span s, const char *text)
{
	return s.n > 0 && memmem(s.p, s.n, text, strlen(text)) != NULL;
}

/* Call ${look} with every database that desk.keys open with ${lock}. */
static size_t
each_database(const uint8_t lock[static LOCK_SIZE],
    void (*look)(struct span db))
{
	static struct deskkey k;
	char name[64];
	char hex[2 * BOOK_NAME_SIZE + 1];
	struct span db;
	uint8_t half;
	size_t opened = 0;

	for (size_t i = 0; i < copied; i++) {
		if (strcmp(copies[i].name, "desk.key") != 0 ||
		    deskkey_open(&k, &half, file_span(&copies[i].f), 1,
			&kit.secret[0], lock) != OK)
			continue;
		(void)snprintf(name, sizeof(name), "casebook-%s",
		    sodium_bin2hex(hex, sizeof(hex), k.book_name, 8));
		for (size_t c = 0; c < copied; c++) {
			if (strcmp(copies[c].name, name) != 0)
				continue;
			assert_int_equal(bookfile_open(&db, copies[c].f.p,
					     copies[c].f.n, &k.book,
					     k.book_name),
			    OK);
			look(db);
			opened++;
			break;
		}
	}
	deskkey_wipe(&k);
	return opened;
}

/* ---- one text, and all copies from before ---- */
#define SECRET "under the floor of the house in the Kerkstraat"

static size_t holding;

static void
look_secret(struct span db)
{
	holding += holds(db, SECRET);
}

static void
locks_read(uint8_t out[static LOCK_SIZE])
{
	struct file f;

	assert_int_equal(file_read(&f, kit.dir, "desk.lock", LOCK_SIZE), OK);
	memcpy(out, f.p, LOCK_SIZE);
	file_free(&f);
}

static void
without_the_lock(void **state)
{
	static uint8_t before[LOCK_SIZE];
	static uint8_t now[LOCK_SIZE];
	struct book *b = kit_make();

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(book_begin(b), OK);
		assert_int_equal(kit_put(b, 1, SECRET), OK);
		assert_int_equal(book_commit(b), OK);
		copy_folder();
	}
	locks_read(before);
	assert_int_equal(book_begin(b), OK);
	kit_run(b, "DELETE FROM note WHERE number = 1");
	assert_int_equal(book_commit(b), OK);
	copy_folder();
	locks_read(now);
	for (size_t i = 0; i < copied; i++)
		assert_false(holds(file_span(&copies[i].f), SECRET));
	assert_memory_not_equal(now, before, LOCK_HALF);
	assert_memory_not_equal(now + LOCK_HALF, before + LOCK_HALF, LOCK_HALF);
	/* today's lock opens today's files alone */
	holding = 0;
	assert_int_equal(each_database(now, look_secret), 1);
	assert_int_equal(holding, 0);
	/* and the test can see the text: with the lock of before */
	assert_int_equal(each_database(before, look_secret), 1);
	assert_int_equal(holding, 1);
	book_close(b);
	copies_free();
}

/* ---- many texts: the pages of the database ---- */
enum {
	NOTES = 600,
	ROUNDS = 12,
	CHANGES = 500,
};

static uint32_t version[NOTES]; /* 0: deleted */

/* Each word of a text names the note and its version: <wnumber.version>.  A
 * page may begin within one: "<" alone could be the end of a page number. */
static struct span
text_of(uint32_t number, uint32_t v)
{
	static char text[9200];
	size_t want = randombytes_uniform(3) == 0 ? randombytes_uniform(9000)
						  : randombytes_uniform(400);
	size_t n = 0;

	do
		n += (size_t)snprintf(text + n, sizeof(text) - n, "<w%u.%u>",
		    number, v);
	while (n < want);
	return (struct span){ (const uint8_t *)text, n };
}

static size_t words;

/* The decimal number at ${p}; moves behind it. */
static uint32_t
decimal(const uint8_t **p, const uint8_t *end)
{
	uint32_t v = 0;

	for (; *p < end && **p >= '0' && **p <= '9'; (*p)++)
		v = v * 10 + **p - '0';
	return v;
}

/* Look at a word that begins at ${p}, if one does. */
static void
look_word(const uint8_t *p, const uint8_t *end)
{
	uint32_t number;
	uint32_t v;

	if (end - p < 2 || memcmp(p, "<w", 2) != 0)
		return;
	p += 2;
	number = decimal(&p, end);
	if (p == end || *p++ != '.')
		return;
	v = decimal(&p, end);
	if (p == end || *p != '>')
		return;
	words++;
	if (number >= NOTES || version[number] != v)
		fail_msg("<w%u.%u> is in the file", number, v);
}

static void
look_words(struct span db)
{
	for (size_t i = 0; i < db.n; i++)
		look_word(db.p + i, db.p + db.n);
}

static void
change_many(struct book *b, uint32_t round)
{
	struct query q;

	for (uint32_t i = 0; i < CHANGES; i++) {
		uint32_t n = randombytes_uniform(NOTES);

		if (version[n] != 0 && randombytes_uniform(2) == 0) {
			query_begin(&q, b, "DELETE FROM note WHERE number = ?");
			version[n] = 0;
		} else {
			query_begin(&q, b,
			    "INSERT OR REPLACE INTO note (text, number)"
			    " VALUES (?, ?)");
			version[n] = round * CHANGES + i;
			query_put_text(&q, text_of(n, version[n]));
		}
		query_put_u32(&q, n);
		assert_int_equal(query_end(&q), OK);
	}
}

static void
no_word(void **state)
{
	uint8_t lock[LOCK_SIZE];
	struct book *b = kit_make();

	(void)state;
	for (uint32_t r = 1; r <= ROUNDS; r++) {
		assert_int_equal(book_begin(b), OK);
		change_many(b, r);
		assert_int_equal(book_commit(b), OK);
		copy_folder();
		locks_read(lock);
		words = 0;
		assert_int_equal(each_database(lock, look_words), 1);
		assert_true(words > 1000);
		copies_free();
	}
	assert_int_equal(book_begin(b), OK);
	kit_run(b, "DELETE FROM note");
	memset(version, 0, sizeof(version));
	assert_int_equal(book_commit(b), OK);
	copy_folder();
	locks_read(lock);
	words = 0;
	assert_int_equal(each_database(lock, look_words), 1);
	assert_int_equal(words, 0);
	copies_free();
	book_close(b);
}

static int
begin(void **state)
{
	(void)state;
	kit_folder("book-gone");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	kit_end();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_the_lock, begin, end),
		cmocka_unit_test_setup_teardown(no_word, begin, end),
	};

	kit_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
