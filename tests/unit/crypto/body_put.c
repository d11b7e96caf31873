/* body_put.c - tests encoding an envelope's body, and its limits. */

#include <string.h>

#include "rows.h"

#include "body.h"

static uint8_t out[BODY_SIZE];
static uint8_t words[BODY_SIZE];
static uint8_t answers[BODY_SIZE];

static const struct put_row {
	const char *name;
	const char *text;
	unsigned kind;
	unsigned lane;
	unsigned flags;
	unsigned week; /* 0: none */
	enum err want;
} puts_[] = {
	{ "a tip", "hi", KIND_TIP, LANE_CLI, 0, 0, OK },
	{ "a tip with flags", "hi", KIND_TIP, LANE_FORM, 3, 0, OK },
	{ "a follow-up", "hi", KIND_FOLLOW_UP, LANE_PHONE, 1, 9, OK },
	{ "a close", "", KIND_CLOSE, LANE_BROWSER, 0, 65535, OK },
	{ "a tip without text", "", KIND_TIP, LANE_CLI, 0, 0, ERR_FORMAT },
	{ "a tip with a week", "hi", KIND_TIP, LANE_CLI, 0, 9, ERR_FORMAT },
	{ "no kind", "hi", 0, LANE_CLI, 0, 0, ERR_FORMAT },
	{ "kind 9", "hi", 9, LANE_CLI, 0, 0, ERR_FORMAT },
	{ "no lane", "hi", KIND_TIP, 0, 0, 0, ERR_FORMAT },
	{ "lane 5", "hi", KIND_TIP, 5, 0, 0, ERR_FORMAT },
	{ "flag 4", "hi", KIND_TIP, LANE_CLI, 4, 0, ERR_FORMAT },
	{ "a CR in the text", "h\r", KIND_TIP, LANE_CLI, 0, 0, ERR_FORMAT },
	{ "broken UTF-8 in the text", "h\xff", KIND_TIP, LANE_CLI, 0, 0,
	    ERR_FORMAT },
};

static void
encodes(void **state)
{
	const struct put_row *row = *state;
	struct body got;
	struct body b = { .kind = (enum kind)row->kind,
		.lane = (enum lane)row->lane,
		.flags = (uint8_t)row->flags,
		.text = span_str(row->text),
		.has_week = row->week != 0,
		.week = (uint16_t)row->week };

	memset(b.id.b, 0xee, sizeof(b.id.b));
	memset(out, 9, sizeof(out));
	assert_int_equal(body_encode(out, &b), row->want);
	if (row->want != OK) {
		assert_true(sodium_is_zero(out, sizeof(out)));
		return;
	}
	assert_int_equal(body_decode(&got, out), OK);
	assert_int_equal(got.kind, row->kind);
	assert_int_equal(got.lane, row->lane);
	assert_int_equal(got.flags, row->flags);
	assert_int_equal(got.has_week, row->week != 0);
	assert_int_equal(got.week, row->week);
	assert_true(span_is(got.text, row->text));
	assert_memory_equal(got.id.b, b.id.b, sizeof(b.id.b));
}

static const struct size_row {
	const char *name;
	size_t text;
	size_t fields; /* answers from field ${first} on, ${each} bytes each */
	size_t first;
	size_t each;
	enum err want;
} sizes[] = {
	{ "a text of the largest size", TEXT_MAX, 0, 0, 0, OK },
	{ "a text one byte too long", TEXT_MAX + 1, 0, 0, 0, ERR_TOO_LONG },
	{ "an answer of the largest size", 0, 1, 128, TEXT_MAX, OK },
	{ "an answer one byte too long", 0, 1, 128, TEXT_MAX + 1,
	    ERR_TOO_LONG },
	{ "text and answer together at the limit", TEXT_MAX - 300, 1, 255, 300,
	    OK },
	{ "text and answer together one byte too long", TEXT_MAX - 300, 1, 255,
	    301, ERR_TOO_LONG },
	{ "a full text and one choice", TEXT_MAX, 1, 1, 1, ERR_TOO_LONG },
	{ "64 answers", 100, 64, 128, 100, OK },
	{ "65 answers", 100, 65, 128, 100, ERR_FORMAT },
	{ "a body with three bytes to spare", TEXT_MAX - 64, 64, 128, 1, OK },
	{ "a text longer than a u16 can say", 65536, 0, 0, 0, ERR_TOO_LONG },
};

