/* import.c - tests that schedules and outboxes are imported, or refused
 * and left on the stick. */

#include "server/bundle_kit.h"

enum {
	NOORD,
	ZUID,
};

static void
wrong_signer_s(struct bring_schedule *b)
{
	b->signer = SIGNED_SPARE;
}

static void
another_service_s(struct bring_schedule *b)
{
	b->schedule.service.b[0] ^= 1;
}

static void
another_desk_s(struct bring_schedule *b)
{
	b->schedule.desk = signed_id(ZUID);
}

static void
keys_short(struct bring_schedule *b)
{
	b->keys_n -= DESK_PUBLIC_SIZE;
}

static void
keys_changed(struct bring_schedule *b)
{
	b->keys[BUNDLE_KEYS_SIZE - 1] ^= 1;
}

static void
expired(struct bring_schedule *b)
{
	b->schedule.expires = SIGNED_DAY - 1;
}

static void
too_far(struct bring_schedule *b)
{
	b->schedule.expires = SIGNED_DAY + SCHEDULE_DAYS + CLOCK_DAYS + 1;
}

static const struct schedule_row {
	const char *name;
	void (*edit)(struct bring_schedule *b);
} schedules[] = {
	{ "signed by a different key", wrong_signer_s },
	{ "a different service", another_service_s },
	{ "a different desk", another_desk_s },
	{ "one key too few", keys_short },
	{ "a changed key", keys_changed },
	{ "expired", expired },
	{ "expires too far ahead", too_far },
};

static void
schedule_refused(void **state)
{
	const struct schedule_row *row = *state;
	static struct bring_schedule b;

	service_begin();
	schedule_make(&b, NOORD, 3);
	row->edit(&b);
	schedule_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(schedule_of(NOORD), 0);
	assert_true(brought("003.noord.schedule"));
	assert_true(brought("003.noord.keys"));
}

static void
only_a_newer_schedule_replaces_the_kept_one(void **state)
{
	static struct bring_schedule b;

	(void)state;
	service_begin();
	assert_int_equal(run(cmd_import, "data stick"), 0); /* none */
	schedule_make(&b, ZUID, 2); /* the directory wants 3 */
	schedule_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	schedule_make(&b, ZUID, 4);
	schedule_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(schedule_of(ZUID), 4); /* despite the bad one */
	assert_false(brought("004.zuid.schedule"));
	assert_false(brought("004.zuid.keys"));
	assert_int_equal(unlink("stick/002.zuid.schedule"), 0);
	schedule_write(&b); /* the same again */
	assert_int_equal(run(cmd_import, "data stick"), 0);
	b.schedule.expires++; /* another schedule of that number */
	schedule_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	schedule_make(&b, ZUID, 3);
	schedule_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(schedule_of(ZUID), 4);
}

