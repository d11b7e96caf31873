/* sequence.c - tests how an inbox can follow from those before, or fail to. */

#include "core/sequence.h"

#include <string.h>

#include "rows.h"

/* Inbox ${seq} of history ${story}; its hash holds both numbers. */
static struct link
link_of(uint32_t seq, uint8_t story, uint8_t prev_story)
{
	struct link l = { .seq = seq, .week = (uint16_t)(100 + seq) };

	l.hash.b[0] = (uint8_t)seq;
	l.hash.b[1] = story;
	if (seq > 1) {
		l.prev.b[0] = (uint8_t)(seq - 1);
		l.prev.b[1] = prev_story;
	}
	return l;
}

/* Judge and remember an inbox as zegel-desk open does. */
static enum verdict
take(struct sequence *s, struct link l)
{
	enum verdict v = sequence_judge(s, &l);

	sequence_take(s, &l, v);
	return v;
}

struct follow_row {
	const char *name;
	const char *before; /* inboxes opened before, as digits */
	uint32_t seq;
	uint32_t story;
	uint32_t prev_story;
	enum verdict want;
	uint32_t wrong; /* gaps and troubles */
	uint32_t newest;
};

static const struct follow_row follows[] = {
	{ "the first", "", 1, 0, 0, VERDICT_NEXT, 0, 1 },
	{ "the first is the third", "", 3, 0, 0, VERDICT_GAP, 1, 3 },
	{ "the next", "12", 3, 0, 0, VERDICT_NEXT, 0, 3 },
	{ "again", "123", 2, 0, 0, VERDICT_KNOWN, 0, 3 },
	{ "one missing", "12", 4, 0, 0, VERDICT_GAP, 1, 4 },
	{ "many missing", "12", 9, 0, 0, VERDICT_GAP, 1, 9 },
	{ "late", "124", 3, 0, 0, VERDICT_LATE, 0, 4 },
	{ "late, does not fit before", "124", 3, 0, 1, VERDICT_BROKEN, 1, 4 },
	{ "late, does not fit behind", "124", 3, 1, 0, VERDICT_BROKEN, 1, 4 },
	{ "late, leaves two gaps", "15", 3, 0, 0, VERDICT_LATE, 2, 5 },
	{ "another past", "12", 3, 0, 1, VERDICT_BROKEN, 1, 3 },
	{ "the same number again", "123", 3, 1, 0, VERDICT_FORK, 1, 3 },
	{ "an old number again", "123", 2, 1, 0, VERDICT_FORK, 1, 3 },
};

static void
follow(void **state)
{
	const struct follow_row *r = *state;
	static struct sequence s;

	memset(&s, 0, sizeof(s));
	for (const char *p = r->before; *p != '\0'; p++)
		(void)take(&s, link_of((uint32_t)(*p - '0'), 0, 0));
	assert_int_equal(
	    take(&s,
		link_of(r->seq, (uint8_t)r->story, (uint8_t)r->prev_story)),
	    r->want);
	assert_int_equal(s.gaps + s.troubles, r->wrong);
	assert_int_equal(s.newest.seq, r->newest);
}

/* After a fork both histories may go on. */
static void
fork_goes_on(void **state)
{
	static struct sequence s;

	(void)state;
	(void)take(&s, link_of(1, 0, 0));
	(void)take(&s, link_of(2, 0, 0));
	assert_int_equal(take(&s, link_of(2, 1, 0)), VERDICT_FORK);
	assert_int_equal(take(&s, link_of(3, 1, 1)), VERDICT_NEXT);
	assert_int_equal(take(&s, link_of(3, 0, 0)), VERDICT_FORK);
}

/* Memory is bounded; an inbox older than all that it holds is left alone. */
static void
old_ones(void **state)
{
	static struct sequence s;
	uint32_t seq;

	(void)state;
	for (seq = 1; seq <= LINKS_MAX + 10; seq++)
		assert_int_equal(take(&s, link_of(seq, 0, 0)), VERDICT_NEXT);
	assert_int_equal(s.links, LINKS_MAX);
	assert_int_equal(take(&s, link_of(3, 0, 0)), VERDICT_OLD);
	assert_int_equal(take(&s, link_of(seq, 0, 0)), VERDICT_NEXT);
	for (uint32_t i = 0; i < 2 * TROUBLES_MAX; i++)
		(void)take(&s, link_of(seq, (uint8_t)(i + 1), 0));
	assert_int_equal(s.troubles, TROUBLES_MAX);
}

/* A higher number of an earlier week: a server's date goes back only by hand.
 */
static void
week_falls(void **state)
{
	static struct sequence s;
	struct link l = link_of(2, 0, 0);

	(void)state;
	(void)take(&s, link_of(1, 0, 0));
	l.week = 100;
	assert_int_equal(take(&s, l), VERDICT_BROKEN);
	assert_int_equal(s.troubles, 1);
	assert_int_equal(s.newest.seq, 1);
	/* by the clock of before again: 2 is here, so nothing is missing */
	assert_int_equal(take(&s, link_of(3, 0, 0)), VERDICT_GAP);
	assert_int_equal(s.newest.seq, 3);
	assert_int_equal(s.gaps, 0);
}

/*
 * A captured server has signed one number far ahead.  A week later the numbers
 * that go on as before are the newest again, which the desk acknowledges.
 */
