/* schedule.c - tests a schedule: grammar, signer, dates, revocation. */

#include <string.h>

#include "rows.h"

#include "schedule.h"
#include "signed.h"
#include "week.h"

static char text[4096];
static char edited[4096];
static uint8_t note[8192];
static char directory_text[8192];
static struct directory d;
static struct schedule s;

static void
text_put(const struct schedule *from)
{
	struct writer w = { (uint8_t *)text, sizeof(text) - 1, 0, false };

	schedule_print(&w, from);
	assert(!w.bad);
	text[w.n] = '\0';
}

static const struct edit_row edits[] = {
	{ "unchanged", "desk", "desk", OK },
	{ "a different first line", "tip1/sch", "tip2/sch", ERR_FORMAT },
	{ "no LF at the end", "0d0d0d0d\n", "0d0d0d0d", ERR_FORMAT },
	{ "one line too many", "0d0d0d0d\n", "0d0d0d0d\nmore 1\n", ERR_FORMAT },
	{ "14 epochs", "0d0d0d0d\n",
	    "0d0d0d0d\nepoch 2026-W44 0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e"
	    "0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e\n",
	    ERR_FORMAT },
	{ "service id one digit too short", "service 11", "service 1",
	    ERR_FORMAT },
	{ "desk id with a capital", "desk a0", "desk A0", ERR_FORMAT },
	{ "version 0", "version 5", "version 0", ERR_FORMAT },
	{ "the largest version", "version 5", "version 4294967295", OK },
	{ "one over the largest version", "version 5", "version 4294967296",
	    ERR_FORMAT },
	{ "a date that does not exist", "expires 2026-10-29",
	    "expires 2026-02-29", ERR_FORMAT },
	{ "ops key one letter too long", "ops ", "ops A", ERR_FORMAT },
	{ "a week skipped", "2026-W33", "2026-W34", ERR_FORMAT },
	{ "the same week twice", "2026-W33", "2026-W32", ERR_FORMAT },
	{ "a week that does not exist", "2026-W31", "2026-W00", ERR_FORMAT },
	{ "no space before an epoch's name", "epoch 2026-W31 ",
	    "epoch 2026-W31", ERR_FORMAT },
	{ "a space at the end of a line", "version 5", "version 5 ",
	    ERR_FORMAT },
};

static void
parses(void **state)
{
	const struct edit_row *row = *state;
	const struct schedule good = signed_schedule(0);

	text_put(&good);
	signed_edit(edited, sizeof(edited), text, row->from, row->to);
	memset(&s, 9, sizeof(s));
	assert_int_equal(schedule_parse(&s, span_str(edited)), row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero((const uint8_t *)&s, sizeof(s)));
}

static void
refuses_twelve_epochs_and_no_bytes(void **state)
{
	const struct schedule good = signed_schedule(0);

	(void)state;
	text_put(&good);
	*strstr(text, "epoch 2026-W43") = '\0';
	assert_int_equal(schedule_parse(&s, span_str(text)), ERR_FORMAT);
	assert_int_equal(schedule_parse(&s, (struct span){ NULL, 0 }),
	    ERR_FORMAT);
}

static void
parses_what_it_prints_from_any_week(void **state)
{
	struct schedule good = signed_schedule(1);

	(void)state;
	for (int first = 0; first < 700; first++) {
		for (int i = 0; i < EPOCHS; i++)
			good.epoch[i].week = (uint16_t)(first + i);
		text_put(&good);
		assert_int_equal(schedule_parse(&s, span_str(text)), OK);
		assert_memory_equal(s.service.b, good.service.b, 32);
		assert_memory_equal(s.desk.b, good.desk.b, 32);
		assert_memory_equal(s.ops.b, good.ops.b, 32);
		assert_int_equal(s.version, good.version);
		assert_int_equal(s.expires, good.expires);
		for (int i = 0; i < EPOCHS; i++) {
			assert_int_equal(s.epoch[i].week, first + i);
			assert_memory_equal(s.epoch[i].name.b,
			    good.epoch[i].name.b, 32);
		}
	}
}

static void
finds_the_epoch_of_a_week(void **state)
{
	const struct schedule good = signed_schedule(0);

	(void)state;
	assert_int_equal(schedule_week(&good, SIGNED_WEEK), 0);
	assert_int_equal(schedule_week(&good, SIGNED_WEEK + 12), 12);
	assert_int_equal(schedule_week(&good, SIGNED_WEEK + 13), EPOCHS);
	assert_int_equal(schedule_week(&good, SIGNED_WEEK - 1), EPOCHS);
}

