/* restore.c - tests that a restored folder reuses no inbox number. */

#include "server/bundle_kit.h"

#include "bundle/restore.h"
#include "os/clock.h"

enum {
	NOORD,
};

static uint32_t
last_closed(void)
{
	struct inbox_record c;
	struct store *s;

	assert_int_equal(store_open(&s, "data"), OK);
	assert_int_equal(inbox_record_last(&c, s), OK);
	store_close(s);
	return c.seq;
}

/* A desk's acknowledgement moves the numbers only after a restore. */
static void
acknowledgement_moves_numbers_after_a_restore_only(void **state)
{
	static const struct {
		bool restored;
		uint32_t ack;
		uint32_t want;
	} acks[] = {
		{ false, 9, 1 },
		{ true, UINT32_MAX, 1 },
		{ true, 1 + 1025, 1 },
		{ true, 9, 9 },
		{ true, 4, 9 },
	};
	static struct bring_outbox b;
	static struct bring_schedule s;

	(void)state;
	service_begin();
	schedule_make(&s, NOORD, 3);
	schedule_write(&s);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	for (size_t i = 0; i < sizeof(acks) / sizeof(acks[0]); i++) {
		if (acks[i].restored)
			assert_true(remove_tree("data/pool"));
		outbox_make(&b, NOORD, 3, 5 + (uint32_t)i);
		b.manifest.ack_seq = acks[i].ack;
		memset(b.manifest.ack.b, 3, sizeof(b.manifest.ack.b));
		outbox_write(&b);
		assert_int_equal(run(cmd_import, "data stick"), 0);
		assert_int_equal(last_closed(), acks[i].want);
	}
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_int_equal(last_closed(), 10);
}

/* Make ${s} like a backup from before the first inbox. */
static void
set_back(struct store *s)
{
	const struct state_item none = { .kind = STATE_LAST };

	assert_int_equal(store_put(s, &none, 1), OK);
}

/* Look at the stick; the number that the next inbox follows. */
static uint32_t
by_stick(struct store *s, const struct served_notes *n)
{
	int fd = open("stick", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct inbox_record c;

	assert_int_equal(restore_by_stick(s, fd, &n->directory), OK);
	assert_int_equal(inbox_record_last(&c, s), OK);
	(void)close(fd);
	return c.seq;
}

/* Our own manifest on a stick moves the numbers, but no other file does. */
static void
only_our_own_manifest_on_a_stick_moves_numbers(void **state)
{
	struct store *s;
	struct served_notes *n;

	(void)state;
	service_begin();
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_int_equal(store_open(&s, "data"), OK);
	assert_int_equal(served_notes_new(&n, s, clock_day()), OK);
	assert_int_equal(rename("stick", "kept"), 0);
	assert_int_equal(mkdir("stick", 0700), 0);
	set_back(s);
	assert_int_equal(by_stick(s, n), 0);
	bring_write("002.inbox.note", span_str("junk"));
	bring_write("2000.inbox.note", span_str("junk"));
	bring_write("0.inbox.note", span_str("junk"));
	assert_int_equal(by_stick(s, n), 0);
	assert_int_equal(rename("kept/002.inbox.note", "stick/001.inbox.note"),
	    0); /* under another name */
	assert_int_equal(by_stick(s, n), 0);
	assert_int_equal(rename("stick/001.inbox.note", "stick/002.inbox.note"),
	    0);
	assert_int_equal(by_stick(s, n), 2);
	served_notes_free(n);
	store_close(s);
}

int
main(void)
{
	static struct rows tests;

	KIT(tests, acknowledgement_moves_numbers_after_a_restore_only);
	KIT(tests, only_our_own_manifest_on_a_stick_moves_numbers);
	return rows_run(&tests, __FILE__);
}
