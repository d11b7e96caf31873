/* parts.c - tests an inbox of several files: one that is missing, of another
 * size, elsewhere, twice there or damaged, and all of them as one. */

#include "desk/stick_kit.h"

#include <errno.h>

#include "wrap.h"

enum {
	MOST = 3,       /* envelopes in a file */
	ENVELOPES = 10, /* so in four files */
	FILES = 4,
};

WRAPPED(uint32_t, bundle_part_most, void);

uint32_t
WRAP(bundle_part_most)(void)
{
	return MOST;
}

/* The ${fail_at}th read of envelopes fails, and the ${change_at}th lies. */
static unsigned fail_at;
static unsigned change_at;
static unsigned reads;

WRAPPED(ssize_t, pread, int fd, void *p, size_t n, off_t at);

ssize_t
WRAP(pread)(int fd, void *p, size_t n, off_t at)
{
	ssize_t got = REAL(pread)(fd, p, n, at);

	if (n % ENVELOPE_SIZE != 0 || got <= 0)
		return got;
	reads++;
	if (reads == change_at)
		((uint8_t *)p)[got - 1] ^= 1;
	if (reads != fail_at)
		return got;
	errno = EIO;
	return -1;
}

/* Four files, whose tips and follow-ups are read once more. */
static void
begin(void **state)
{
	struct thread_secret t;

	(void)state;
	thread_draw(&t);
	kit_seal(&t, KIND_FOLLOW_UP, 0, "zonder begin");
	for (int i = 0; i < 4; i++)
		kit_tip("een van vier");
	kit_dummies(ENVELOPES - 5);
	kit_export(1, clock_week(), 0);
}

/* The files of the inbox, as they are to be again. */
static struct file kept[FILES];

static const char *
part_path(uint32_t part)
{
	static char path[BUNDLE_NAME + 8];
	char name[BUNDLE_NAME];

	bundle_part_name(name, 1, part);
	(void)snprintf(path, sizeof(path), "stick/%s", name);
	return path;
}

static void
parts_keep(void)
{
	for (uint32_t i = 0; i < FILES; i++)
		kept[i] = kit_read(part_path(i + 1));
}

static void
parts_restore(void)
{
	for (uint32_t i = 0; i < FILES; i++) {
		kit_write(part_path(i + 1), file_span(&kept[i]));
		file_free(&kept[i]);
	}
}

/* Part ${to} gets the bytes of ${from}, as many as it had, and ${more}. */
static void
part_write(uint32_t to, uint32_t from, int more)
{
	size_t n = kept[to - 1].n + (size_t)more; /* may wrap: less */
	uint8_t *p = calloc(1, n);

	assert_non_null(p);
	memcpy(p, kept[from - 1].p,
	    n < kept[from - 1].n ? n : kept[from - 1].n);
	kit_write(part_path(to), (struct span){ p, n });
	free(p);
}

enum harm {
	MISSING,
	OTHER_SIZE,
	EXCHANGED,
	TWICE,
	FLIPPED,
};

struct harm_row {
	const char *name;
	enum harm harm;
	uint32_t part;
	int by; /* OTHER_SIZE: bytes; EXCHANGED, TWICE: the other part */
	enum fault want;
	const char *text;
};

static const struct harm_row harms[] = {
	{ "the first missing", MISSING, 1, 0, FAULT_INBOX_PART, "001.inbox" },
	{ "the second missing", MISSING, 2, 0, FAULT_INBOX_PART,
	    "001.inbox.2" },
	{ "the last missing", MISSING, 4, 0, FAULT_INBOX_PART, "001.inbox.4" },
	{ "the first short", OTHER_SIZE, 1, -ENVELOPE_SIZE, FAULT_INBOX_DAMAGED,
	    "001.inbox" },
	{ "the second a byte short", OTHER_SIZE, 2, -1, FAULT_INBOX_DAMAGED,
	    "001.inbox.2" },
	{ "the second long", OTHER_SIZE, 2, ENVELOPE_SIZE, FAULT_INBOX_DAMAGED,
	    "001.inbox.2" },
	{ "the last short", OTHER_SIZE, 4, -1, FAULT_INBOX_DAMAGED,
	    "001.inbox.4" },
	{ "the last empty", OTHER_SIZE, 4, -ENVELOPE_SIZE, FAULT_INBOX_DAMAGED,
	    "001.inbox.4" },
	{ "the last long", OTHER_SIZE, 4, ENVELOPE_SIZE, FAULT_INBOX_DAMAGED,
	    "001.inbox.4" },
	{ "two exchanged", EXCHANGED, 2, 3, FAULT_INBOX_PIECES, "" },
	{ "two exchanged, of two sizes", EXCHANGED, 1, 4, FAULT_INBOX_DAMAGED,
	    "001.inbox" },
	{ "the first twice", TWICE, 2, 1, FAULT_INBOX_PIECES, "" },
	{ "the third twice", TWICE, 2, 3, FAULT_INBOX_PIECES, "" },
	{ "a byte of the last", FLIPPED, 4, 0, FAULT_INBOX_PIECES, "" },
	{ "a byte of the second", FLIPPED, 2, 0, FAULT_INBOX_PIECES, "" },
};