static const struct judge_row {
	const char *name;
	size_t of; /* the holder whose schedule it is */
	unsigned signer;
	uint32_t version;
	int expires; /* days after SIGNED_DAY */
	int service; /* the first byte of its id */
	enum err want;
} judges[] = {
	{ "good", 1, SIGNED_IK + 1, 5, 90, 0x11, OK },
	{ "the lowest version", 1, SIGNED_IK + 1, 3, 90, 0x11, OK },
	{ "a lower version", 1, SIGNED_IK + 1, 2, 90, 0x11, ERR_VERSION },
	{ "on its last day", 1, SIGNED_IK + 1, 5, 0, 0x11, OK },
	{ "the day after its last day", 1, SIGNED_IK + 1, 5, -1, 0x11,
	    ERR_EXPIRED },
	{ "its last day is 107 days ahead", 1, SIGNED_IK + 1, 5, 107, 0x11,
	    OK },
	{ "its last day is 108 days ahead", 1, SIGNED_IK + 1, 5, 108, 0x11,
	    ERR_CLOCK },
	{ "a different service", 1, SIGNED_IK + 1, 5, 90, 0x12, ERR_SERVICE },
	{ "a different holder's schedule", 0, SIGNED_IK + 1, 5, 90, 0x11,
	    ERR_SERVICE },
	{ "signed by a different holder's IK", 1, SIGNED_IK, 5, 90, 0x11,
	    ERR_SIGNATURE },
	{ "signed by ROOT", 1, SIGNED_ROOT, 5, 90, 0x11, ERR_SIGNATURE },
};

static enum err
verify(const struct schedule *from, unsigned signer)
{
	struct span n;

	text_put(from);
	n = signed_note(note, sizeof(note), span_str(text), signer, "zuid");
	memset(&s, 9, sizeof(s));
	return schedule_verify(&s, n, &d, &d.holder[1], SIGNED_DAY);
}

static void
verifies(void **state)
{
	const struct judge_row *row = *state;
	struct schedule from = signed_schedule(row->of);

	from.version = row->version;
	from.expires = SIGNED_DAY + row->expires;
	from.service.b[0] = (uint8_t)row->service;
	assert_int_equal(verify(&from, row->signer), row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero((const uint8_t *)&s, sizeof(s)));
	else
		assert_int_equal(s.version, row->version);
}

static void
refuses_a_signed_note_of_another_kind(void **state)
{
	struct span n = signed_note(note, sizeof(note), span_str("tip1/x\n"),
	    SIGNED_IK + 1, "zuid");

	(void)state;
	assert_int_equal(schedule_verify(&s, n, &d, &d.holder[1], SIGNED_DAY),
	    ERR_FORMAT);
}

static void
refuses_revoked_epochs_and_ops(void **state)
{
	struct schedule from = signed_schedule(1);
	static const struct sign_public ones = {
		"\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377"
		"\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377"
		"\377\377"
	};
	struct pk_name name;
	char line[80];
	struct writer w = { (uint8_t *)line, sizeof(line) - 1, 0, false };

	(void)state;
	/* an epoch's name: the directory of signed.c revokes ff..ff */
	memcpy(from.epoch[12].name.b, ones.b, 32);
	assert_int_equal(verify(&from, SIGNED_IK + 1), ERR_KEY);
	assert_true(sodium_is_zero((const uint8_t *)&s, sizeof(s)));
	/* the name of OPS */
	from = signed_schedule(1);
	pk_name_of(&name, from.ops.b, sizeof(from.ops.b));
	wire_put_str(&w, "revoked ");
	wire_put_hex(&w, name.b, sizeof(name.b));
	wire_put_u8(&w, '\n');
	d.revoked = (struct span){ w.p, w.n };
	assert_int_equal(verify(&from, SIGNED_IK + 1), ERR_KEY);
	d.revoked = (struct span){ NULL, 0 };
	assert_int_equal(verify(&from, SIGNED_IK + 1), OK);
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0)
		return 1;
	signed_directory_text(directory_text, sizeof(directory_text));
	if (directory_parse(&d, span_str(directory_text)) != OK)
		return 1;
	ROWS(all, parses, edits);
	ROWS(all, verifies, judges);
	ROW(all, refuses_twelve_epochs_and_no_bytes);
	ROW(all, parses_what_it_prints_from_any_week);
	ROW(all, finds_the_epoch_of_a_week);
	ROW(all, refuses_a_signed_note_of_another_kind);
	ROW(all, refuses_revoked_epochs_and_ops);
	return rows_run(&all, __FILE__);
}
