/* snapshot.c - tests boards with sections from an older directory. */

#include "server/bundle_kit.h"

#include "board.h"
#include "served/snapshot.h"

/* Store a section of ${cells} cells, as if holder ${i} had delivered it. */
static void
section_keep(struct store *s, size_t i, size_t cells)
{
	static uint8_t bytes[SALT_SIZE + CELLS_MAX * RECORD_SIZE];
	const struct desk_id id = signed_id(i);
	struct state_item item = { .kind = STATE_SECTION, .holder = id };

	for (size_t c = 0; c < cells; c++)
		record_random(bytes + SALT_SIZE + c * RECORD_SIZE);
	qsort(bytes + SALT_SIZE, cells, RECORD_SIZE, record_order);
	item.value = (struct span){ bytes, SALT_SIZE + cells * RECORD_SIZE };
	assert_int_equal(store_put(s, &item, 1), OK);
}

/* The directory lists PLACES cells for noord and half of that for zuid. */
static const struct row {
	const char *name;
	size_t brought[2];
	size_t shown[2];
} rows[] = {
	{ "nothing yet", { 0, 0 }, { 0, 0 } },
	{ "as many as listed", { 64, 32 }, { 64, 32 } },
	{ "more than listed, and there is room", { 80, 33 }, { 80, 33 } },
	{ "as many as a board holds", { 4064, 32 }, { 4064, 32 } },
	{ "more than a board holds", { 4065, 32 }, { 0, 32 } },
	{ "two that are larger than listed", { 4000, 97 }, { 0, 0 } },
};

static void
shown(struct store *s, const struct row *row)
{
	struct section section;
	struct snapshot *w;

	for (size_t i = 0; i < 2; i++)
		if (row->brought[i] > 0)
			section_keep(s, i, row->brought[i]);
	assert_int_equal(snapshot_new(&w, s, SIGNED_DAY), OK);
	for (size_t i = 0; i < 2; i++) {
		const struct desk_id id = signed_id(i);

		assert_int_equal(
		    board_section(&section, file_span(&w->board), &id), OK);
		assert_int_equal(section.n, row->shown[i]);
	}
	snapshot_drop(w);
}

static void
board_shows_the_sections_that_fit(void **state)
{
	struct store *s;

	(void)state;
	service_begin();
	assert_int_equal(store_open(&s, "data"), OK);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		print_message("# %s\n", rows[i].name);
		shown(s, &rows[i]);
	}
	store_close(s);
}

int
main(void)
{
	static struct rows tests;

	KIT(tests, board_shows_the_sections_that_fit);
	return rows_run(&tests, __FILE__);
}