static void
number_far_ahead(void **state)
{
	static struct sequence s;
	struct link far = link_of(200, 0, 0);

	(void)state;
	for (uint32_t seq = 1; seq <= 5; seq++)
		(void)take(&s, link_of(seq, 0, 0));
	far.week = 105;
	assert_int_equal(take(&s, far), VERDICT_GAP);
	assert_int_equal(s.newest.seq, 200);
	assert_int_equal(take(&s, link_of(6, 0, 0)), VERDICT_BROKEN);
	assert_int_equal(s.newest.seq, 6);
	assert_int_equal(sequence_week(&s), 106);
	assert_int_equal(take(&s, link_of(7, 0, 0)), VERDICT_NEXT);
	assert_int_equal(s.newest.seq, 7);
	/* 6 is told as broken; the gap up to 199 is not told any more */
	assert_int_equal(s.gaps, 0);
	assert_int_equal(s.troubles, 1);
	assert_int_equal(s.trouble[0].kind, TROUBLE_BROKEN);
}

/* More numbers far ahead than are remembered do not make the true ones old. */
static void
many_far_ahead(void **state)
{
	static struct sequence s;

	(void)state;
	(void)take(&s, link_of(1, 0, 0));
	for (uint32_t i = 0; i < 2 * LINKS_MAX; i++) {
		struct link far = link_of(100000 + i, 0, 0);

		far.week = 102;
		far.hash.b[2] = (uint8_t)(1 + i / 256);
		far.hash.b[3] = (uint8_t)i;
		(void)take(&s, far);
	}
	assert_int_equal(
	    sequence_judge(&s,
		&(struct link){ .seq = 2, .week = 102, .hash = { { 2 } } }),
	    VERDICT_LATE);
	assert_int_equal(take(&s, link_of(3, 0, 0)), VERDICT_BROKEN);
	assert_int_equal(s.newest.seq, 3);
}

/* ROOT names another key of the server, and the numbers start again. */
static void
another_key(void **state)
{
	static struct sequence s;
	struct link first = link_of(1, 7, 0);
	struct link next = link_of(2, 7, 7);
	struct link former = link_of(2, 0, 0);

	(void)state;
	for (uint32_t seq = 1; seq <= 9; seq += 2)
		(void)take(&s, link_of(seq, 0, 0));
	first.week = 110;
	former.week = 109;
	sequence_take(&s, &first, VERDICT_ANEW);
	assert_int_equal(s.newest.seq, 1);
	assert_int_equal(s.links, 1);
	assert_int_equal(s.gaps, 0);
	assert_int_equal(s.troubles, 1);
	assert_int_equal(s.trouble[0].kind, TROUBLE_ANEW);
	sequence_take(&s, &former, VERDICT_FORMER);
	assert_int_equal(s.newest.seq, 1);
	assert_int_equal(sequence_week(&s), 110);
	assert_int_equal(take(&s, former), VERDICT_KNOWN);
	/* it has no place among the numbers of the key of now */
	next.week = 111;
	assert_int_equal(take(&s, next), VERDICT_NEXT);
	assert_int_equal(s.troubles, 1);
	sequence_trim(&s, 109);
	assert_int_equal(s.newest.seq, 0);
}

/* Forget the weeks that have not come yet, as a person says. */
static void
weeks_to_come(void **state)
{
	static struct sequence s;
	struct link far = link_of(4, 0, 0);

	(void)state;
	for (uint32_t seq = 1; seq <= 3; seq++)
		(void)take(&s, link_of(seq, 0, 0));
	far.week = 500;
	(void)take(&s, far);
	assert_int_equal(sequence_week(&s), 500);
	sequence_trim(&s, 104);
	assert_int_equal(sequence_week(&s), 103);
	assert_int_equal(s.newest.seq, 3);
	sequence_trim(&s, 50);
	assert_int_equal(sequence_week(&s), 0);
	assert_int_equal(s.newest.seq, 0);
}

/* Later troubles, however many, push no gap off the list. */
static void
old_gap(void **state)
{
	static struct sequence s;

	(void)state;
	(void)take(&s, link_of(1, 0, 0));
	(void)take(&s, link_of(3, 0, 0));
	for (uint32_t i = 0; i < 2 * TROUBLES_MAX; i++)
		(void)take(&s, link_of(3, (uint8_t)(i + 1), 0));
	assert_int_equal(s.troubles, TROUBLES_MAX);
	assert_int_equal(s.gaps, 1);
	assert_int_equal(s.gap[0].first, 2);
	assert_int_equal(s.gap[0].last, 2);
}

/* True if ${seq} is in a gap. */
static bool
missing(const struct sequence *s, uint32_t seq)
{
	for (size_t i = 0; i < s->gaps; i++)
		if (s->gap[i].first <= seq && seq <= s->gap[i].last)
			return true;
	return false;
}

/* More gaps than there is room for: the nearest are joined, none is lost. */
static void
many_gaps(void **state)
{
	static struct sequence s;
	const uint32_t most = 3 * GAPS_MAX;

	(void)state;
	for (uint32_t i = 1; i <= most; i++) {
		struct link l = { .seq = 2 * i, .week = 100 };

		l.hash.b[0] = (uint8_t)i;
		l.hash.b[1] = (uint8_t)(i / 256);
		l.hash.b[2] = 1;
		(void)take(&s, l);
	}
	assert_int_equal(s.gaps, GAPS_MAX);
	for (size_t i = 1; i < s.gaps; i++)
		assert_true(s.gap[i - 1].last + 1 < s.gap[i].first);
	for (uint32_t i = 1; i <= most; i++)
		assert_true(missing(&s, 2 * i - 1));
	assert_false(missing(&s, 2 * most));
	assert_false(missing(&s, 2 * most + 1));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, follow, follows);
	ROW(all, fork_goes_on);
	ROW(all, old_ones);
	ROW(all, old_gap);
	ROW(all, many_gaps);
	ROW(all, week_falls);
	ROW(all, number_far_ahead);
	ROW(all, many_far_ahead);
	ROW(all, another_key);
	ROW(all, weeks_to_come);
	return rows_run(&all, __FILE__);
}
