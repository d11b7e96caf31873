/* body.c - tests decoding an envelope's body, item by item. */

#include <string.h>

#include "rows.h"

#include "body.h"

#define TEXT "\1\0\2hi"
#define ANSWERS      \
	"\2\0\x0a"   \
	"\5\0\2\1\3" \
	"\200\0\2no"
#define KIND(k) "\3\0\1" k
#define LANE "\4\0\1\1"
#define FLAGS "\5\0\1\3"
#define ID         \
	"\11\0\20" \
	"0123456789abcdef"
#define WEEK "\12\0\2\1\7"
#define TIP KIND("\1") LANE

static const struct body_row items[] = {
	{ "a tip with a text", B(TEXT TIP ID), OK },
	{ "answers and no text", B(ANSWERS TIP ID), OK },
	{ "a text, answers and flags", B(TEXT ANSWERS TIP FLAGS ID), OK },
	{ "flags 0", B(TEXT TIP "\5\0\1\0" ID), OK },
	{ "a follow-up without text", B(KIND("\2") LANE ID), OK },
	{ "a follow-up with a week", B(TEXT KIND("\2") LANE ID WEEK), OK },
	{ "a close with a week", B(KIND("\3") LANE ID WEEK), OK },
	{ "an outcome", B(KIND("\10") LANE ID), OK },
	{ "a tip by phone", B(TEXT KIND("\1") "\4\0\1\4" ID), OK },
	{ "attachments are skipped", B(TEXT TIP "\6\0\1\1" ID), OK },
	{ "a referral is skipped", B(TEXT TIP "\10\0\1\1" ID), OK },
	{ "unknown type 0b is skipped", B(TEXT TIP ID "\13\0\0"), OK },
	{ "unknown type 0d is skipped", B(TEXT TIP ID "\15\0\1\1"), OK },
	{ "unknown type 7f is skipped", B(TEXT TIP ID "\177\0\1\1"), OK },

	{ "zeros only", B(""), ERR_FORMAT },
	{ "no kind", B(TEXT LANE ID), ERR_FORMAT },
	{ "no lane", B(TEXT KIND("\1") ID), ERR_FORMAT },
	{ "no id", B(TEXT TIP), ERR_FORMAT },
	{ "a tip without text and answers", B(TIP ID), ERR_FORMAT },
	{ "a tip with flags only", B(TIP FLAGS ID), ERR_FORMAT },
	{ "unknown type 80", B(TEXT TIP ID "\200\0\1\1"), ERR_FORMAT },
	{ "unknown type ff", B(TEXT TIP ID "\377\0\0"), ERR_FORMAT },
	{ "a cell's status", B(TEXT TIP "\7\0\1\1" ID), ERR_FORMAT },
	{ "a cell's count of opened tips", B(TEXT TIP ID "\14\0\2\0\1"),
	    ERR_FORMAT },
	{ "kind 0", B(TEXT KIND("\0") LANE ID), ERR_FORMAT },
	{ "kind 9", B(TEXT KIND("\11") LANE ID), ERR_FORMAT },
	{ "a kind of no bytes", B(TEXT "\3\0\0" LANE ID), ERR_FORMAT },
	{ "a kind of two bytes", B(TEXT "\3\0\2\1\1" LANE ID), ERR_FORMAT },
	{ "lane 0", B(TEXT KIND("\1") "\4\0\1\0" ID), ERR_FORMAT },
	{ "lane 5", B(TEXT KIND("\1") "\4\0\1\5" ID), ERR_FORMAT },
	{ "flag 4", B(TEXT TIP "\5\0\1\4" ID), ERR_FORMAT },
	{ "flags of no bytes", B(TEXT TIP "\5\0\0" ID), ERR_FORMAT },
	{ "flags of two bytes", B(TEXT TIP "\5\0\2\0\1" ID), ERR_FORMAT },
	{ "an id of 15 bytes",
	    B(TEXT TIP "\11\0\17"
		       "0123456789abcde"),
	    ERR_FORMAT },
	{ "an id of 17 bytes",
	    B(TEXT TIP "\11\0\21"
		       "0123456789abcdefg"),
	    ERR_FORMAT },
	{ "a tip with a week", B(TEXT TIP ID WEEK), ERR_FORMAT },
	{ "a reply with a week", B(KIND("\4") LANE ID WEEK), ERR_FORMAT },
	{ "a week of one byte", B(KIND("\2") LANE ID "\12\0\1\1"), ERR_FORMAT },
	{ "a week of three bytes", B(KIND("\2") LANE ID "\12\0\3\1\1\1"),
	    ERR_FORMAT },

	{ "the same type twice", B(TEXT TEXT TIP ID), ERR_FORMAT },
	{ "the same skipped type twice", B(TEXT TIP ID "\15\0\0\15\0\0"),
	    ERR_FORMAT },
	{ "types out of order", B(TIP TEXT ID), ERR_FORMAT },
	{ "type 02 after a skipped type", B(TEXT TIP ID "\15\0\0" ANSWERS),
	    ERR_FORMAT },
	{ "a byte 01 after type 00", B(TEXT TIP ID "\0\1"), ERR_FORMAT },
	{ "a length beyond the end", B(TEXT TIP ID "\15\377\377"), ERR_FORMAT },
	{ "the kind after type 00", B(TEXT LANE ID "\0\3\0\1\1"), ERR_FORMAT },

	{ "an empty text", B("\1\0\0" ANSWERS TIP ID), ERR_FORMAT },
	{ "an empty text in a follow-up", B("\1\0\0" KIND("\2") LANE ID),
	    ERR_FORMAT },
	{ "a control character in the text", B("\1\0\2h\033" TIP ID),
	    ERR_FORMAT },
	{ "half a UTF-8 character in the text", B("\1\0\2h\303" TIP ID),
	    ERR_FORMAT },
	{ "a CR in the text", B("\1\0\2h\r" TIP ID), ERR_FORMAT },
	{ "an empty list of answers", B(TEXT "\2\0\0" TIP ID), ERR_FORMAT },
	{ "an empty choice", B(TEXT "\2\0\3\5\0\0" TIP ID), ERR_FORMAT },
	{ "an empty text answer", B(TEXT "\2\0\3\200\0\0" TIP ID), ERR_FORMAT },
	{ "the same field twice", B("\2\0\10\5\0\1\1\5\0\1\2" TIP ID),
	    ERR_FORMAT },
	{ "fields in descending order", B("\2\0\10\5\0\1\1\4\0\1\2" TIP ID),
	    ERR_FORMAT },
	{ "field 0", B("\2\0\4\0\0\1\1" TIP ID), OK },
	{ "field 255", B("\2\0\4\377\0\1a" TIP ID), OK },
	{ "choice 31", B("\2\0\5\177\0\2\1\37" TIP ID), OK },
	{ "choice 32", B("\2\0\4\5\0\1\40" TIP ID), ERR_FORMAT },
	{ "choice 0", B("\2\0\4\5\0\1\0" TIP ID), ERR_FORMAT },
	{ "the same choice twice", B("\2\0\5\5\0\2\3\3" TIP ID), ERR_FORMAT },
	{ "choices in descending order", B("\2\0\5\5\0\2\3\2" TIP ID),
	    ERR_FORMAT },
	{ "a control character in an answer", B("\2\0\4\200\0\1\1" TIP ID),
	    ERR_FORMAT },
	{ "an answer cut short", B("\2\0\4\5\0\2\1" TIP ID), ERR_FORMAT },
	{ "an answer's head cut short", B("\2\0\6\5\0\1\1\6\0" TIP ID),
	    ERR_FORMAT },
};

