/* export_parts.c - tests an inbox that is split in several files: how many, and
 * what an export leaves that fails or is cut off between two of them. */

#include "server/bundle_kit.h"

#include "envelope.h"
#include "wrap.h"

enum {
	MOST = 3,  /* envelopes in a file */
	FILES = 6, /* more than any inbox here has */
};

WRAPPED(uint32_t, bundle_part_most, void);

/* The process dies when it asks for the ${die_at}th time, from 1. */
static unsigned die_at;

uint32_t
WRAP(bundle_part_most)(void)
{
	if (die_at > 0 && --die_at == 0)
		_exit(7);
	return MOST;
}

static void
deposit(uint32_t from, uint32_t n)
{
	struct store *s;

	assert_int_equal(store_open(&s, "data"), OK);
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(kit_deposit(s, SIGNED_WEEK, from + i), OK);
	store_close(s);
}

static bool
part_brought(uint32_t seq, uint32_t part, const char *end)
{
	char name[BUNDLE_NAME];
	char path[BUNDLE_NAME + 8];

	bundle_part_name(name, seq, part);
	(void)snprintf(path, sizeof(path), "%s%s", name, end);
	return brought(path);
}

/* Inbox ${seq} is ${n} envelopes in full files, and nothing is beside them. */
static void
assert_parts(uint32_t seq, uint32_t n)
{
	static struct inbox_manifest m;
	uint32_t parts = n == 0 ? 1 : (n + MOST - 1) / MOST;
	struct file_hash got;
	struct hash hash;
	struct file f;
	char name[BUNDLE_NAME];
	char path[128];

	(void)manifest_read(&m, seq);
	assert_int_equal(m.envelopes, n);
	hash_begin(&hash, NULL, LABEL_FILE);
	for (uint32_t part = 1; part <= parts; part++) {
		uint32_t left = n - (part - 1) * MOST;

		bundle_part_name(name, seq, part);
		(void)snprintf(path, sizeof(path), "stick/%s", name);
		assert_int_equal(file_read(&f, AT_FDCWD, path, 1 << 20), OK);
		assert_int_equal(f.n,
		    (left < MOST ? left : MOST) * (size_t)ENVELOPE_SIZE);
		hash_add(&hash, f.p, f.n);
		file_free(&f);
	}
	hash_end(&hash, got.b);
	assert_memory_equal(got.b, m.file.b, sizeof(got.b));
	for (uint32_t part = 1; part < FILES; part++) {
		assert_int_equal(part_brought(seq, part, ""), part <= parts);
		assert_false(part_brought(seq, part, ".new"));
	}
}

static const struct size_row {
	const char *name;
	uint32_t envelopes;
} sizes[] = {
	{ "empty", 0 },
	{ "one file, full", MOST },
	{ "one more", MOST + 1 },
	{ "three files, full", 3 * MOST },
	{ "ten envelopes", 10 },
};

static void
split(void **state)
{
	const struct size_row *r = *state;

	service_begin();
	deposit(0, r->envelopes);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_parts(1, r->envelopes);
}

/* Cut off anywhere: no manifest, and the next export is whole. */
static void
cut_off(void **state)
{
	(void)state;
	service_begin();
	deposit(0, 10);
	for (unsigned at = 1; at <= 10; at++) {
		die_at = at;
		assert_int_equal(run(cmd_export, "data stick"), 7);
		die_at = 0;
		assert_false(brought("001.inbox.note"));
	}
	assert_true(part_brought(1, 2, ""));
	assert_true(part_brought(1, 3, ".new"));
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_parts(1, 10);
}

/* Parts of an export that was cut off are not beside those of a smaller one. */
static void
leftovers(void **state)
{
	const char *const left[] = { "001.inbox", "001.inbox.2", "001.inbox.3",
		"001.inbox.4", "001.inbox.5.new" };

	(void)state;
	service_begin();
	deposit(0, MOST + 1);
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		bring_write(left[i], span_str("junk"));
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_parts(1, MOST + 1);
}

/* If the third file fails, the first two do not stay. */
static void
failed_between(void **state)
{
	(void)state;
	service_begin();
	deposit(0, 10);
	assert_int_equal(mkdir("stick/001.inbox.3.new", 0700), 0);
	assert_int_equal(run(cmd_export, "data stick"), 1);
	assert_false(brought("001.inbox.note"));
	for (uint32_t part = 1; part < FILES; part++)
		assert_false(part_brought(1, part, ""));
	assert_int_equal(rmdir("stick/001.inbox.3.new"), 0);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_parts(1, 10);
}

int
main(void)
{
	static struct rows tests;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		kit_row(&tests, sizes[i].name, split, &sizes[i]);
	KIT(tests, cut_off);
	KIT(tests, leftovers);
	KIT(tests, failed_between);
	return rows_run(&tests, __FILE__);
}
