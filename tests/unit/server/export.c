/* export.c - tests inboxes, their chain, and the forgetting of weeks. */

#include "server/bundle_kit.h"

#include "envelope.h"
#include "os/clock.h"
#include "week.h"

static const time_t WEEK_SECONDS = (time_t)7 * 86400;

static void
assert_files(const struct inbox_manifest *m, unsigned seq)
{
	struct file_hash hash;
	struct pool_name last = { { 0 } };
	struct file f;
	char name[64];

	(void)snprintf(name, sizeof(name), "stick/%03u.inbox", seq);
	assert_int_equal(file_read(&f, AT_FDCWD, name, 1 << 30), OK);
	assert_int_equal(f.n, (size_t)m->envelopes * ENVELOPE_SIZE);
	file_hash(&hash, f.p, f.n);
	assert_memory_equal(&hash, &m->file, sizeof(hash));
	for (size_t i = 0; i < m->envelopes; i++) {
		struct pool_name n;

		envelope_name(&n, f.p + i * ENVELOPE_SIZE);
		assert_true(memcmp(&n, &last, sizeof(n)) > 0);
		last = n;
	}
	file_free(&f);
	(void)snprintf(name, sizeof(name), "stick/%03u.n", seq);
	assert_int_equal(file_read(&f, AT_FDCWD, name, NOTES_MAX), OK);
	file_hash(&hash, f.p, f.n);
	assert_memory_equal(&hash, &m->notes, sizeof(hash));
	file_free(&f);
}

static void
deposit(uint16_t week, uint32_t from, uint32_t n)
{
	struct store *s;

	assert_int_equal(store_open(&s, "data"), OK);
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(kit_deposit(s, week, from + i), OK);
	store_close(s);
}

static size_t
weeks_left(void)
{
	struct pool_week weeks[STORE_WEEKS];
	struct store *s;
	size_t n;

	assert_int_equal(store_open(&s, "data"), OK);
	n = store_weeks(s, weeks);
	store_close(s);
	return n;
}

static void
inboxes_form_a_chain(void **state)
{
	static struct inbox_manifest m;
	struct note_hash first, second;

	(void)state;
	service_begin();
	assert_int_equal(run(cmd_export, "data stick"), 0);
	first = manifest_read(&m, 1);
	assert_int_equal(m.seq, 1);
	assert_true(sodium_is_zero(m.prev.b, sizeof(m.prev.b)));
	assert_int_equal(m.envelopes, 0);
	assert_int_equal(m.week, SIGNED_WEEK);
	assert_int_equal(m.n, 2);
	assert_int_equal(m.taken[0].seq, 0);
	assert_files(&m, 1);
	deposit(SIGNED_WEEK, 0, 30);
	deposit(SIGNED_WEEK - 1, 30, 9);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	second = manifest_read(&m, 2);
	assert_memory_equal(&m.prev, &first, sizeof(first));
	assert_int_equal(m.envelopes, 39);
	assert_files(&m, 2);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	(void)manifest_read(&m, 3);
	assert_memory_equal(&m.prev, &second, sizeof(second));
	assert_int_equal(m.envelopes, 39); /* all that are not forgotten */
	assert_files(&m, 3);
}

static void
inbox_names_the_outboxes_taken(void **state)
{
	static struct bring_outbox b;
	static struct bring_schedule s;
	static struct inbox_manifest m;

	(void)state;
	service_begin();
	schedule_make(&s, 1, 6);
	schedule_write(&s);
	outbox_make(&b, 1, 6, 12);
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	(void)manifest_read(&m, 1);
	assert_int_equal(m.taken[0].schedule, 0);
	assert_int_equal(m.taken[1].schedule, 6);
	assert_int_equal(m.taken[1].seq, 12);
}

/* Import an outbox ${seq} of holder ${i} that acknowledges inbox ${ack}. */
static void
acknowledge(size_t i, uint32_t seq, uint32_t ack, bool honest)
{
	static struct bring_outbox b;
	static struct inbox_manifest m;

	outbox_make(&b, i, 6, seq);
	b.manifest.ack_seq = ack;
	b.manifest.ack = manifest_read(&m, ack);
	if (!honest)
		b.manifest.ack.b[0] ^= 1;
	outbox_write(&b);
	assert_int_equal(run(cmd_import, "data stick"), 0);
}

static void
schedules_take(void)
{
	static struct bring_schedule s;

	for (size_t i = 0; i < SIGNED_HOLDERS; i++) {
		schedule_make(&s, i, 6);
		schedule_write(&s);
	}
	assert_int_equal(run(cmd_import, "data stick"), 0);
}

