/* normal.c - tests NFD and NFC against libunistring and Unicode's test. */

#include "core/normal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <bzlib.h>
#include <unictype.h>
#include <uninorm.h>

#include "rows.h"
#include "utf8.h"

/* From the Debian package unicode-data. */
#define UNICODE_TEST "/usr/share/unicode/NormalizationTest.txt.bz2"

enum {
	TEXT = 128,
	STRINGS = 100000,
	LINES = 18000, /* at least: Unicode 14 has 18,990 */
};

struct text {
	uint8_t b[TEXT];
	size_t n;
};

static struct normal t;

static struct span
span_of(const struct text *s)
{
	return (struct span){ s->b, s->n };
}

static struct span
made(struct span in, bool composed)
{
	assert_int_equal(normal_read(&t, in), OK);
	if (composed)
		normal_compose(&t);
	return normal_utf8(&t);
}

static bool
equal(struct span a, struct span b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

/* Compare both forms of ${in} with those of u8_normalize(). */
static void
beside(struct span in)
{
	for (int composed = 0; composed < 2; composed++) {
		uint8_t b[4 * TEXT];
		size_t n = sizeof(b);

		assert_ptr_equal(
		    u8_normalize(composed ? UNINORM_NFC : UNINORM_NFD, in.p,
			in.n, b, &n),
		    b);
		if (!equal(made(in, composed), (struct span){ b, n }))
			fail_msg("U+%04X and more, composed: %d",
			    (unsigned)t.c[0], composed);
	}
}

static void
add(struct text *s, uint32_t c)
{
	assert_true(s->n + 4 <= sizeof(s->b));
	s->n += utf8(s->b + s->n, c);
}

static bool
is_scalar(uint32_t c)
{
	return c < 0xd800 || (c > 0xdfff && c < 0x110000);
}

/* Each character alone; the NFD needs at most 3 characters for 2 bytes. */
static void
all_characters(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x110000; c++) {
		struct text s = { .n = 0 };

		if (!is_scalar(c))
			continue;
		add(&s, c);
		beside(span_of(&s));
		(void)made(span_of(&s), false);
		assert_true(2 * t.n <= 3 * s.n);
	}
}

/* Characters that a form may decompose, compose or reorder. */
static uint32_t moved[32768];
static size_t moved_n;

static void
moved_find(void)
{
	uint32_t part[NORMAL_PARTS];

	for (uint32_t c = 1; c < 0x110000; c++)
		if (uc_combining_class(c) != 0 || (c >= 0x1100 && c < 0x1200) ||
		    (uc_canonical_decomposition(c, part) > 0 &&
			(c < 0xac00 || c % 8 == 0))) {
			assert_true(moved_n < 32768);
			moved[moved_n++] = c;
		}
}

static uint32_t
draw(uint32_t below)
{
	static uint64_t x = 1;

	x = x * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(x >> 33) % below;
}

/* Draw letters and accents that often combine. */
static uint32_t
draw_character(void)
{
	switch (draw(4)) {
	case 0:
		return 'A' + draw(58);
	case 1:
		return 0x300 + draw(0x70);
	case 2:
		return 0x1100 + draw(0x100);
	default:
		return moved[draw((uint32_t)moved_n)];
	}
}

static void
strings(void **state)
{
	(void)state;
	moved_find();
	for (int i = 0; i < STRINGS; i++) {
		struct text s = { .n = 0 };

		for (uint32_t n = 1 + draw(TEXT / 4); n > 0; n--)
			add(&s, draw_character());
		beside(span_of(&s));
	}
}

/* Read a column, as "0044 0307;"; false if the library lacks a character. */
static bool
column_read(struct text *s, char **at)
{
	bool known = true;

	s->n = 0;
	while (**at != ';') {
		uint32_t c = (uint32_t)strtoul(*at, at, 16);

		known &= !uc_is_general_category(c, UC_UNASSIGNED);
		add(s, c);
	}
	(*at)++;
	return known;
}

/* Conformance rule 1 of the file: what each column becomes. */
static bool
line_judge(char *line)
{
	static const struct {
		bool composed;
		uint8_t from;
		uint8_t to;
	} want[] = {
		{ true, 0, 1 },
		{ true, 1, 1 },
		{ true, 2, 1 },
		{ true, 3, 3 },
		{ true, 4, 3 },
		{ false, 0, 2 },
		{ false, 1, 2 },
		{ false, 2, 2 },
		{ false, 3, 4 },
		{ false, 4, 4 },
	};
	struct text c[5];
	char *at = line;
	bool known = true;

	for (size_t i = 0; i < 5; i++)
		known &= column_read(&c[i], &at);
	if (!known)
		return false;
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		if (!equal(made(span_of(&c[want[i].from]), want[i].composed),
			span_of(&c[want[i].to])))
			fail_msg("%.40s: column %d", line, want[i].from + 1);
	return true;
}

static void
unicode_test(void **state)
{
	static char file[1 << 22];
	BZFILE *f = BZ2_bzopen(UNICODE_TEST, "rb");
	char *save;
	int n;
	int judged = 0;
	int newer = 0;

	(void)state;
	assert_non_null(f);
	n = BZ2_bzread(f, file, sizeof(file) - 1);
	BZ2_bzclose(f);
	assert_true(n > 0);
	for (char *line = strtok_r(file, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save))
		if (strchr("#@", line[0]) == NULL)
			*(line_judge(line) ? &judged : &newer) += 1;
	print_message("# %d lines, and %d with newer characters\n", judged,
	    newer);
	assert_true(judged >= LINES);
}

#define TIMES_8(s) s s s s s s s s
#define TIMES_512(s) TIMES_8(TIMES_8(TIMES_8(s)))

static void
room(void **state)
{
	/* two bytes each, which become three characters and six bytes */
	static const char most[] = TIMES_512("\u0390");
	static const char more[] = TIMES_512("\u0390\u0390");
	/* pairs to swap; u8_normalize() sorts so many in other memory */
	static const char marks[] = TIMES_8(TIMES_8("\u0301\u0323"));

	(void)state;
	assert_int_equal(sizeof(most) - 1, PASSPHRASE_MAX);
	assert_int_equal(normal_read(&t, span_str(most)), OK);
	assert_int_equal(t.n, PASSPHRASE_MAX / 2 * 3);
	assert_int_equal(normal_utf8(&t).n, 0);
	normal_compose(&t);
	assert_true(equal(normal_utf8(&t), span_str(most)));
	assert_int_equal(normal_read(&t, span_str(more)), ERR_TOO_LONG);
	beside(span_str(marks));
	assert_int_equal(normal_read(&t, span_str("caf\xe9 met")), ERR_FORMAT);
	assert_int_equal(normal_read(&t, span_str("")), OK);
	assert_int_equal(normal_utf8(&t).n, 0);
}

int
main(void)
{
	static struct rows all;

	ROW(all, all_characters);
	ROW(all, strings);
	ROW(all, unicode_test);
	ROW(all, room);
	return rows_run(&all, __FILE__);
}
