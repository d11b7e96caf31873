/* notes.c - tests the answer to GET /n: its form and a client's checks. */

#include <string.h>

#include "rows.h"

#include "notes.h"
#include "signed.h"

static uint8_t whole[NOTES_MAX + 1];
static uint8_t copy[NOTES_MAX + 1];
static struct span good;
static struct notes n;
static struct directory d;

/* u8 1, u32 length and the directory, u8 count and the parts. */
static const struct shape_row {
	const char *name;
	const char *in;
	size_t n;
	enum err want;
} shapes[] = {
	{ "neither directory nor parts", B("\1\0\0\0\0\0"), OK },
	{ "a stopped holder", B("\1\0\0\0\1d\1\0\0\0\0"), OK },
	{ "no bytes", B(""), ERR_FORMAT },
	{ "version 0", B("\0\0\0\0\0\0"), ERR_FORMAT },
	{ "version 2", B("\2\0\0\0\0\0"), ERR_FORMAT },
	{ "no count of parts", B("\1\0\0\0\0"), ERR_FORMAT },
	{ "the length cut short", B("\1\0\0"), ERR_FORMAT },
	{ "a directory length beyond the end", B("\1\0\0\0\3d\0"), ERR_FORMAT },
	{ "a length of 4 GiB", B("\1\377\377\377\377d\0"), ERR_FORMAT },
	{ "a byte too many", B("\1\0\0\0\0\0\0"), ERR_FORMAT },
	{ "one part too few", B("\1\0\0\0\0\2\0\0\0\0"), ERR_FORMAT },
	{ "one part too many", B("\1\0\0\0\0\1\0\0\0\0\0\0\0\0"), ERR_FORMAT },
	{ "a schedule without a key", B("\1\0\0\0\0\1\0\0\0\1s"), ERR_FORMAT },
	{ "a schedule length beyond the end", B("\1\0\0\0\0\1\0\0\0\2s"),
	    ERR_FORMAT },
};

static void
decodes(void **state)
{
	const struct shape_row *row = *state;
	struct span in = { (const uint8_t *)row->in, row->n };

	memset(&n, 9, sizeof(n));
	assert_int_equal(notes_decode(&n, in), row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero((const uint8_t *)&n, sizeof(n)));
}

static void
holds_a_part_for_each_holder_at_most(void **state)
{
	(void)state;
	memset(copy, 0, 2048);
	copy[0] = 1;
	for (unsigned count = 0; count < 256; count++) {
		copy[5] = (uint8_t)count;
		assert_int_equal(
		    notes_decode(&n, (struct span){ copy, 6 + 4 * count }),
		    count <= HOLDERS_MAX ? OK : ERR_FORMAT);
	}
}

static void
longest_answer_is_decoded(void **state)
{
	struct writer w = { copy, sizeof(copy), 0, false };

	(void)state;
	memset(copy, 0, sizeof(copy));
	wire_put_u8(&w, 1);
	wire_put_u32(&w, NOTES_MAX - 6);
	assert_int_equal(notes_decode(&n, (struct span){ copy, NOTES_MAX }),
	    OK);
	copy[4]++;
	assert_int_equal(notes_decode(&n, (struct span){ copy, NOTES_MAX + 1 }),
	    ERR_FORMAT);
}

static void
decodes_what_it_encodes(void **state)
{
	struct writer w = { copy, sizeof(copy), 0, false };

	(void)state;
	assert_int_equal(notes_decode(&n, good), OK);
	assert_int_equal(n.count, SIGNED_HOLDERS);
	n.part[1] = (struct notes_part){ { NULL, 0 }, NULL };
	notes_encode(&w, &n);
	assert_int_equal(notes_decode(&n, (struct span){ w.p, w.n }), OK);
	assert_null(n.part[1].key);
	assert_int_equal(n.part[1].schedule.n, 0);
	assert_memory_equal(n.part[2].key->b, signed_key(2)->b, 1216);
}

static void
refuses_any_other_length(void **state)
{
	(void)state;
	for (size_t i = 0; i <= good.n + 1; i++)
		assert_int_equal(notes_decode(&n, (struct span){ good.p, i }),
		    i == good.n ? OK : ERR_FORMAT);
}

static const struct day_row {
	const char *name;
	int day; /* after the Monday of the week whose keys are served */
	enum err want;
} days[] = {
	{ "Friday", 4, OK },
	{ "Monday", 0, OK },
	{ "two days before the week", -2, OK },
	{ "three days before the week", -3, ERR_CLOCK },
	{ "Sunday", 6, OK },
	{ "two days after the week", 8, OK },
	{ "three days after the week", 9, ERR_CLOCK },
	{ "a month after the week", 30, ERR_CLOCK },
	{ "the schedule's last day", 94, ERR_CLOCK },
	{ "the day after the schedule's last day", 95, ERR_EXPIRED },
	{ "the day after the directory's last day", 189, ERR_EXPIRED },
};