static void
encodes_up_to_the_limit(void **state)
{
	const struct size_row *row = *state;
	static uint8_t text[70000];
	struct writer w = { answers, sizeof(answers), 0, false };
	struct body b = { .kind = KIND_TIP, .lane = LANE_CLI };
	enum err e;

	memset(text, 'a', sizeof(text));
	memset(words, 'w', sizeof(words));
	words[0] = row->first < 128 ? 1 : 'w';
	for (size_t i = 0; i < row->fields; i++)
		answers_put(&w, (uint8_t)(row->first + i),
		    (struct span){ words, row->each });
	assert_false(w.bad);
	b.text = (struct span){ text, row->text };
	b.answers = (struct span){ answers, w.n };
	e = body_encode(out, &b);
	assert_int_equal(e, row->want);
	if (e != OK)
		assert_true(sodium_is_zero(out, sizeof(out)));
}

/* The decoder enforces the limit against an encoder that does not. */
static void
decode_refuses_text_over_the_limit(void **state)
{
	struct writer w = { out, BODY_SIZE, 0, false };
	struct body b = { .kind = KIND_TIP, .lane = LANE_CLI };

	(void)state;
	memset(words, 'w', sizeof(words));
	for (int n = TEXT_MAX; n <= TEXT_MAX + 1; n++) {
		memset(out, 0, sizeof(out));
		w.n = 0;
		wire_put(&w, "\1", 1);
		wire_put_u16(&w, (uint16_t)n);
		wire_put(&w, words, (size_t)n);
		wire_put(&w, B("\3\0\1\1\4\0\1\1\11\0\20"));
		assert_false(w.bad);
		assert_int_equal(body_decode(&b, out),
		    n == TEXT_MAX ? OK : ERR_FORMAT);
	}
}

/* 64 answers, flags and all text: one byte more than a body holds. */
static void
encode_refuses_one_byte_over_the_body(void **state)
{
	struct writer w = { answers, sizeof(answers), 0, false };
	struct body b = { .kind = KIND_TIP,
		.lane = LANE_CLI,
		.flags = FLAG_WANTS_REPLY,
		.text = { words, TEXT_MAX - 64 } };

	(void)state;
	memset(words, 'w', sizeof(words));
	for (uint8_t i = 0; i < 64; i++)
		answers_put(&w, 128 + i, (struct span){ words, 1 });
	b.answers = (struct span){ answers, w.n };
	assert_int_equal(body_encode(out, &b), ERR_TOO_LONG);
	assert_true(sodium_is_zero(out, sizeof(out)));
}

static void
answers_put_refuses_what_does_not_fit(void **state)
{
	struct writer w = { answers, sizeof(answers), 0, false };

	(void)state;
	answers_put(&w, 1, (struct span){ words, 65536 });
	assert_true(w.bad);
	assert_int_equal(w.n, 0);
	w.bad = false;
	answers_put(&w, 1, (struct span){ words, sizeof(answers) });
	assert_true(w.bad);
}

/* body_encode() refuses a malformed list of answers. */
static void
encode_refuses_malformed_answers(void **state)
{
	struct body b = { .kind = KIND_TIP,
		.lane = LANE_CLI,
		.answers = { (const uint8_t *)"\5\0\2\1", 4 } };

	(void)state;
	assert_int_equal(body_encode(out, &b), ERR_FORMAT);
	assert_true(sodium_is_zero(out, sizeof(out)));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, encodes, puts_);
	ROWS(all, encodes_up_to_the_limit, sizes);
	ROW(all, decode_refuses_text_over_the_limit);
	ROW(all, encode_refuses_one_byte_over_the_body);
	ROW(all, answers_put_refuses_what_does_not_fit);
	ROW(all, encode_refuses_malformed_answers);
	return rows_run(&all, __FILE__);
}
