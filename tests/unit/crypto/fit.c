/* fit.c - tests which desks take tips, and which fit a region and a topic. */

#include <string.h>

#include "rows.h"

#include "fit.h"

enum { DESKS = 4, STOPPED = 3 };

static struct directory directory;
static struct notes notes;

/* Desk 0 takes all; 1 topic 2; 2 region 7; 3 topic 2 in region 7, stopped. */
static void
kit(void)
{
	static const struct desk_public key;

	directory.desks = DESKS;
	for (size_t i = 0; i < DESKS; i++) {
		struct holder *h = &directory.holder[i];

		h->topics = i % 2 == 0 ? UINT32_MAX : 1U << 2;
		memset(h->regions, i < 2 ? 0xff : 0, sizeof(h->regions));
		h->regions[0] = i < 2 ? 0xff : 1U << 7;
		notes.part[i].key = i == STOPPED ? NULL : &key;
	}
}

static const struct row {
	const char *name;
	unsigned region;
	unsigned topic;
	uint32_t want;
} fits[] = {
	{ "nothing chosen", 0, 0, 15 },
	{ "a region that all desks take", 7, 0, 15 },
	{ "a region that two desks take", 8, 0, 3 },
	{ "region 255", 255, 0, 3 },
	{ "a topic that all desks take", 0, 2, 15 },
	{ "a topic that two desks take", 0, 3, 5 },
	{ "topic 31", 0, 31, 5 },
	{ "topic unknown", 0, TOPIC_UNKNOWN, 15 },
	{ "topic unknown, in a region", 8, TOPIC_UNKNOWN, 3 },
	{ "a region and a topic", 8, 3, 1 },
};

static void
finds_desks(void **state)
{
	const struct row *row = *state;

	kit();
	assert_int_equal(fit_desks(&directory, row->region, row->topic),
	    row->want);
}

static void
stopped_desk_is_not_open(void **state)
{
	(void)state;
	kit();
	assert_int_equal(fit_open(&directory, &notes), 7);
	assert_int_equal(fit_open(&directory, NULL), 15);
}

static void
desks_are_counted(void **state)
{
	(void)state;
	assert_int_equal(fit_count(0), 0);
	assert_int_equal(fit_count(1U << 31), 1);
	assert_int_equal(fit_count(UINT32_MAX), 32);
}

int
main(void)
{
	static struct rows tests;

	ROWS(tests, finds_desks, fits);
	ROW(tests, stopped_desk_is_not_open);
	ROW(tests, desks_are_counted);
	return rows_run(&tests, __FILE__);
}
