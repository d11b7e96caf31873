/* receipt.c - draw, parse, find and stretch the 24 digits a tipster keeps. */

#include "receipt.h"

#include <string.h>

#include "hash.h"
#include "text.h"

/* The check digits of the first 22 digits, as a number from 2 to 98. */
static unsigned
check_of(const struct receipt *r)
{
	unsigned v = 0;

	for (size_t i = 0; i < RECEIPT_DRAWN; i++)
		v = (v * 10 + r->b[i] - '0') % 97;
	return 98 - v * 100 % 97;
}

void
receipt_draw(struct receipt *r)
{
	unsigned check;
	uint8_t byte;

	for (size_t i = 0; i < RECEIPT_DRAWN;) {
		randombytes_buf(&byte, 1);
		if (byte < 250) /* 250 to 255 would favour 0 to 5 */
			r->b[i++] = (uint8_t)('0' + byte % 10);
	}
	sodium_memzero(&byte, sizeof(byte));
	check = check_of(r);
	r->b[RECEIPT_DRAWN] = (uint8_t)('0' + check / 10);
	r->b[RECEIPT_DRAWN + 1] = (uint8_t)('0' + check % 10);
}

struct range {
	uint32_t from;
	uint32_t to;
};

static bool
in_ranges(const struct range *r, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].from && c <= r[i].to)
			return true;
	return false;
}

/* True for characters that people write within a number, as in 12-34. */
static bool
is_gap(uint32_t c)
{
	static const struct range gaps[] = {
		/* TAB, spaces and the dot */
		{ '\t', '\t' },
		{ ' ', ' ' },
		{ '.', '.' },
		{ 0xa0, 0xa0 },
		{ 0x1680, 0x1680 },
		{ 0x2000, 0x200a },
		{ 0x202f, 0x202f },
		{ 0x205f, 0x205f },
		{ 0x3000, 0x3000 },
		{ 0xff0e, 0xff0e },
		/* dashes and the minus sign */
		{ '-', '-' },
		{ 0x58a, 0x58a },
		{ 0x5be, 0x5be },
		{ 0x1400, 0x1400 },
		{ 0x1806, 0x1806 },
		{ 0x2010, 0x2015 },
		{ 0x2212, 0x2212 },
		{ 0x2e17, 0x2e17 },
		{ 0x2e1a, 0x2e1a },
		{ 0x2e3a, 0x2e3b },
		{ 0x2e40, 0x2e40 },
		{ 0x2e5d, 0x2e5d },
		{ 0x301c, 0x301c },
		{ 0x3030, 0x3030 },
		{ 0x30a0, 0x30a0 },
		{ 0xfe31, 0xfe32 },
		{ 0xfe58, 0xfe58 },
		{ 0xfe63, 0xfe63 },
		{ 0xff0d, 0xff0d },
		{ 0x10ead, 0x10ead },
		/* variation selectors, which messengers insert */
		{ 0xfe00, 0xfe0f },
	};

	return in_ranges(gaps, sizeof(gaps) / sizeof(gaps[0]), c);
}

enum {
	GAP = -1,
	OTHER = -2,
};

/* The value of a digit, GAP or OTHER. */
static int
digit_of(uint32_t c)
{
	static const uint32_t zeros[] = { '0', 0x660, 0x6f0, 0xff10 };

	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return (int)(c - zeros[i]);
	return is_gap(c) || text_is_format(c) ? GAP : OTHER;
}

/* Exact: 00, 01 and 99 are wrong, though they equal 97, 98, 02 modulo 97. */
static enum err
check_test(const struct receipt *r)
{
	unsigned check =
	    (unsigned)(r->b[22] - '0') * 10 + (unsigned)(r->b[23] - '0');

	return check == check_of(r) ? OK : ERR_CHECK;
}

