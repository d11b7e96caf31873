/* book_files.c - tests a desk's folder whose files are damaged, foreign, of
 * another version, or left over. */

#include "book/book.h"

#include <sys/stat.h>

#include "desk/book_kit.h"
#include "os/file.h"

static int
begin(void **state)
{
	(void)state;
	kit_folder("book");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	kit_end();
	return 0;
}

static void
refused(enum err want)
{
	struct book *b = NULL;

	assert_int_equal(book_open(&b, kit.dir, 1, &kit.secret[0]), want);
	assert_null(b);
}

static void
path_of(char path[128], const char *file)
{
	(void)snprintf(path, 128, "%s/%s", kit.path, file);
}

static void
write_as(const char *file, const char *text)
{
	assert_int_equal(file_write(kit.dir, file, span_str(text)), OK);
}

static void
casebook_of(char out[32], struct book *b)
{
	char hex[17];

	(void)snprintf(out, 32, "casebook-%s",
	    sodium_bin2hex(hex, sizeof(hex), book_key(b)->book_name, 8));
}

/* Change a byte of ${file}, open, and change it back. */
static void
flipped(const char *file, size_t at, enum err want)
{
	struct file f;

	assert_int_equal(file_read(&f, kit.dir, file, 1 << 24), OK);
	f.p[at] ^= 1;
	assert_int_equal(file_write(kit.dir, file, file_span(&f)), OK);
	refused(want);
	f.p[at] ^= 1;
	assert_int_equal(file_write(kit.dir, file, file_span(&f)), OK);
	file_free(&f);
	book_close(kit_open());
}

static void
without(const char *file, enum err want)
{
	char path[128];
	char away[160];

	path_of(path, file);
	(void)snprintf(away, sizeof(away), "%s.away", path);
	assert_int_equal(rename(path, away), 0);
	refused(want);
	assert_int_equal(rename(away, path), 0);
	book_close(kit_open());
}

static void
damaged(void **state)
{
	struct book *b = kit_make();
	char casebook[32];
	struct file f;
	uint8_t half[LOCK_HALF];

	(void)state;
	casebook_of(casebook, b);
	book_close(b);
	flipped("desk.key", 0, ERR_FORMAT);
	flipped("desk.key", 8, ERR_OPEN); /* names the other half */
	flipped("desk.key", 3000, ERR_OPEN);
	flipped(casebook, 0, ERR_FORMAT);
	flipped(casebook, 40, ERR_OPEN);
	without("desk.lock", ERR_FORMAT);
	without(casebook, ERR_FORMAT);
	without("desk.key", ERR_MISSING);
	/* the halves exchanged */
	assert_int_equal(file_read(&f, kit.dir, "desk.lock", 1024), OK);
	memcpy(half, f.p, LOCK_HALF);
	memcpy(f.p, f.p + LOCK_HALF, LOCK_HALF);
	memcpy(f.p + LOCK_HALF, half, LOCK_HALF);
	assert_int_equal(file_write(kit.dir, "desk.lock", file_span(&f)), OK);
	refused(ERR_OPEN);
	f.n = 1000;
	assert_int_equal(file_write(kit.dir, "desk.lock", file_span(&f)), OK);
	refused(ERR_FORMAT);
	file_free(&f);
	write_as("desk.key", "");
	refused(ERR_FORMAT);
	assert_int_equal(book_look(kit.dir), ERR_FORMAT);
}

static void
older_form(void **state)
{
	struct book *b = NULL;

	(void)state;
	assert_int_equal(book_look(kit.dir), ERR_MISSING);
	refused(ERR_MISSING);
	write_as("casebook-0a1b2c3d-lock", "x");
	write_as("casebook-notes.txt", "x");
	assert_int_equal(book_look(kit.dir), ERR_VERSION);
	assert_int_equal(book_make(&b, kit.dir, &kit.first), ERR_VERSION);
	assert_null(b);
	write_as("desk.key", "TIPKEY01 and so on");
	assert_int_equal(book_look(kit.dir), ERR_VERSION);
	refused(ERR_VERSION);
	assert_int_equal(book_make(&b, kit.dir, &kit.first), ERR_VERSION);
	write_as("desk.key", "TIPDESK2 and so on");
	refused(ERR_VERSION);
}

static void
made_once(void **state)
{
	struct book *b = kit_make();
	struct book *other = NULL;
	struct stat st;
	char path[128];

	(void)state;
	assert_int_equal(book_make(&other, kit.dir, &kit.first), ERR_SERVICE);
	assert_null(other);
	assert_int_equal(book_look(kit.dir), OK);
	book_close(b);
	for (size_t i = 0; i < 2; i++) {
		path_of(path, i == 0 ? "desk.lock" : "desk.key");
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
	path_of(path, "desk.lock");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, LOCK_SIZE);
	book_close(kit_open());
}

/* A desk of keys that cannot be is not made, and leaves nothing. */
static void
not_made(void **state)
{
	struct book *b = NULL;
	static struct deskkey bad;

	(void)state;
	bad = kit.first;
	bad.persons = 0;
	assert_int_equal(book_make(&b, kit.dir, &bad), ERR_FORMAT);
	assert_null(b);
	assert_int_equal(rmdir(kit.path), 0); /* it is empty */
	assert_int_equal(mkdir(kit.path, 0700), 0);
}

static void
newer(void **state)
{
	struct book *b = kit_make();

	(void)state;
	assert_int_equal(book_begin(b), OK);
	kit_run(b, "PRAGMA user_version = 999999");
	assert_int_equal(book_commit(b), OK);
	book_close(b);
	refused(ERR_VERSION);
}

/* Files of a crash are removed, those of others are not. */
static void
swept(void **state)
{
	static const struct {
		const char *file;
		bool stays;
	} files[] = {
		{ "casebook-0123456789abcdef", false },
		{ "casebook-0123456789abcdef.new", false },
		{ "casebook-fedcba9876543210.new", false },
		{ "desk.key.new", false },
		{ "casebook-0123456789ABCDEF", true },
		{ "casebook-0123456789abcdef.txt", true },
		{ "casebook-01234567", true },
		{ "casebook-", true },
		{ "desk.new", true },
		{ "letter", true },
	};
	char path[128];

	(void)state;
	book_close(kit_make());
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		write_as(files[i].file, "TIPBOOK1");
	book_close(kit_open());
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		path_of(path, files[i].file);
		assert_int_equal(access(path, F_OK) == 0, files[i].stays);
	}
	book_close(kit_open());
}

/* Nor is a hole of any size filled, and what is no file is left alone. */
static void
swept_quickly(void **state)
{
	char path[128];
	char kept[128];
	struct stat st;

	(void)state;
	book_close(kit_make());
	write_as("casebook-0123456789abcdef", "TIPBOOK1");
	path_of(path, "casebook-0123456789abcdef");
	assert_int_equal(truncate(path, (off_t)1 << 42), 0);
	path_of(kept, "kept");
	assert_int_equal(link(path, kept), 0);
	path_of(path, "casebook-fedcba9876543210");
	assert_int_equal(mkdir(path, 0700), 0);
	book_close(kit_open());
	assert_int_equal(stat(kept, &st), 0);
	assert_int_equal(st.st_nlink, 1);
	assert_true(st.st_blocks < 100);
	assert_int_equal(rmdir(path), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(damaged),
		TEST(older_form),
		TEST(made_once),
		TEST(not_made),
		TEST(newer),
		TEST(swept),
		TEST(swept_quickly),
	};

	kit_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
