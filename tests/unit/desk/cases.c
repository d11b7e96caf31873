/* cases.c - tests how a case stands, the list, what was seen, and the bin. */

#include "core/cases.h"

#include "core/reply.h"
#include "desk/core_kit.h"

static struct cases_page *page;
static struct case_whole *whole;

/* A case of two messages, and what its line must say. */
struct standing_row {
	const char *name;
	uint32_t shown;
	uint32_t replied;
	uint32_t unsent;
	enum life life;
	enum status status;
	enum standing want;
	bool by_tipster;
	bool junk;
};

#define ENDED THREAD_ENDED
#define LIVE THREAD_LIVE
#define CLOSING THREAD_CLOSING
#define RECEIVED STATUS_RECEIVED
#define ASKED STATUS_QUESTION
#define DONE STATUS_DONE
static const struct standing_row standings[] = {
	{ "nobody read it", 0, 0, 0, LIVE, RECEIVED, STANDING_NEW, 0, 0 },
	{ "nor this, and it ended", 0, 0, 0, ENDED, RECEIVED, STANDING_LATE, 0,
	    0 },
	{ "closed is not new", 0, 0, 0, CLOSING, RECEIVED, STANDING_LATE, 0,
	    0 },
	{ "more words", 1, 0, 0, LIVE, RECEIVED, STANDING_ANSWER, 0, 0 },
	{ "an answer", 1, 1, 0, LIVE, ASKED, STANDING_ANSWER, 0, 0 },
	{ "an answer that was read", 2, 1, 0, LIVE, ASKED, STANDING_JUDGE, 0,
	    0 },
	{ "a question", 2, 2, 0, LIVE, ASKED, STANDING_ASKED, 0, 0 },
	{ "a question that waits", 2, 2, 1, LIVE, ASKED, STANDING_UNSENT, 0,
	    0 },
	{ "done", 2, 2, 0, LIVE, DONE, STANDING_DONE, 0, 0 },
	{ "done, and thanked", 2, 1, 0, LIVE, DONE, STANDING_DONE, 0, 0 },
	{ "done over a question", 2, 2, 2, LIVE, DONE, STANDING_UNSENT, 0, 0 },
	{ "read", 2, 0, 0, LIVE, RECEIVED, STANDING_READ, 0, 0 },
	{ "unread words at the end", 1, 0, 0, CLOSING, RECEIVED,
	    STANDING_PARTED, 0, 0 },
	{ "these, an outbox later", 1, 0, 0, ENDED, ASKED, STANDING_PARTED, 1,
	    0 },
	{ "unread for 13 weeks", 1, 0, 0, ENDED, RECEIVED, STANDING_ANSWER, 0,
	    0 },
	{ "closing", 2, 0, 0, CLOSING, RECEIVED, STANDING_CLOSED, 0, 0 },
	{ "closed", 2, 1, 0, ENDED, ASKED, STANDING_CLOSED, 1, 0 },
	{ "ended by time", 2, 1, 0, ENDED, ASKED, STANDING_ENDED, 0, 0 },
	{ "in the bin", 0, 0, 1, LIVE, ASKED, STANDING_JUNK, 0, 1 },
};

static void
standing(void **state)
{
	const struct standing_row *r = *state;
	const struct case_line line = { .messages = 2,
		.shown = r->shown,
		.replied = r->replied,
		.unsent = r->unsent,
		.life = r->life,
		.status = r->status,
		.by_tipster = r->by_tipster,
		.junk = r->junk };

	assert_int_equal(case_standing(&line), r->want);
	assert_int_equal(standing_unread(r->want), !r->junk && r->shown < 2);
}

static uint32_t
page_of(struct cases_wish wish)
{
	core_is(cases_page(page, &desk, &wish), FAULT_NONE);
	return (uint32_t)page->n;
}

static void
pages(void **state)
{
	struct cases_wish wish = { 0, { NULL, 0 }, false };
	uint32_t n = 0;

	(void)state;
	core_begin("cases");
	assert_int_equal(page_of(wish), 0);
	assert_false(page->more);
	for (int i = 0; i < 2 * PAGE_LINES + 1; i++)
		(void)core_add(&(struct core_case){ .text = "een van velen",
		    .life = THREAD_LIVE,
		    .junk = i % PAGE_LINES == 1 });
	do {
		assert_true(page_of(wish) <= PAGE_LINES);
		n += (uint32_t)page->n;
		wish.after = page->line[page->n - 1].c.number;
		assert_int_equal(page->line[0].n, strlen("een van velen"));
		assert_memory_equal(page->line[0].words, "een", 3);
	} while (page->more);
	assert_int_equal(n, 2 * PAGE_LINES - 1);
	assert_int_equal(wish.after, 2 * PAGE_LINES + 1);
	assert_int_equal(page_of((struct cases_wish){ 0, { NULL, 0 }, true }),
	    2);
	core_end();
}

struct search_row {
	const char *name;
	const char *word;
	enum fault want;
	uint32_t found;
};

static const struct search_row searches[] = {
	{ "a word", "loods", FAULT_NONE, 1 },
	{ "part of one, in capitals", "OOD", FAULT_NONE, 1 },
	{ "accents on neither", "cafe", FAULT_NONE, 1 },
	{ "accents on both", "CAFÉ", FAULT_NONE, 1 },
	{ "over the end of a line", "cafe vijf", FAULT_NONE, 1 },
	{ "in the words of the desk", "welke kleur", FAULT_NONE, 1 },
	{ "in the bin", "onzin", FAULT_NONE, 0 },
	{ "in none", "paard", FAULT_NONE, 0 },
	{ "signs of a query", "%", FAULT_NONE, 0 },
	{ "nothing but an accent", "\xcc\x81", FAULT_SEARCH_TEXT, 0 },
	{ "no UTF-8", "caf\xe9", FAULT_SEARCH_TEXT, 0 },
};

