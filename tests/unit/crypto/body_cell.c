/* body_cell.c - tests encoding and decoding a cell's body. */

#include <string.h>

#include "rows.h"

#include "body.h"

#define TEXTS "\1\0\5\2\0\2hi"
#define STATUS "\7\0\1\2"
#define WEEK "\12\0\2\1\7"
#define OPENED "\14\0\2\0\11"
#define REST STATUS WEEK OPENED

static const struct body_row items[] = {
	{ "no texts", B(REST), OK },
	{ "one text", B(TEXTS REST), OK },
	{ "two texts", B("\1\0\12\0\0\2no\3\0\2hi" REST), OK },
	{ "status 1", B("\7\0\1\1" WEEK OPENED), OK },
	{ "status 3", B("\7\0\1\3" WEEK OPENED), OK },
	{ "65535 tips opened", B(STATUS WEEK "\14\0\2\377\377"), OK },
	{ "attachments are skipped", B("\6\0\0" REST), OK },
	{ "a referral is skipped", B(STATUS "\10\0\0" WEEK OPENED), OK },
	{ "unknown type 0b is skipped", B(STATUS WEEK "\13\0\1\1" OPENED), OK },
	{ "unknown type 7f is skipped", B(REST "\177\0\0"), OK },

	{ "zeros only", B(""), ERR_FORMAT },
	{ "no status", B(TEXTS WEEK OPENED), ERR_FORMAT },
	{ "no week", B(TEXTS STATUS OPENED), ERR_FORMAT },
	{ "no count of opened tips", B(TEXTS STATUS WEEK), ERR_FORMAT },
	{ "status 0", B("\7\0\1\0" WEEK OPENED), ERR_FORMAT },
	{ "status 4", B("\7\0\1\4" WEEK OPENED), ERR_FORMAT },
	{ "a status of no bytes", B("\7\0\0" WEEK OPENED), ERR_FORMAT },
	{ "a status of two bytes", B("\7\0\2\1\1" WEEK OPENED), ERR_FORMAT },
	{ "a week of one byte", B(STATUS "\12\0\1\1" OPENED), ERR_FORMAT },
	{ "a week of three bytes", B(STATUS "\12\0\3\1\1\1" OPENED),
	    ERR_FORMAT },
	{ "a count of one byte", B(STATUS WEEK "\14\0\1\1"), ERR_FORMAT },
	{ "a count of three bytes", B(STATUS WEEK "\14\0\3\1\1\1"),
	    ERR_FORMAT },
	{ "answers", B("\2\0\4\5\0\1\1" REST), ERR_FORMAT },
	{ "a kind", B("\3\0\1\4" REST), ERR_FORMAT },
	{ "a lane", B("\4\0\1\1" REST), ERR_FORMAT },
	{ "flags", B("\5\0\1\0" REST), ERR_FORMAT },
	{ "an id",
	    B(STATUS "\11\0\20"
		     "0123456789abcdef" WEEK OPENED),
	    ERR_FORMAT },
	{ "unknown type 80", B(REST "\200\0\0"), ERR_FORMAT },
	{ "a byte 01 after type 00", B(REST "\0\1"), ERR_FORMAT },
	{ "types out of order", B(REST TEXTS), ERR_FORMAT },
	{ "the same type twice", B(STATUS STATUS WEEK OPENED), ERR_FORMAT },
	{ "an empty list of texts", B("\1\0\0" REST), ERR_FORMAT },
	{ "an empty text", B("\1\0\3\2\0\0" REST), ERR_FORMAT },
	{ "a control character in a text", B("\1\0\5\2\0\2h\1" REST),
	    ERR_FORMAT },
	{ "a text cut short", B("\1\0\4\2\0\2h" REST), ERR_FORMAT },
	{ "a text's head cut short", B("\1\0\7\2\0\2hi\3\0" REST), ERR_FORMAT },
};

static uint8_t plain[CELL_BODY_SIZE];

