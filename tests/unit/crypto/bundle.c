/* bundle.c - tests the names of bundle files: each has one spelling. */

#include <string.h>

#include "rows.h"

#include "bundle.h"

static const struct row {
	const char *name;
	enum bundle kind;
	uint32_t number;
	const char *holder;
} names[] = {
	{ "001.inbox", BUNDLE_INBOX, 1, "" },
	{ "000.inbox", BUNDLE_INBOX, 0, "" },
	{ "012.inbox.note", BUNDLE_INBOX_NOTE, 12, "" },
	{ "123.n", BUNDLE_NOTES, 123, "" },
	{ "1234.noord.schedule", BUNDLE_SCHEDULE, 1234, "noord" },
	{ "010.noord.keys", BUNDLE_KEYS, 10, "noord" },
	{ "007.a.b-c.outbox", BUNDLE_OUTBOX, 7, "a.b-c" },
	{ "007.outbox.note.outbox.note", BUNDLE_OUTBOX_NOTE, 7, "outbox.note" },
	{ "4294967295.abcdefghijklmnopqrstuvwxyz012345.outbox.note",
	    BUNDLE_OUTBOX_NOTE, UINT32_MAX,
	    "abcdefghijklmnopqrstuvwxyz012345" },
};

static void
printed_and_parsed(void **state)
{
	const struct row *row = *state;
	char name[BUNDLE_NAME];
	char holder[KEY_NAME_MAX + 1];
	uint32_t number;

	bundle_name(name, row->kind, row->number, row->holder);
	assert_string_equal(name, row->name);
	for (enum bundle k = 0; k < BUNDLES; k++) {
		enum err e = bundle_parse(&number, holder, k, row->name);

		assert_int_equal(e, k == row->kind ? OK : ERR_FORMAT);
		assert_int_equal(number, e == OK ? row->number : 0);
		assert_string_equal(holder, e == OK ? row->holder : "");
	}
}

static const struct bad_row {
	const char *name;
} bad[] = {
	{ "" },
	{ "." },
	{ ".inbox" },
	{ "1.inbox" },
	{ "01.inbox" },
	{ "0001.inbox" },
	{ "+01.inbox" },
	{ "001.Inbox" },
	{ "001inbox" },
	{ "001.inbox.new" },
	{ "001.inbox.2" },
	{ "001.inbox.note.new" },
	{ "4294967296.inbox" },
	{ "00000000000000000001.inbox" },
	{ "001" },
	{ "001." },
	{ "001..outbox" },
	{ "001.outbox" },
	{ "001.outbox.note" },
	{ "001.Noord.outbox" },
	{ "001.1a.outbox" },
	{ "001.a/b.outbox" },
	{ "001.../x.outbox" },
	{ "001.noord.outbox.note.new" },
	{ "001.abcdefghijklmnopqrstuvwxyz0123456.outbox" },
};

static void
refused(void **state)
{
	const struct bad_row *row = *state;
	char holder[KEY_NAME_MAX + 1];
	uint32_t number;

	for (enum bundle k = 0; k < BUNDLES; k++)
		assert_int_equal(bundle_parse(&number, holder, k, row->name),
		    ERR_FORMAT);
}

static const struct part_row {
	const char *name;
	uint32_t number;
	uint32_t part;
} parts[] = {
	{ "007.inbox", 7, 1 },
	{ "007.inbox.2", 7, 2 },
	{ "007.inbox.10", 7, 10 },
	{ "4294967295.inbox.4294967295", UINT32_MAX, UINT32_MAX },
};

static void
part_printed(void **state)
{
	const struct part_row *row = *state;
	char name[BUNDLE_NAME];

	bundle_part_name(name, row->number, row->part);
	assert_string_equal(name, row->name);
}

/* A holder that no directory has. */
static void
too_long(void **state)
{
	char holder[2 * BUNDLE_NAME];
	char name[BUNDLE_NAME];

	(void)state;
	memset(holder, 'a', sizeof(holder) - 1);
	holder[sizeof(holder) - 1] = '\0';
	bundle_name(name, BUNDLE_OUTBOX_NOTE, 1, holder);
	assert_string_equal(name, "");
}

/* FAT32 takes files below 4 GiB, and some programs files below 2 GiB + 1. */
static void
part_fits_a_stick(void **state)
{
	(void)state;
	assert_int_equal(bundle_part_most(), 131072);
	assert_int_equal((uint64_t)bundle_part_most() * ENVELOPE_SIZE,
	    (uint64_t)2 << 30);
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, printed_and_parsed, names);
	ROWS(tests, refused, bad);
	ROWS(tests, part_printed, parts);
	ROW(tests, part_fits_a_stick);
	ROW(tests, too_long);
	return rows_run(&tests, __FILE__);
}