enum err
receipt_parse(struct receipt *r, const char *in, size_t n)
{
	WIPED(receipt) got = { { 0 } };
	struct reader rd = { (const uint8_t *)in, n, false };
	size_t len = 0;

	memset(r->b, 0, sizeof(r->b));
	while (rd.n > 0) {
		int d = digit_of(text_char(&rd));

		if (rd.bad || (d >= 0 && len == RECEIPT_DIGITS))
			return ERR_FORMAT;
		if (d >= 0)
			got.b[len++] = (uint8_t)('0' + d);
	}
	if (len != RECEIPT_DIGITS)
		return ERR_FORMAT;
	if (check_test(&got) != OK)
		return ERR_CHECK;
	*r = got;
	return OK;
}

/* The last digits of a text, as far as they may become a receipt. */
struct run {
	struct receipt r;           /* the first ${n} are used */
	bool first[RECEIPT_DIGITS]; /* the digit begins a group */
	size_t n;                   /* at most RECEIPT_DIGITS */
	bool in_group;
};
WIPE_FUNCTION(run);

static void
run_push(struct run *s, int digit)
{
	if (s->n == RECEIPT_DIGITS) {
		s->n--;
		memmove(s->r.b, s->r.b + 1, s->n);
		memmove(s->first, s->first + 1, s->n * sizeof(s->first[0]));
	}
	s->r.b[s->n] = (uint8_t)('0' + digit);
	s->first[s->n++] = !s->in_group;
	s->in_group = true;
}

/* True if the digits in ${s} are whole groups and form a valid receipt. */
static bool
run_ends(const struct run *s)
{
	return s->in_group && s->n == RECEIPT_DIGITS && s->first[0] &&
	    check_test(&s->r) == OK;
}

/* True for characters that may separate the groups of a receipt. */
static bool
is_between(uint32_t c, int digit)
{
	static const struct range marks[] = {
		{ '\n', '\n' },
		{ '\r', '\r' },
		{ '!', '/' },
		{ ':', '@' },
		{ '[', '`' },
		{ '{', '~' },
		{ 0xb7, 0xb7 },
		{ 0x60c, 0x60c },
		{ 0x2022, 0x2022 },
	};

	return digit == GAP ||
	    in_ranges(marks, sizeof(marks) / sizeof(marks[0]), c);
}

bool
receipt_find(struct receipt *r, struct span text)
{
	WIPED(run) s = { .n = 0 };
	struct reader rd = { text.p, text.n, false };
	bool found = false;

	memset(r->b, 0, sizeof(r->b));
	while (rd.n > 0 && !found) {
		uint32_t c = text_char(&rd);
		int d = digit_of(c);

		if (rd.bad)
			break;
		if (d >= 0) {
			run_push(&s, d);
			continue;
		}
		if (text_is_format(c)) /* does not end a group */
			continue;
		found = run_ends(&s);
		s.in_group = false;
		if (!found && !is_between(c, d))
			s.n = 0;
	}
	found = found || run_ends(&s);
	if (found)
		*r = s.r;
	return found;
}

void
receipt_print(char out[static RECEIPT_TEXT], const struct receipt *r)
{
	size_t n = 0;

	for (size_t i = 0; i < RECEIPT_DIGITS; i++) {
		if (i > 0 && i % 4 == 0)
			out[n++] = ' ';
		out[n++] = (char)r->b[i];
	}
	out[n] = '\0';
}

void
receipt_begin(struct root *root, const struct receipt *r,
    const struct service_id *service)
{
	WIPED(hash) h;

	hash_begin(&h, NULL, LABEL_RECEIPT);
	hash_add(&h, service->b, sizeof(service->b));
	hash_add(&h, r->b, sizeof(r->b));
	hash_end(&h, root->b);
}

void
receipt_root(struct root *root, const struct receipt *r,
    const struct service_id *service)
{
	receipt_begin(root, r, service);
	receipt_stretch(root, 1, STRETCH_STEPS);
}

void
receipt_stretch(struct root *root, uint32_t from, uint32_t to)
{
	WIPED(hash) h;

	for (uint32_t i = from; i <= to; i++) {
		const uint8_t be[4] = { (uint8_t)(i >> 24), (uint8_t)(i >> 16),
			(uint8_t)(i >> 8), (uint8_t)i };

		hash_begin(&h, NULL, LABEL_STRETCH);
		hash_add(&h, root->b, sizeof(root->b));
		hash_add(&h, be, sizeof(be));
		hash_end(&h, root->b);
	}
}