static void
decodes(void **state)
{
	const struct body_row *row = *state;
	struct cell_body b;

	memset(&b, 9, sizeof(b));
	memset(plain, 0, sizeof(plain));
	memcpy(plain, row->in, row->n);
	assert_int_equal(cell_body_decode(&b, plain), row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero((const uint8_t *)&b, sizeof(b)));
}

static void
decodes_every_item(void **state)
{
	struct cell_body b;
	struct cell_text t;
	struct reader r;

	(void)state;
	memset(plain, 0, sizeof(plain));
	memcpy(plain, B(TEXTS REST));
	assert_int_equal(cell_body_decode(&b, plain), OK);
	assert_int_equal(b.status, STATUS_QUESTION);
	assert_int_equal(b.week, 0x107);
	assert_int_equal(b.opened, 9);
	r = (struct reader){ b.texts.p, b.texts.n, false };
	assert_true(texts_next(&t, &r));
	assert_int_equal(t.weeks_ago, 2);
	assert_true(span_is(t.text, "hi"));
	assert_false(texts_next(&t, &r));
	assert_int_equal(wire_end(&r), OK);
}

static const struct size_row {
	const char *name;
	size_t n;
	size_t each;
	enum err want;
} sizes[] = {
	{ "no texts", 0, 0, OK },
	{ "one text of 1200 bytes", 1, REPLY_MAX, OK },
	{ "one text of 1201 bytes", 1, REPLY_MAX + 1, ERR_FORMAT },
	{ "1900 bytes in two texts", 2, CELL_TEXT_MAX / 2, OK },
	{ "1902 bytes in two texts", 2, CELL_TEXT_MAX / 2 + 1, ERR_FORMAT },
	{ "32 texts", 32, 50, OK },
	{ "33 texts", 33, 10, ERR_FORMAT },
	{ "32 texts of 58 bytes", 32, 58, OK },
	{ "32 texts of 59 bytes", 32, 59, ERR_TOO_LONG },
	{ "more texts than a cell holds", 40, 60, ERR_TOO_LONG },
	{ "an empty text", 1, 0, ERR_FORMAT },
};

static void
encodes(void **state)
{
	const struct size_row *row = *state;
	static uint8_t texts[4096];
	static uint8_t words[REPLY_MAX + 1];
	struct writer w = { texts, sizeof(texts), 0, false };
	struct cell_body b = { .status = STATUS_DONE,
		.week = 134,
		.opened = 1 };
	struct cell_body got;
	enum err e;

	memset(words, 'w', sizeof(words));
	for (size_t i = 0; i < row->n; i++)
		texts_put(&w, (uint8_t)i, (struct span){ words, row->each });
	b.texts = (struct span){ texts, w.n };
	e = cell_body_encode(plain, &b);
	assert_int_equal(e, row->want);
	if (e != OK) {
		assert_true(sodium_is_zero(plain, sizeof(plain)));
		return;
	}
	assert_int_equal(cell_body_decode(&got, plain), OK);
	assert_int_equal(got.status, b.status);
	assert_int_equal(got.week, b.week);
	assert_int_equal(got.opened, b.opened);
	assert_int_equal(got.texts.n, w.n);
}

static void
encode_refuses_bad_status_and_texts(void **state)
{
	static const uint8_t huge[65536];
	struct cell_body b = { .week = 134 };

	(void)state;
	assert_int_equal(cell_body_encode(plain, &b), ERR_FORMAT);
	b.status = STATUS_DONE;
	b.texts = (struct span){ huge, sizeof(huge) };
	assert_int_equal(cell_body_encode(plain, &b), ERR_TOO_LONG);
	b.texts = span_str("\1");
	assert_int_equal(cell_body_encode(plain, &b), ERR_FORMAT);
	assert_true(sodium_is_zero(plain, sizeof(plain)));
}

int
main(void)
{
	static struct rows all;

	ROWS(all, decodes, items);
	ROWS(all, encodes, sizes);
	ROW(all, decodes_every_item);
	ROW(all, encode_refuses_bad_status_and_texts);
	return rows_run(&all, __FILE__);
}
