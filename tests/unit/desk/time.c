/* time.c - tests how weeks pass at a desk, and what wrong clocks do. */

#include "desk/inbox_kit.h"

#include <glob.h>

#include "desk.h"
#include "destroy.h"
#include "keys.h"
#include "rows.h"

enum {
	WEEK = 7 * DAY_SECONDS,
	PEOPLE = 6, /* tipsters who want an answer, on a board of 4 */
};

static char vkey[VKEY_TEXT];
static struct thread_secret person[PEOPLE];

/* How many epoch keys desk.key holds. */
static size_t
keys_left(void)
{
	const struct span typed = { (const uint8_t *)PASS, strlen(PASS) - 1 };
	struct desk_keys *k = locked_new(sizeof(*k));
	struct passphrase *p = passphrase_new();
	int dir = open("desk", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	size_t n;

	assert_true(k != NULL && p != NULL);
	assert_int_equal(passphrase_set(p, typed), OK);
	assert_int_equal(keys_read(k, dir, p), OK);
	n = k->n;
	passphrase_free(p);
	locked_free(k);
	close(dir);
	return n;
}

static void
begin(void **state)
{
	(void)state;
	vkey_print(vkey, &kit.root);
	kit_sign(1, "4");
	for (size_t i = 0; i < PEOPLE; i++) {
		char text[] = "tip van 0";

		text[8] = (char)('0' + i);
		thread_draw(&person[i]);
		kit_seal(&person[i], KIND_TIP, FLAG_WANTS_REPLY, text);
	}
	kit_export(1, clock_week(), 0);
	assert_int_equal(kit_open("--root", vkey), 0);
	assert_true(kit_said("6 new cases: 1 to 6"));
}

static void
more_tips_than_places(void **state)
{
	(void)state;
	assert_int_equal(kit_outbox(NULL), 0);
	assert_true(kit_said("3 answers among 4 places"));
	assert_true(kit_said("3 tips have no place"));
	assert_true(kit_said("No place: 4 5 6"));
	/* a reply gets the last quarter, or the place of a tip without one */
	assert_int_equal(kit_reply("5", "Wat?", NULL, NULL), 0);
	assert_int_equal(kit_outbox(NULL), 0);
	assert_true(kit_said("No place: 4 6"));
	assert_int_equal(kit_reply("6", "", "--status", "received"), 0);
	assert_int_equal(kit_outbox(NULL), 0);
	assert_true(kit_said("No place: 3 4"));
	assert_int_equal(kit_list(), 0);
	assert_true(kit_said("6 cases, 6 to read"));
}

static void
a_clock_off_by_a_month(void **state)
{
	uint16_t week = clock_week();
	size_t before = keys_left();

	(void)state;
	kit_seal(&person[0], KIND_FOLLOW_UP, 0, "later");
	kit_export(2, week, 0);
	kit.offset = 5 * (int64_t)WEEK;
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("Nothing was opened, written or destroyed"));
	assert_int_equal(kit_outbox(NULL), 1);
	kit.offset = -5 * (int64_t)WEEK;
	assert_int_equal(kit_open(NULL, NULL), 1);
	kit.offset = 0;
	assert_int_equal(keys_left(), before);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("1 added to a case"));
	assert_int_equal(keys_left(), before);
}

/* Wrong clocks; each command that depends on the date refuses them. */
static const struct clock_row {
	const char *name;
	int64_t offset; /* in days */
	const char *said;
} clocks[] = {
	{ "a dead battery", -6060, "which is long ago" },
	{ "63 days behind", -63, "written or destroyed" },
	{ "nine days behind the inbox", -17, "written or destroyed" },
	{ "3500 days ahead", 3500, "written or destroyed" },
};

