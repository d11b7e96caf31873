/* cell_body.c - fuzz the strict TLV of a cell. */

#include "body.h"
#include "fuzz.h"

static uint8_t plain[CELL_BODY_SIZE];
static uint8_t first[CELL_BODY_SIZE];
static uint8_t second[CELL_BODY_SIZE];

static void
texts_walk(const struct cell_body *b)
{
	struct reader r = { b->texts.p, b->texts.n, false };
	struct cell_text t;
	size_t total = 0;
	size_t n = 0;

	while (texts_next(&t, &r)) {
		must(t.text.n > 0 && t.text.n <= REPLY_MAX);
		must(showable(t.text));
		must(within(t.text, plain, sizeof(plain)));
		total += t.text.n;
		n++;
	}
	must(wire_end(&r) == OK && total <= CELL_TEXT_MAX &&
	    n <= CELL_TEXTS_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cell_body b;
	struct cell_body again;

	if (size > sizeof(plain))
		return 0;
	memset(plain, 0, sizeof(plain));
	if (size > 0)
		memcpy(plain, data, size);
	if (cell_body_decode(&b, plain) != OK) {
		must(sodium_is_zero((const uint8_t *)&b, sizeof(b)));
		return 0;
	}
	must(b.status >= STATUS_RECEIVED && b.status <= STATUS_DONE);
	texts_walk(&b);
	must(cell_body_encode(first, &b) == OK);
	must(cell_body_decode(&again, first) == OK);
	must(same(b.texts.p, b.texts.n, again.texts.p, again.texts.n));
	must(b.status == again.status && b.week == again.week &&
	    b.opened == again.opened);
	must(cell_body_encode(second, &again) == OK);
	must(memcmp(first, second, sizeof(first)) == 0);
	return 0;
}
