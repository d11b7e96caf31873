/* lines.c - fuzz the reader of lines, and every kind of value in a note. */

#include "fuzz.h"
#include "lines.h"
#include "week.h"

static const char *const words[] = { "a", "b", "tip1/inbox", "seq", "ac" };

/* Parse ${s} as each kind of value; a valid one must print as it was read. */
static void
value(struct span s)
{
	uint8_t b[96];
	char text[256];
	struct writer w = { (uint8_t *)text, sizeof(text), 0, false };
	char day_text[DATE_TEXT];
	char week_text[WEEK_TEXT];
	uint64_t v;
	uint16_t week;
	int32_t day;

	if (span_decimal(&v, s, UINT64_MAX) == OK) {
		wire_put_decimal(&w, v);
		must(same(text, w.n, s.p, s.n));
	}
	w.n = 0;
	if (s.n < 192 && span_hex(b, s.n / 2, s) == OK) {
		wire_put_hex(&w, b, s.n / 2);
		must(same(text, w.n, s.p, s.n));
	}
	for (size_t i = 0; i < 3 && s.n >= 4 && s.n <= 128; i++) {
		size_t n = s.n / 4 * 3 - i;

		w.n = 0;
		if (span_base64(b, n, s) != OK)
			continue;
		wire_put_base64(&w, b, n);
		must(same(text, w.n, s.p, s.n));
	}
	if (week_parse(&week, s) == OK) {
		week_print(week_text, week);
		must(span_is(s, week_text));
	}
	if (date_parse(&day, s) == OK) {
		date_print(day_text, day);
		must(span_is(s, day_text) && day >= 0);
	}
}

/* Read a part of the line, of the kind that ${op} says. */
static void
take(struct lines *l, uint8_t op)
{
	uint8_t b[32];
	size_t left = l->rest.n;

	switch (op % 8) {
	case 0:
		(void)lines_next(l, words[op / 8 % 5]);
		return;
	case 1:
		lines_hex(l, b, op / 8);
		break;
	case 2:
		lines_base64(l, b, op / 8);
		break;
	case 3:
		(void)lines_decimal(l, 0, op);
		break;
	case 4:
		(void)lines_date(l);
		break;
	case 5:
		(void)lines_week(l);
		break;
	case 6:
		(void)lines_lang(l);
		break;
	default:
		(void)lines_rest(l);
		break;
	}
	must(l->bad || l->rest.n < left || left == 0);
}

/* Input: u8 number of steps, the steps, the text. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = { data, size, false };
	struct span ops = wire_span(&r, wire_u8(&r));
	struct span text = wire_span(&r, r.n);
	struct span rest = text;
	struct lines l = lines_begin(text);
	bool bad = false;

	for (size_t i = 0; i < ops.n; i++) {
		take(&l, ops.p[i]);
		must(within(l.rest, text.p, text.n));
		must(!bad || l.bad); /* sticky */
		bad = l.bad;
	}
	if (lines_end(&l) == OK)
		must(l.r.n == 0 && l.rest.n == 0 && !l.bad);
	while (rest.n > 0) {
		size_t n = rest.n;
		struct span word = span_word(&rest);

		must(word.n <= n && rest.n < n);
		value(word);
	}
	return 0;
}