/* One hash over all files in the desk's folder. */
static struct file_hash
desk_bytes(void)
{
	struct file_hash sum = { { 0 } };
	glob_t g;

	assert_int_equal(glob("desk/[!.]*", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct file f = kit_read(g.gl_pathv[i]);
		struct file_hash one;

		file_hash(&one, f.p, f.n);
		for (size_t b = 0; b < sizeof(sum.b); b++)
			sum.b[b] ^= one.b[b];
		file_free(&f);
	}
	globfree(&g);
	return sum;
}

static int
renew(const char *option)
{
	return kit_do(cmd_renew, FOR_RENEW, 2, PASS, "renew", "desk", "stick",
	    option);
}

static void
nothing_by_a_wrong_clock(void **state)
{
	const struct clock_row *r = *state;
	struct file_hash before = desk_bytes();
	struct file_hash after;

	kit.offset = r->offset * DAY_SECONDS;
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said(r->said));
	assert_int_equal(kit_outbox(NULL), 1);
	assert_true(kit_said(r->said));
	assert_int_equal(kit_reply("2", "Wat?", NULL, NULL), 1);
	assert_true(kit_said(r->said));
	assert_int_equal(renew(NULL), 1);
	assert_true(kit_said(r->said));
	kit.offset = 0;
	after = desk_bytes();
	assert_memory_equal(before.b, after.b, sizeof(before.b));
	assert_int_equal(access("stick/002.north.schedule", F_OK), -1);
}

/* A new desk has no inbox to compare with, but refuses a date before 2024. */
static void
a_new_desk_by_a_dead_battery(void **state)
{
	char hex[65];

	(void)state;
	kit.offset = -6060 * (int64_t)DAY_SECONDS;
	(void)memset(hex, 'a', 64);
	hex[64] = '\0';
	assert_int_equal(kit_do(cmd_init, FOR_INIT, 2, PASS, "init", "late",
			     "late", "--service", hex, "-m", "256"),
	    1);
	assert_true(kit_said("which is long ago"));
	assert_int_equal(access("late", F_OK), -1);
	assert_int_equal(kit_do(cmd_root, FOR_ROOT, 2, PASS, "root", "rootb",
			     "meld.example", "-m", "256"),
	    1);
	assert_true(kit_said("which is long ago"));
	kit.offset = 0;
}

/* For an inbox of a week long ago, no key would be tried and no tip found. */
static void
a_server_that_goes_back(void **state)
{
	struct note_hash prev = kit.prev;

	(void)state;
	kit_seal(&person[2], KIND_FOLLOW_UP, 0, "niet gevonden");
	kit_export(3, 100, 0);
	assert_int_equal(kit_open(NULL, NULL), 1);
	assert_true(kit_said("Nothing was opened, written or destroyed"));
	kit_remove(3);
	kit.prev = prev;
}

static void
weeks_pass(void **state)
{
	size_t before = keys_left();
	uint16_t start = clock_week();

	(void)state;
	/* 4 weeks later: 21 days are over, and an inbox was closed since */
	kit.offset = 4 * (int64_t)WEEK;
	kit_seal(&person[1], KIND_FOLLOW_UP, 0, "een maand later");
	kit_export(3, clock_week(), 3);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("are destroyed"));
	assert_int_equal(keys_left(), before - 1);
	/* 35 days end every key; a person vouches for the date */
	kit.offset = 12 * (int64_t)WEEK;
	assert_int_equal(kit_open("--date-is-right", NULL), 0);
	assert_int_equal(keys_left(), 13 - (size_t)(clock_week() - 5 - start));
	assert_true(kit_said("Keys run out after week"));
}

static void
threads_end(void **state)
{
	const char *over = "1";

	(void)state;
	/* all wrote in week 0, and one, whose case may be any, in week 4 */
	kit.offset = 12 * (int64_t)WEEK;
	kit_export(4, (uint16_t)(clock_week() + 1), 3);
	kit.offset = 13 * (int64_t)WEEK;
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_int_equal(kit_outbox(NULL), 0);
	assert_true(kit_said("5 threads ended"));
	assert_true(kit_said("1 answer among 4 places"));
	assert_int_equal(kit_show(over), 0);
	if (strstr(kit.out, "will look for an answer") != NULL)
		over = "2";
	assert_int_equal(kit_show(over), 0);
	assert_true(kit_said("ended after 13 weeks without a word"));
	assert_int_equal(kit_reply(over, "Nog?", NULL, NULL), 1);
}