static void
verifies_on(void **state)
{
	const struct day_row *row = *state;
	const struct vkey root = signed_vkey(SIGNED_ROOT, "demo");

	memset(&d, 9, sizeof(d));
	assert_int_equal(
	    notes_verify(&n, &d, good, &root, SIGNED_DAY - 4 + row->day),
	    row->want);
	if (row->want == OK)
		return;
	assert_true(sodium_is_zero((const uint8_t *)&n, sizeof(n)));
	assert_true(sodium_is_zero((const uint8_t *)&d, sizeof(d)));
}

/* Change the notes between decoding and encoding, and verify them. */
static enum err
verify_changed(void (*change)(struct notes *))
{
	const struct vkey root = signed_vkey(SIGNED_ROOT, "demo");
	struct writer w = { copy, sizeof(copy), 0, false };

	assert_int_equal(notes_decode(&n, good), OK);
	change(&n);
	notes_encode(&w, &n);
	assert_false(w.bad);
	return notes_verify(&n, &d, (struct span){ w.p, w.n }, &root,
	    SIGNED_DAY);
}

static void
nothing(struct notes *in)
{
	(void)in;
}

static void
stop_one(struct notes *in)
{
	in->part[2] = (struct notes_part){ { NULL, 0 }, NULL };
}

static void
drop_one(struct notes *in)
{
	in->count--;
}

static void
one_more(struct notes *in)
{
	in->part[in->count++] = (struct notes_part){ { NULL, 0 }, NULL };
}

static void
swap_keys(struct notes *in)
{
	const struct desk_public *key = in->part[0].key;

	in->part[0].key = in->part[1].key;
	in->part[1].key = key;
}

static void
swap_parts(struct notes *in)
{
	struct notes_part part = in->part[0];

	in->part[0] = in->part[1];
	in->part[1] = part;
}

static void
schedule_for_directory(struct notes *in)
{
	in->directory = in->part[0].schedule;
}

static const struct change_row {
	const char *name;
	void (*change)(struct notes *);
	enum err want;
} changes[] = {
	{ "no change", nothing, OK },
	{ "a stopped holder", stop_one, OK },
	{ "one part too few", drop_one, ERR_FORMAT },
	{ "one part too many", one_more, ERR_FORMAT },
	{ "the keys of two desks swapped", swap_keys, ERR_KEY },
	{ "the parts of two desks swapped", swap_parts, ERR_SIGNATURE },
	{ "a schedule as the directory", schedule_for_directory,
	    ERR_SIGNATURE },
};

static void
verifies_after_a_change(void **state)
{
	const struct change_row *row = *state;

	assert_int_equal(verify_changed(row->change), row->want);
}

/* A Friday is one day too early for the key of the next week. */
static void
key_of_next_week_is_taken_from_saturday(void **state)
{
	const struct vkey root = signed_vkey(SIGNED_ROOT, "demo");
	static uint8_t text[4096];
	static uint8_t note[4096];
	struct schedule s = signed_schedule(0);
	struct writer w = { text, sizeof(text), 0, false };
	struct writer out = { copy, sizeof(copy), 0, false };

	(void)state;
	memcpy(s.epoch[1].name.b, s.epoch[0].name.b, 32);
	memset(s.epoch[0].name.b, 1, 32);
	schedule_print(&w, &s);
	assert_int_equal(notes_decode(&n, good), OK);
	n.part[0].schedule = signed_note(note, sizeof(note),
	    (struct span){ w.p, w.n }, SIGNED_IK, "noord");
	notes_encode(&out, &n);
	for (int later = 0; later < 2; later++)
		assert_int_equal(notes_verify(&n, &d,
				     (struct span){ out.p, out.n }, &root,
				     SIGNED_DAY + later),
		    later == 0 ? ERR_CLOCK : OK);
}

static void
refuses_a_different_root(void **state)
{
	const struct vkey root = signed_vkey(SIGNED_SPARE, "demo");

	(void)state;
	assert_int_equal(notes_verify(&n, &d, good, &root, SIGNED_DAY),
	    ERR_SIGNATURE);
	assert_int_equal(
	    notes_verify(&n, &d, (struct span){ NULL, 0 }, &root, SIGNED_DAY),
	    ERR_FORMAT);
}

int
main(void)
{
	static struct rows all;

	if (sodium_init() < 0)
		return 1;
	good = signed_notes(whole, sizeof(whole));
	ROWS(all, decodes, shapes);
	ROWS(all, verifies_on, days);
	ROWS(all, verifies_after_a_change, changes);
	ROW(all, holds_a_part_for_each_holder_at_most);
	ROW(all, longest_answer_is_decoded);
	ROW(all, decodes_what_it_encodes);
	ROW(all, refuses_any_other_length);
	ROW(all, key_of_next_week_is_taken_from_saturday);
	ROW(all, refuses_a_different_root);
	return rows_run(&all, __FILE__);
}