/* Import version 8 of the directory, without the partner. */
static void
partner_leaves(void)
{
	static char block[8192];
	const char *from;
	const char *end;

	from = strstr(directory_text(), "partner ");
	assert_non_null(from);
	end = strstr(from, "revoked ");
	assert_non_null(end);
	(void)snprintf(block, sizeof(block), "%.*s", (int)(end - from), from);
	directory_edit(block, "", "version 7", "version 8");
	assert_int_equal(directory_take(), 0);
}

static void
week_is_forgotten_once_every_holder_has_it(void **state)
{
	(void)state;
	service_begin();
	schedules_take();
	deposit(SIGNED_WEEK, 0, 3);
	assert_int_equal(run(cmd_export, "data stick"), 0);
	acknowledge(0, 1, 1, true);
	acknowledge(1, 1, 1, true);
	/* the inbox was closed in the week, not after it */
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 1);
	kit.now += WEEK_SECONDS;
	assert_int_equal(run(cmd_export, "data stick"), 0);
	acknowledge(0, 2, 2, true);
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 1);
	acknowledge(1, 2, 2, false); /* with a wrong hash */
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 1);
	acknowledge(1, 3, 2, true);
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 1); /* the partner has not */
	partner_leaves();
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 0);
}

/* In the first hour of a week, a server may still add to the week before. */
static void
inbox_of_the_first_hour_leaves_the_week_before_open(void **state)
{
	(void)state;
	service_begin();
	schedules_take();
	partner_leaves();
	deposit(SIGNED_WEEK, 0, 3);
	kit.now = (time_t)week_monday(SIGNED_WEEK + 1) * 86400 + 3599;
	assert_int_equal(run(cmd_export, "data stick"), 0);
	acknowledge(0, 1, 1, true);
	acknowledge(1, 1, 1, true);
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 1);
	kit.now++;
	assert_int_equal(run(cmd_export, "data stick"), 0);
	acknowledge(0, 2, 2, true);
	acknowledge(1, 2, 2, true);
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 0);
}

/* Expire, with -w as a person's word that the clock is right. */
static int
expire_said(void)
{
	char line[] = "data -w 2026-W00";

	week_print(line + strlen("data -w "), clock_week());
	return run(cmd_expire, line);
}

static void
week_is_forgotten_after_35_days(void **state)
{
	(void)state;
	service_begin();
	deposit(SIGNED_WEEK, 0, 3);
	/* 35 days after the Monday that follows the week, in small steps */
	for (time_t day = week_monday(SIGNED_WEEK + 1);
	     day < week_monday(SIGNED_WEEK + 1) + 35; day++) {
		kit.now = day * 86400 + 86399;
		assert_int_equal(expire_said(), 0);
		assert_int_equal(weeks_left(), 1);
	}
	kit.now++; /* without -w no command forgets unread envelopes */
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 1);
	assert_int_equal(expire_said(), 0);
	assert_int_equal(weeks_left(), 0);
}

static void
commands_refuse_a_clock_that_jumps(void **state)
{
	(void)state;
	service_begin();
	deposit(SIGNED_WEEK, 0, 3);
	assert_int_equal(expire_said(), 0);
	kit.now += 6 * WEEK_SECONDS; /* wrong by more than a month */
	assert_int_equal(run(cmd_export, "data stick"), 1);
	assert_int_equal(run(cmd_expire, "data"), 1);
	assert_int_equal(run(cmd_import, "data stick"), 1);
	assert_int_equal(run(cmd_expire, "data -w 2026-W33"), 1);
	assert_int_equal(run(cmd_expire, "data -w soon"), 1);
	kit.now -= 2 * WEEK_SECONDS;
	assert_int_equal(expire_said(), 0);
	kit.now -= WEEK_SECONDS; /* and backwards */
	assert_int_equal(run(cmd_export, "data stick"), 1);
	kit.now += WEEK_SECONDS;
	assert_int_equal(run(cmd_export, "data stick"), 0);
	assert_int_equal(weeks_left(), 1);
}

/*
 * The clock ran ahead while inboxes were closed and acknowledged.  Envelopes
 * that arrive once it is right again were in none of them.
 */
static void
clock_that_ran_ahead_forgets_no_later_tip(void **state)
{
	(void)state;
	service_begin();
	schedules_take();
	partner_leaves();
	kit.now += 2 * WEEK_SECONDS;
	for (unsigned seq = 1; seq <= 2; seq++) {
		assert_int_equal(run(cmd_export, "data stick"), 0);
		acknowledge(0, seq, seq, true);
		acknowledge(1, seq, seq, true);
	}
	kit.now -= 2 * WEEK_SECONDS;
	assert_int_equal(run(cmd_expire, "data"), 0);
	deposit(SIGNED_WEEK, 0, 3);
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 1);
	kit.now += WEEK_SECONDS; /* from here on as usual */
	assert_int_equal(run(cmd_export, "data stick"), 0);
	acknowledge(0, 3, 3, true);
	acknowledge(1, 3, 3, true);
	assert_int_equal(run(cmd_expire, "data"), 0);
	assert_int_equal(weeks_left(), 0);
}

