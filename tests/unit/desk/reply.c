/* reply.c - tests what may be replied, and what a preview and a reply do. */

#include "core/reply.h"

#include "core/cases.h"
#include "desk/core_kit.h"
#include "receipt.h"

/* The cases of the desk. */
enum { LIVE = 1, CLOSING, ENDED, UNWANTED, JUNK };

static char code[64];           /* "Je code is ..." */
static char big[REPLY_MAX + 2]; /* one byte too many */
static struct reply_preview *preview;
static struct case_whole *whole;

static void
cases_make(void)
{
	core_begin("reply");
	(void)core_add(&(struct core_case){ .text = "een",
	    .life = THREAD_LIVE,
	    .shown = 1 });
	(void)core_add(
	    &(struct core_case){ .text = "twee", .life = THREAD_CLOSING });
	(void)core_add(
	    &(struct core_case){ .text = "drie", .life = THREAD_ENDED });
	(void)core_add(&(struct core_case){ .text = "vier",
	    .life = THREAD_LIVE,
	    .unwanted = true });
	(void)core_add(&(struct core_case){ .text = "vijf",
	    .life = THREAD_LIVE,
	    .junk = true });
}

struct judge_row {
	const char *name;
	uint32_t number;
	const char *text;
	enum status status;
	enum fault want;
};

static const struct judge_row judges[] = {
	{ "a question", LIVE, "Waar?", STATUS_QUESTION, FAULT_NONE },
	{ "done without a text", LIVE, "", STATUS_DONE, FAULT_NONE },
	{ "a question without one", LIVE, "", STATUS_QUESTION,
	    FAULT_REPLY_EMPTY },
	{ "no such case", 99, "Waar?", STATUS_QUESTION, FAULT_CASE_MISSING },
	{ "the tipster closed it", CLOSING, "Waar?", STATUS_QUESTION,
	    FAULT_REPLY_CLOSED },
	{ "it ended", ENDED, "Waar?", STATUS_QUESTION, FAULT_REPLY_ENDED },
	{ "no answer wanted", UNWANTED, "Waar?", STATUS_QUESTION,
	    FAULT_REPLY_UNWANTED },
	{ "in the bin", JUNK, "Waar?", STATUS_QUESTION, FAULT_CASE_JUNK },
	{ "too long", LIVE, big, STATUS_DONE, FAULT_REPLY_LONG },
	{ "no UTF-8", LIVE, "caf\xe9", STATUS_DONE, FAULT_REPLY_TEXT },
	{ "an arrow key", LIVE, "a\x1b[A", STATUS_DONE, FAULT_REPLY_TEXT },
	{ "a code of a tipster", LIVE, code, STATUS_DONE, FAULT_REPLY_CODE },
};

static struct reply_wish
wish_of(uint32_t number, const char *text, enum status status)
{
	return (struct reply_wish){ .number = number,
		.text = span_str(text),
		.status = status };
}

static void
judge(void **state)
{
	const struct judge_row *r = *state;
	const struct reply_wish wish = wish_of(r->number, r->text, r->status);
	struct reply_judgement j;

	core_is(reply_judge(&j, &desk, &wish), r->want);
	if (r->want != FAULT_NONE)
		core_is(reply_keep(&desk, &wish), r->want);
	if (r->want == FAULT_REPLY_LONG)
		assert_int_equal(desk.detail.other, REPLY_MAX);
	assert_int_equal(j.code, r->want == FAULT_REPLY_CODE);
	/* nothing was changed */
	core_is(case_get(whole, &desk, LIVE), FAULT_NONE);
	assert_int_equal(whole->reads.n, 0);
	assert_int_equal(whole->standing, STANDING_READ);
}

static void
questions(void **state)
{
	static const struct {
		const char *text;
		bool many;
	} texts[] = {
		{ "Waar?", false },
		{ "Waar? En wanneer?", true },
		{ "\xd8\x9f \xd8\x9f", true },
		{ "? \xef\xbc\x9f", true },
		{ "Geen vraag.", false },
	};
	struct reply_judgement j;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct reply_wish wish =
		    wish_of(LIVE, texts[i].text, STATUS_QUESTION);

		core_is(reply_judge(&j, &desk, &wish), FAULT_NONE);
		assert_int_equal(j.many_questions, texts[i].many);
	}
}

/* The tipster of case LIVE reads replies that begin with ${letters}. */
static void
assert_reads(const char *letters, enum status status)
{
	core_reopen();
	core_is(case_get(whole, &desk, LIVE), FAULT_NONE);
	assert_int_equal(whole->c.status, status);
	assert_int_equal(whole->reads.n, strlen(letters));
	for (size_t i = 0; letters[i] != '\0'; i++)
		assert_int_equal(whole->reads.reply[i].text[0], letters[i]);
}