static uint8_t plain[BODY_SIZE];

static void
decodes(void **state)
{
	const struct body_row *row = *state;
	struct body b;

	memset(&b, 9, sizeof(b));
	memset(plain, 0, sizeof(plain));
	memcpy(plain, row->in, row->n);
	assert_int_equal(body_decode(&b, plain), row->want);
	if (row->want != OK)
		assert_true(sodium_is_zero((const uint8_t *)&b, sizeof(b)));
}

static void
decodes_every_item(void **state)
{
	struct body b;
	struct answer a;
	struct reader r;

	(void)state;
	memset(plain, 0, sizeof(plain));
	memcpy(plain, B(TEXT ANSWERS KIND("\2") LANE FLAGS ID WEEK));
	assert_int_equal(body_decode(&b, plain), OK);
	assert_true(span_is(b.text, "hi"));
	assert_int_equal(b.kind, KIND_FOLLOW_UP);
	assert_int_equal(b.lane, LANE_BROWSER);
	assert_int_equal(b.flags, FLAG_WANTS_REPLY | FLAG_MAY_REFER);
	assert_memory_equal(b.id.b, "0123456789abcdef", 16);
	assert_true(b.has_week);
	assert_int_equal(b.week, 0x107);
	r = (struct reader){ b.answers.p, b.answers.n, false };
	assert_true(answers_next(&a, &r));
	assert_int_equal(a.field, 5);
	assert_true(span_is(a.value, "\1\3"));
	assert_true(answers_next(&a, &r));
	assert_int_equal(a.field, 128);
	assert_true(span_is(a.value, "no"));
	assert_false(answers_next(&a, &r));
	assert_int_equal(wire_end(&r), OK);
}

/* A full body needs no 00 at its end; an item one byte longer is refused. */
static void
full_body_needs_no_type_00(void **state)
{
	const size_t used = sizeof(TEXT TIP ID) - 1;
	const size_t fill = BODY_SIZE - used - 3;
	struct body b;

	(void)state;
	for (size_t over = 0; over < 2; over++) {
		memset(plain, 1, sizeof(plain));
		memcpy(plain, TEXT TIP ID, used);
		plain[used] = 0x7f;
		plain[used + 1] = (uint8_t)((fill + over) >> 8);
		plain[used + 2] = (uint8_t)(fill + over);
		assert_int_equal(body_decode(&b, plain),
		    over == 0 ? OK : ERR_FORMAT);
	}
	/* a type 00 in the last byte has no zeros behind it */
	memset(plain, 1, sizeof(plain));
	memcpy(plain, TEXT TIP ID, used);
	plain[used] = 0x7f;
	plain[used + 1] = (uint8_t)((fill - 1) >> 8);
	plain[used + 2] = (uint8_t)(fill - 1);
	plain[BODY_SIZE - 1] = 0;
	assert_int_equal(body_decode(&b, plain), OK);
	memset(plain, 0, sizeof(plain));
	memcpy(plain, TEXT TIP ID, used);
	plain[BODY_SIZE - 1] = 1;
	assert_int_equal(body_decode(&b, plain), ERR_FORMAT);
	/* the body ends after one or two bytes of an item's head */
	for (size_t left = 1; left < 3; left++) {
		memset(plain, 0, sizeof(plain));
		memcpy(plain, TEXT TIP ID, used);
		plain[used] = 0x7e;
		plain[used + 1] = (uint8_t)((fill - left) >> 8);
		plain[used + 2] = (uint8_t)(fill - left);
		plain[BODY_SIZE - left] = 0x7f;
		assert_int_equal(body_decode(&b, plain), ERR_FORMAT);
	}
}

int
main(void)
{
	static struct rows all;

	ROWS(all, decodes, items);
	ROW(all, decodes_every_item);
	ROW(all, full_body_needs_no_type_00);
	return rows_run(&all, __FILE__);
}