static void
commands_refuse_wrong_arguments(void **state)
{
	(void)state;
	assert_int_equal(run(cmd_export, "data stick"), 1);
	folder_make();
	assert_int_equal(run(cmd_export, "data stick"), 1);
	assert_int_equal(run(cmd_status, "data"), 4);
	assert_int_equal(run(cmd_expire, "data"), 1);
	directory_write("rhythm 1", "rhythm 1", SIGNED_ROOT);
	assert_int_equal(directory_take(), 0);
	assert_int_equal(run(cmd_status, "data"), 4);
	assert_int_equal(run(cmd_export, "data nowhere"), 1);
	assert_int_equal(run(cmd_export, "data"), USAGE);
	assert_int_equal(run(cmd_export, "data stick -w"), USAGE);
	assert_int_equal(run(cmd_export, "data stick -w 2026-W31 -w 2026-W31"),
	    USAGE);
	assert_int_equal(run(cmd_expire, ""), USAGE);
	assert_int_equal(run(cmd_status, ""), USAGE);
	kit.now += (time_t)190 * 86400; /* the directory has ended */
	assert_int_equal(run(cmd_export, "data stick -w 2027-W05"), 1);
}

static void
init_takes_newer_directories_of_its_root_only(void **state)
{
	const struct vkey other = signed_vkey(SIGNED_SPARE, "demo");
	char root[VKEY_TEXT];
	char line[256];

	(void)state;
	assert_int_equal(run(cmd_init, ""), USAGE);
	assert_int_equal(run(cmd_init, "data De_Mo"), 1);
	folder_make();
	assert_int_equal(run(cmd_init, "data demo"), 0);
	assert_int_equal(run(cmd_init, "data other"), 1);
	assert_int_equal(directory_take(), 1); /* no such file */
	directory_write("rhythm 1", "rhythm 3", SIGNED_ROOT);
	assert_int_equal(directory_take(), 1);
	directory_write("rhythm 1", "rhythm 1", SIGNED_SPARE);
	assert_int_equal(directory_take(), 1);
	vkey_print(root, &other);
	assert_int_equal(run(cmd_init, "data demo+root directory"), 1);
	directory_write("issued 2026-07-27", "issued 2026-08-27", SIGNED_ROOT);
	assert_int_equal(directory_take(), 1); /* issued in the future */
	directory_write("rhythm 1", "rhythm 1", SIGNED_ROOT);
	assert_int_equal(directory_take(), 0);
	assert_int_equal(directory_take(), 0); /* the same again */
	directory_write("rhythm 1", "rhythm 2", SIGNED_ROOT);
	assert_int_equal(directory_take(), 1); /* another version 7 */
	directory_write("version 7", "version 6", SIGNED_ROOT);
	assert_int_equal(directory_take(), 1);
	directory_write("version 7", "version 9", SIGNED_ROOT);
	assert_int_equal(directory_take(), 0);
	directory_write("service 1111", "service 2222", SIGNED_ROOT);
	assert_int_equal(directory_take(), 1);
	directory_write("version 7", "version 10", SIGNED_SPARE);
	(void)snprintf(line, sizeof(line), "data %s directory", root);
	assert_int_equal(run(cmd_init, line), 1);
}

static void
init_refuses_a_directory_with_a_different_srv(void **state)
{
	(void)state;
	assert_int_equal(run(cmd_init, "data demo"), 0);
	directory_write("rhythm 1", "rhythm 1", SIGNED_ROOT);
	assert_int_equal(directory_take(), 1); /* srv is another key */
}

int
main(void)
{
	static struct rows tests;

	KIT(tests, inboxes_form_a_chain);
	KIT(tests, inbox_names_the_outboxes_taken);
	KIT(tests, week_is_forgotten_once_every_holder_has_it);
	KIT(tests, inbox_of_the_first_hour_leaves_the_week_before_open);
	KIT(tests, week_is_forgotten_after_35_days);
	KIT(tests, commands_refuse_a_clock_that_jumps);
	KIT(tests, clock_that_ran_ahead_forgets_no_later_tip);
	KIT(tests, commands_refuse_wrong_arguments);
	KIT(tests, init_takes_newer_directories_of_its_root_only);
	KIT(tests, init_refuses_a_directory_with_a_different_srv);
	return rows_run(&tests, __FILE__);
}
