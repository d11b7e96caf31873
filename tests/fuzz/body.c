/* body.c - fuzz the strict TLV of an envelope. */

#include "body.h"
#include "fuzz.h"

static uint8_t plain[BODY_SIZE];
static uint8_t first[BODY_SIZE];
static uint8_t second[BODY_SIZE];

static void
answers_walk(const struct body *b)
{
	struct reader r = { b->answers.p, b->answers.n, false };
	struct answer a;
	size_t text = b->text.n;
	int last = -1;

	while (answers_next(&a, &r)) {
		must(a.field > last && a.value.n > 0);
		must(a.field < 128 || showable(a.value));
		must(within(a.value, plain, sizeof(plain)));
		last = a.field;
		text += a.value.n;
	}
	must(wire_end(&r) == OK && text <= TEXT_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct body b;
	struct body again;

	if (size > sizeof(plain))
		return 0;
	memset(plain, 0, sizeof(plain));
	if (size > 0)
		memcpy(plain, data, size);
	if (body_decode(&b, plain) != OK) {
		must(sodium_is_zero((const uint8_t *)&b, sizeof(b)));
		return 0;
	}
	must(b.kind >= KIND_TIP && b.kind <= KIND_OUTCOME);
	must(b.lane >= LANE_BROWSER && b.lane <= LANE_PHONE);
	must(b.flags <= 3 && showable(b.text));
	must(within(b.text, plain, sizeof(plain)));
	answers_walk(&b);
	/* encoding again loses nothing but the items that were skipped */
	must(body_encode(first, &b) == OK);
	must(body_decode(&again, first) == OK);
	must(same(b.text.p, b.text.n, again.text.p, again.text.n));
	must(same(b.answers.p, b.answers.n, again.answers.p, again.answers.n));
	must(b.kind == again.kind && b.lane == again.lane &&
	    b.flags == again.flags && b.has_week == again.has_week &&
	    b.week == again.week &&
	    memcmp(b.id.b, again.id.b, sizeof(b.id.b)) == 0);
	must(body_encode(second, &again) == OK);
	must(memcmp(first, second, sizeof(first)) == 0);
	return 0;
}