static void
harm_do(const struct harm_row *r)
{
	uint32_t other = (uint32_t)r->by;

	switch (r->harm) {
	case MISSING:
		assert_int_equal(unlink(part_path(r->part)), 0);
		break;
	case OTHER_SIZE:
		part_write(r->part, r->part, r->by);
		break;
	case EXCHANGED:
		kit_write(part_path(r->part), file_span(&kept[other - 1]));
		kit_write(part_path(other), file_span(&kept[r->part - 1]));
		break;
	case TWICE:
		part_write(r->part, other, 0);
		break;
	case FLIPPED:
		kept[r->part - 1].p[9000] ^= 1;
		part_write(r->part, r->part, 0);
		kept[r->part - 1].p[9000] ^= 1;
		break;
	}
}

static void
harmed(void **state)
{
	const struct harm_row *r = *state;

	parts_keep();
	harm_do(r);
	assert_int_equal(kit_open(false), r->want);
	assert_int_equal(kit.desk.detail.n, 1);
	assert_string_equal(kit.desk.detail.text, r->text);
	assert_int_equal(kit.result.opened, 0);
	assert_int_equal(kit.desk.state->cases, 0);
	parts_restore();
}

static const struct read_row {
	const char *name;
	unsigned fail;
	unsigned change;
	enum fault want;
	const char *text;
} bad_reads[] = {
	{ "the first pass ends in the second", 2, 0, FAULT_FILE,
	    "001.inbox.2" },
	{ "the second pass ends in the first", FILES + 1, 0, FAULT_FILE,
	    "001.inbox" },
	{ "the second pass ends in the last", 2 * FILES, 0, FAULT_FILE,
	    "001.inbox.4" },
	{ "the second changes after the first pass", 0, FILES + 2,
	    FAULT_INBOX_CHANGED, "" },
};

static void
badly_read(void **state)
{
	const struct read_row *r = *state;

	reads = 0;
	fail_at = r->fail;
	change_at = r->change;
	assert_int_equal(kit_open(false), r->want);
	fail_at = 0;
	change_at = 0;
	assert_string_equal(kit.desk.detail.text, r->text);
	assert_int_equal(kit.desk.state->cases, 0);
}

/* What the number of envelopes does not ask for is not read. */
static void
whole(void **state)
{
	(void)state;
	kit_write(part_path(FILES + 1), span_str("of another inbox"));
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(1)->envelopes, ENVELOPES);
	assert_int_equal(kit_count(1)->cases, 5);
}

static const struct size_row {
	const char *name;
	size_t envelopes;
} sizes[] = {
	{ "none", 0 },
	{ "one file, full", MOST },
	{ "two files, full", 2 * MOST },
	{ "one more", 2 * MOST + 1 },
};

static void
sized(void **state)
{
	const struct size_row *r = *state;
	uint32_t seq = kit.desk.state->sequence.newest.seq + 1;

	kit_dummies(r->envelopes);
	kit_export(seq, clock_week(), 0);
	assert_int_equal(kit_open(false), FAULT_NONE);
	assert_int_equal(kit_count(seq)->envelopes, r->envelopes);
}

int
main(void)
{
	static struct rows all;

	ROW(all, begin);
	ROWS(all, harmed, harms);
	ROWS(all, badly_read, bad_reads);
	ROW(all, whole);
	ROWS(all, sized, sizes);
	return _cmocka_run_group_tests("desk_parts", all.test, all.n, kit_begin,
	    kit_end);
}
