/* slots.c - tests who can be a person of a desk, and the room of the slots. */

#include <string.h>

#include <sodium.h>

#include "rows.h"

#include "slots.h"

static struct staff_secret secret;
static struct desk_person person;
static uint8_t file[44 + 2394];

static const struct person_row {
	const char *name;
	const char *initials;
	enum err want;
	uint8_t s;
} people[] = {
	{ "number 255", "A", OK, 255 },
	{ "number 0", "A", ERR_FORMAT, 0 },
	{ "eight bytes", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", OK, 1 },
	{ "nine bytes", "ABCDEFGHI", ERR_FORMAT, 1 },
	{ "nothing", "", ERR_FORMAT, 1 },
	{ "a line end", "A\nB", ERR_FORMAT, 1 },
	{ "a bidi control", "\xe2\x80\xae", ERR_FORMAT, 1 },
};

static void
makes_persons(void **state)
{
	const struct person_row *row = *state;
	struct desk_person p;

	memset(&p, 9, sizeof(p));
	assert_int_equal(person_make(&p, row->s, row->initials, &secret),
	    row->want);
	if (row->want == OK)
		assert_string_equal(p.initials, row->initials);
	else
		assert_true(sodium_is_zero((const uint8_t *)&p, sizeof(p)));
}

static void
seals_within_its_room(void **state)
{
	struct writer out = { file, sizeof(file), 0, false };
	struct slots slots;
	struct reader r = { file, sizeof(file), false };
	struct key m;
	struct key got;

	(void)state;
	assert_int_equal(slots_size(1), sizeof(file));
	assert_int_equal(person_make(&person, 9, "A", &secret), OK);
	assert_int_equal(slots_seal(&out, &m, "TIPDESK1", 1, &person, 1), OK);
	assert_int_equal(out.n, sizeof(file));
	assert_int_equal(slots_read(&slots, &r, "TIPDESK1"), OK);
	assert_int_equal(slots_open(&got, &slots, 9, &secret), OK);
	assert_memory_equal(got.b, m.b, sizeof(m.b));
	out = (struct writer){ file, sizeof(file) - 1, 0, false };
	assert_int_equal(slots_seal(&out, &m, "TIPDESK1", 1, &person, 1),
	    ERR_TOO_LONG);
	assert_int_equal(out.n, 0);
	assert_true(sodium_is_zero(m.b, sizeof(m.b)));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, makes_persons, people);
	ROW(all, seals_within_its_room);
	return sodium_init() < 0 ? 1 : rows_run(&all, "crypto_slots");
}