static void
renewal(void **state)
{
	struct file note;

	(void)state;
	assert_int_equal(renew(NULL), 0);
	assert_true(kit_said("Schedule 2 is on the stick"));
	file_free(&kit.schedule);
	file_free(&kit.keys);
	kit.schedule = kit_read("stick/002.north.schedule");
	kit.keys = kit_read("stick/002.north.keys");
	assert_int_equal(kit.keys.n, EPOCHS * DESK_PUBLIC_SIZE);
	kit_seal(&person[1], KIND_FOLLOW_UP, 0, "onder de nieuwe sleutel");
	kit_export(5, clock_week(), 0);
	assert_int_equal(kit_open(NULL, NULL), 0);
	assert_true(kit_said("1 added to a case"));
	assert_int_equal(kit_outbox(NULL), 0);
	note = kit_read("stick/005.north.outbox.note");
	assert_non_null(memmem(note.p, note.n, "schedule 2\n", 11));
	file_free(&note);
	/* only a renewal needs the IK */
	kit_rename("desk/ik.key", "safe.key");
	assert_int_equal(
	    kit_do(cmd_renew, FOR_RENEW, 2, PASS, "renew", "desk", "stick"), 1);
	assert_true(kit_said("fetch the IK of this desk from the safe"));
	assert_int_equal(kit_do(cmd_renew, FOR_RENEW, 2, PASS, "renew", "desk",
			     "stick", "--ik", "safe.key"),
	    0);
	assert_int_equal(kit_list(), 0);
}

/* A renewal that ends between desk.key and casebook needs another one. */
static void
renewal_cut_off(void **state)
{
	struct file book;
	char name[64];
	glob_t g;

	(void)state;
	kit_rename("safe.key", "desk/ik.key");
	assert_int_equal(glob("desk/casebook-????????", 0, NULL, &g), 0);
	(void)snprintf(name, sizeof(name), "%s", g.gl_pathv[0]);
	globfree(&g);
	book = kit_read(name);
	assert_int_equal(
	    kit_do(cmd_renew, FOR_RENEW, 2, PASS, "renew", "desk", "stick"), 0);
	kit_write(name, file_span(&book));
	file_free(&book);
	assert_int_equal(kit_outbox(NULL), 1);
	assert_true(kit_said("a renewal was cut off"));
	assert_int_equal(
	    kit_do(cmd_renew, FOR_RENEW, 2, PASS, "renew", "desk", "stick"), 0);
	assert_int_equal(kit_outbox(NULL), 0);
}

struct due_row {
	const char *name;
	int days;   /* after the Sunday of the week */
	int newest; /* the newest inbox's week, in weeks after it */
	bool due;
};

static const struct due_row dues[] = {
	{ "in its week", -3, 0, false },
	{ "day 21, no inbox since", 21, 1, false },
	{ "day 21, an inbox since", 21, 2, false },
	{ "day 22, no inbox since", 22, 1, false },
	{ "day 22, an inbox since", 22, 2, true },
	{ "day 35, no inbox since", 35, 0, false },
	{ "day 36, no inbox since", 36, 0, true },
};

static void
due(void **state)
{
	const struct due_row *r = *state;
	int32_t sunday = week_monday(100) + 6;

	assert_int_equal(
	    destroy_due(100, sunday + r->days, (uint16_t)(100 + r->newest)),
	    r->due);
}

int
main(void)
{
	static struct rows all;

	ROWS(all, due, dues);
	ROW(all, begin);
	ROW(all, more_tips_than_places);
	ROW(all, a_clock_off_by_a_month);
	ROWS(all, nothing_by_a_wrong_clock, clocks);
	ROW(all, a_new_desk_by_a_dead_battery);
	ROW(all, a_server_that_goes_back);
	ROW(all, weeks_pass);
	ROW(all, threads_end);
	ROW(all, renewal);
	ROW(all, renewal_cut_off);
	return _cmocka_run_group_tests("desk_time", all.test, all.n, kit_begin,
	    kit_end);
}