static void
kept(void **state)
{
	struct reply_wish wish = wish_of(LIVE, "A?", STATUS_QUESTION);

	(void)state;
	core_is(reply_preview(preview, &desk, &wish), FAULT_NONE);
	assert_int_equal(preview->reads.n, 1);
	assert_int_equal(preview->status, STATUS_QUESTION);
	assert_reads("", STATUS_RECEIVED);
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	assert_reads("A", STATUS_QUESTION);
	assert_int_equal(whole->reads.reply[0].week, CORE_WEEK);
	assert_int_equal(whole->standing, STANDING_UNSENT);
	assert_true(whole->c.chosen);
}

/* "Done" over a question that waits: a person has to say what goes out. */
static void
beside(void **state)
{
	struct reply_wish wish = wish_of(LIVE, "", STATUS_DONE);
	struct reply_judgement j;

	(void)state;
	core_is(reply_ready(&j, &desk, LIVE), FAULT_NONE);
	assert_int_equal(j.unsent, 1);
	assert_true(j.unsent_asks);
	core_is(reply_keep(&desk, &wish), FAULT_REPLY_UNSENT);
	assert_int_equal(desk.detail.other, 1);
	assert_reads("A", STATUS_QUESTION);
	wish.beside = BESIDE_INSTEAD;
	core_is(reply_preview(preview, &desk, &wish), FAULT_NONE);
	assert_int_equal(preview->reads.n, 0);
	assert_int_equal(preview->out.n, 1);
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	assert_reads("", STATUS_DONE);
	wish = wish_of(LIVE, "B", STATUS_DONE);
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	wish = wish_of(LIVE, "C?", STATUS_QUESTION);
	wish.beside = BESIDE_TOO;
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	assert_reads("CB", STATUS_QUESTION);
}

/* A full cell: what drops out is told before, and gone after. */
static void
drops_out(void **state)
{
	struct reply_wish wish;

	(void)state;
	big[REPLY_MAX] = '\0';
	wish = wish_of(LIVE, big, STATUS_QUESTION);
	wish.beside = BESIDE_TOO;
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	core_is(reply_preview(preview, &desk, &wish), FAULT_NONE);
	assert_int_equal(preview->reads.n, 1);
	assert_int_equal(preview->out.n, 3);
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	assert_reads("x", STATUS_QUESTION);
}

/* A person may want a code in it: then it is kept. */
static void
code_meant(void **state)
{
	struct reply_wish wish = wish_of(LIVE, code, STATUS_DONE);

	(void)state;
	wish.beside = BESIDE_INSTEAD;
	core_is(reply_preview(preview, &desk, &wish), FAULT_NONE);
	core_is(reply_keep(&desk, &wish), FAULT_REPLY_CODE);
	wish.code_meant = true;
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	assert_reads("J", STATUS_DONE);
}

/* What nobody had read when the question was written may be its answer. */
static void
answered(void **state)
{
	struct reply_wish wish = wish_of(LIVE, "D?", STATUS_QUESTION);

	(void)state;
	wish.beside = BESIDE_INSTEAD;
	core_follow(LIVE, "nog iets");
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	core_is(case_get(whole, &desk, LIVE), FAULT_NONE);
	assert_int_equal(whole->standing, STANDING_ANSWER);
	assert_int_equal(whole->c.replied, 1);
}

static void
disk_full(void **state)
{
	struct reply_wish wish = wish_of(LIVE, "E?", STATUS_QUESTION);
	enum fault f;

	(void)state;
	wish.beside = BESIDE_INSTEAD;
	core_file_limit(4096);
	f = reply_keep(&desk, &wish);
	core_file_limit(RLIM_INFINITY);
	assert_int_not_equal(f, FAULT_NONE);
	assert_int_not_equal(f, FAULT_DESK_ENDED);
	assert_reads("D", STATUS_QUESTION);
	core_is(reply_keep(&desk, &wish), FAULT_NONE);
	assert_reads("E", STATUS_QUESTION);
	core_end();
}

static void
texts_make(void)
{
	char digits[RECEIPT_TEXT];
	struct receipt r;

	receipt_draw(&r);
	receipt_print(digits, &r);
	(void)snprintf(code, sizeof(code), "Je code is %s.", digits);
	memset(big, 'x', REPLY_MAX + 1);
}

int
main(void)
{
	static struct rows all;
	int rc;

	kit_begin();
	preview = locked_new(sizeof(*preview));
	whole = locked_new(sizeof(*whole));
	if (preview == NULL || whole == NULL)
		return 1;
	texts_make();
	cases_make();
	ROWS(all, judge, judges);
	ROW(all, questions);
	ROW(all, kept);
	ROW(all, beside);
	ROW(all, drops_out);
	ROW(all, code_meant);
	ROW(all, answered);
	ROW(all, disk_full);
	rc = rows_run(&all, __FILE__);
	locked_free(preview);
	locked_free(whole);
	return rc;
}