static void
search(void **state)
{
	const struct search_row *r = *state;
	struct cases_wish wish = { 0, span_str(r->word), false };

	core_is(cases_page(page, &desk, &wish), r->want);
	assert_int_equal(page->n, r->found);
}

static void
search_begins(void **state)
{
	const struct reply_wish ask = { .number = 1,
		.text = span_str("Welke kleur?"),
		.status = STATUS_QUESTION };

	(void)state;
	core_begin("cases");
	(void)core_add(&(struct core_case){ .text = "Achter de loods",
	    .life = THREAD_LIVE });
	(void)core_add(&(
	    struct core_case){ .text = "in Café\nVijf", .life = THREAD_LIVE });
	(void)core_add(&(struct core_case){ .text = "onzin",
	    .life = THREAD_LIVE,
	    .junk = true });
	core_is(reply_keep(&desk, &ask), FAULT_NONE);
}

static void
search_ends(void **state)
{
	static char word[SEARCH_MAX + 2];
	struct cases_wish wish = { 0, { NULL, 0 }, false };

	(void)state;
	memset(word, 'a', SEARCH_MAX + 1);
	wish.search = span_str(word);
	core_is(cases_page(page, &desk, &wish), FAULT_SEARCH_LONG);
	core_end();
}

static void
seen(void **state)
{
	struct cases_sum sum;
	uint32_t n;

	(void)state;
	core_begin("cases");
	n = core_add(&(struct core_case){ .text = "een",
	    .messages = 2,
	    .life = THREAD_LIVE });
	core_is(case_get(whole, &desk, n + 1), FAULT_CASE_MISSING);
	assert_int_equal(desk.detail.n, n + 1);
	core_is(case_shown(&desk, n + 1, 1), FAULT_CASE_MISSING);
	core_is(case_get(whole, &desk, n), FAULT_NONE);
	assert_int_equal(whole->standing, STANDING_NEW);
	/* what came while the page was on the screen stays unread */
	core_follow(n, "drie");
	core_is(case_shown(&desk, n, 2), FAULT_NONE);
	core_reopen();
	core_is(case_get(whole, &desk, n), FAULT_NONE);
	assert_int_equal(whole->standing, STANDING_ANSWER);
	core_is(case_shown(&desk, n, 1), FAULT_NONE);  /* never less */
	core_is(case_shown(&desk, n, 99), FAULT_NONE); /* nor too much */
	assert_int_equal(core_case(n).shown, 3);
	core_is(cases_sum(&sum, &desk), FAULT_NONE);
	assert_int_equal(sum.unread, 0);
	assert_int_equal(sum.n[STANDING_READ], 1);
	core_end();
}

static void
bin(void **state)
{
	struct cases_sum sum;
	uint32_t a;
	uint32_t b;

	(void)state;
	core_begin("cases");
	a = core_add(&(struct core_case){ .text = "een", .life = THREAD_LIVE });
	b = core_add(
	    &(struct core_case){ .text = "twee", .life = THREAD_LIVE });
	core_is(cases_sum(&sum, &desk), FAULT_NONE);
	assert_int_equal(sum.first_unread, a);
	core_is(case_junk(&desk, a, true), FAULT_NONE);
	core_is(case_junk(&desk, a, true), FAULT_NONE);
	core_reopen();
	core_is(cases_sum(&sum, &desk), FAULT_NONE);
	assert_int_equal(sum.first_unread, b);
	assert_int_equal(sum.all, 1);
	assert_int_equal(sum.n[STANDING_JUNK], 1);
	assert_int_equal(sum.junk_unread, 1);
	core_is(case_junk(&desk, a, false), FAULT_NONE);
	core_is(cases_sum(&sum, &desk), FAULT_NONE);
	assert_int_equal(sum.all, 2);
	core_is(case_junk(&desk, 9, true), FAULT_CASE_MISSING);
	core_end();
}

static void
locked(void **state)
{
	struct desk none = DESK_NONE;
	struct cases_sum sum;

	(void)state;
	core_is(cases_page(page, &none, &(struct cases_wish){ 0 }),
	    FAULT_LOCKED);
	core_is(cases_sum(&sum, &none), FAULT_LOCKED);
	core_is(case_get(whole, &none, 1), FAULT_LOCKED);
	core_is(case_shown(&none, 1, 1), FAULT_LOCKED);
	core_is(case_junk(&none, 1, true), FAULT_LOCKED);
}

int
main(void)
{
	static struct rows all;
	int rc;

	kit_begin();
	page = locked_new(sizeof(*page));
	whole = locked_new(sizeof(*whole));
	if (page == NULL || whole == NULL)
		return 1;
	ROWS(all, standing, standings);
	ROW(all, pages);
	ROW(all, search_begins);
	ROWS(all, search, searches);
	ROW(all, search_ends);
	ROW(all, seen);
	ROW(all, bin);
	ROW(all, locked);
	rc = rows_run(&all, __FILE__);
	locked_free(page);
	locked_free(whole);
	return rc;
}