static void
import_leaves_other_files_alone(void **state)
{
	static const char *const names[] = { "3.noord.schedule",
		"0003.noord.schedule", "003.noord.schedule.bak",
		"x.noord.schedule", "003..schedule", "003.NOORD.schedule",
		"photo.jpg", "003.noord.keys", "003.inbox.note" };

	(void)state;
	service_begin();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		bring_write(names[i], span_str("x"));
	assert_int_equal(run(cmd_import, "data stick"), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_true(brought(names[i]));
	bring_write("003.onbekend.schedule", span_str("x"));
	assert_int_equal(run(cmd_import, "data stick"), 1);
	bring_write("003.noord.schedule", span_str("x")); /* malformed */
	assert_int_equal(run(cmd_import, "data stick"), 1);
}

static void
wrong_signer(struct bring_outbox *b)
{
	b->signer = SIGNED_OPS + ZUID;
}

static void
another_service(struct bring_outbox *b)
{
	b->manifest.service.b[0] ^= 1;
}

static void
another_desk(struct bring_outbox *b)
{
	b->manifest.desk = signed_id(ZUID);
}

static void
another_schedule(struct bring_outbox *b)
{
	b->manifest.schedule = 9;
}

static void
another_file(struct bring_outbox *b)
{
	file_hash(&b->manifest.file, b->file, b->file_n);
	b->hash_late = false;
	b->file[b->file_n - 1] ^= 1;
}

static void
a_place_less(struct bring_outbox *b)
{
	b->file_n -= RECORD_SIZE;
}

static void
fewer_places(struct bring_outbox *b)
{
	b->file_n -= RECORD_SIZE;
	b->manifest.cells--;
}

static void
unsorted(struct bring_outbox *b)
{
	uint8_t *first = b->file + SALT_SIZE;
	static uint8_t t[RECORD_SIZE];

	memcpy(t, first, RECORD_SIZE);
	memcpy(first, first + RECORD_SIZE, RECORD_SIZE);
	memcpy(first + RECORD_SIZE, t, RECORD_SIZE);
}

static void
an_address_twice(struct bring_outbox *b)
{
	uint8_t *first = b->file + SALT_SIZE;

	memcpy(first + RECORD_SIZE, first, ADDR_SIZE);
}

static void
older(struct bring_outbox *b)
{
	b->manifest.seq = 3;
}

static void
another_of_that_number(struct bring_outbox *b)
{
	b->manifest.seq = 4;
}

static const struct outbox_row {
	const char *name;
	void (*edit)(struct bring_outbox *b);
} outboxes[] = {
	{ "signed by a different key", wrong_signer },
	{ "a different service", another_service },
	{ "a different desk", another_desk },
	{ "an unknown schedule", another_schedule },
	{ "a changed file", another_file },
	{ "one cell less in the file", a_place_less },
	{ "fewer cells than the directory says", fewer_places },
	{ "addresses out of order", unsorted },
	{ "the same address twice", an_address_twice },
	{ "an older number", older },
	{ "the same number with a different content", another_of_that_number },
};

/* Import schedule 3 and outbox 4 of noord. */
static void
noord_begin(struct bring_outbox *b)
{
	static struct bring_schedule s;

	service_begin();
	schedule_make(&s, NOORD, 3);
	schedule_write(&s);
	outbox_make(b, NOORD, 3, 4);
	outbox_write(b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_int_equal(kept_of(NOORD).seq, 4);
}

static void
assert_section(const struct bring_outbox *b)
{
	const struct desk_id id = signed_id(b->holder);
	struct store *s;
	struct file f;

	assert_int_equal(store_open(&s, "data"), OK);
	assert_int_equal(store_get(s, &f, STATE_SECTION, &id, 0), OK);
	assert_int_equal(f.n, b->file_n);
	assert_memory_equal(f.p, b->file, f.n);
	file_free(&f);
	store_close(s);
}

static void
outbox_refused(void **state)
{
	const struct outbox_row *row = *state;
	static struct bring_outbox kept;
	static struct bring_outbox b;
	char name[64];

	noord_begin(&kept);
	outbox_make(&b, NOORD, 3, 5);
	row->edit(&b);
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(kept_of(NOORD).seq, 4);
	assert_section(&kept);
	(void)snprintf(name, sizeof(name), "%03u.noord.outbox",
	    (unsigned)b.manifest.seq);
	assert_true(brought(name));
}

static void
outboxes_need_their_schedule_and_rising_numbers(void **state)
{
	static struct bring_outbox b;
	static struct bring_schedule s;

	(void)state;
	service_begin();
	outbox_make(&b, NOORD, 3, 1);
	outbox_write(&b);
	/* first without its schedule, then with it on the same stick */
	assert_int_equal(run(cmd_import, "data stick"), 1);
	schedule_make(&s, NOORD, 3);
	schedule_write(&s);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_false(brought("001.noord.outbox"));
	assert_false(brought("001.noord.outbox.note"));
	outbox_write(&b); /* the same again */
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_false(brought("001.noord.outbox"));
	outbox_make(&b, NOORD, 3, 9); /* a gap */
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_int_equal(kept_of(NOORD).seq, 9);
	/* a new schedule: outboxes under the old one until the first new one */
	schedule_make(&s, NOORD, 4);
	schedule_write(&s);
	outbox_make(&b, NOORD, 3, 10);
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_int_equal(kept_of(NOORD).seq, 10);
	outbox_make(&b, NOORD, 4, 11);
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_int_equal(kept_of(NOORD).schedule, 4);
	assert_section(&b);
	outbox_make(&b, NOORD, 3, 12); /* the old schedule is over */
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(kept_of(NOORD).seq, 11);
}

/* 3,000 wrong files hide no good one, in any order of the folder. */
static void
junk_files_hide_no_good_one(void **state)
{
	static const char *const junk[] = { "noord.outbox.note",
		"zuid.schedule", "west.outbox.note" };
	static struct bring_outbox b;
	static struct bring_schedule s;
	char name[64];

	(void)state;
	service_begin();
	schedule_make(&s, NOORD, 3);
	schedule_write(&s);
	outbox_make(&b, NOORD, 3, 77777);
	outbox_write(&b);
	for (unsigned i = 0; i < 3000; i++) {
		(void)snprintf(name, sizeof(name), "%03u.%s", 10 + i,
		    junk[i % 3]);
		bring_write(name, span_str("junk"));
	}
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(kept_of(NOORD).seq, 77777);
	assert_false(brought("77777.noord.outbox"));
	assert_true(brought("010.noord.outbox.note"));
}

static void
import_refuses_missing_files_and_wrong_arguments(void **state)
{
	static struct bring_outbox kept;
	static struct bring_outbox b;

	(void)state;
	noord_begin(&kept);
	outbox_make(&b, NOORD, 3, 5);
	outbox_write(&b);
	assert_int_equal(unlink("stick/005.noord.outbox"), 0);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(kept_of(NOORD).seq, 4);
	assert_int_equal(run(cmd_import, "data nowhere"), 1);
	assert_int_equal(run(cmd_import, "nowhere stick"), 1);
	assert_int_equal(run(cmd_import, "data"), USAGE);
	assert_int_equal(run(cmd_import, "data stick more"), USAGE);
	assert_int_equal(run(cmd_import, "-x data stick"), USAGE);
}

int
main(void)
{
	static struct rows tests;

	for (size_t i = 0; i < sizeof(schedules) / sizeof(schedules[0]); i++) {
		kit_row(&tests, "schedule", schedule_refused, &schedules[i]);
		(void)snprintf(tests.name[tests.n - 1], sizeof(tests.name[0]),
		    "schedule: %s", schedules[i].name);
	}
	for (size_t i = 0; i < sizeof(outboxes) / sizeof(outboxes[0]); i++) {
		kit_row(&tests, "outbox", outbox_refused, &outboxes[i]);
		(void)snprintf(tests.name[tests.n - 1], sizeof(tests.name[0]),
		    "outbox: %s", outboxes[i].name);
	}
	KIT(tests, only_a_newer_schedule_replaces_the_kept_one);
	KIT(tests, import_leaves_other_files_alone);
	KIT(tests, outboxes_need_their_schedule_and_rising_numbers);
	KIT(tests, junk_files_hide_no_good_one);
	KIT(tests, import_refuses_missing_files_and_wrong_arguments);
	return rows_run(&tests, __FILE__);
}
