/* fold.c - tests how texts are folded for search. */

#include "core/fold.h"

#include <string.h>

#include "os/process.h"
#include "rows.h"

struct fold_row {
	const char *name;
	const char *text;
	const char *want;
};

static const struct fold_row folds[] = {
	{ "nothing", "", "" },
	{ "small letters", "een loods", "een loods" },
	{ "capitals", "EEN Loods 12-AB", "een loods 12-ab" },
	{ "accents", "Caf\u00e9 FA\u00c7ADE", "cafe facade" },
	{ "an accent of its own", "Cafe\u0301", "cafe" },
	{ "two accents in any order", "a\u0323\u0302 a\u0302\u0323", "a a" },
	{ "sharp s", "STRASSE Stra\u00dfe", "strasse strasse" },
	{ "Dutch ij as one letter", "\u0132sselmeer", "ijsselmeer" },
	{ "Turkish capital I with a dot", "\u0130stanbul", "istanbul" },
	{ "both Greek sigmas", "\u03a3\u0391\u03c2", "\u03c3\u03b1\u03c3" },
	{ "Arabic without vowel signs", "\u0643\u064e\u062a\u064e\u0628",
	    "\u0643\u062a\u0628" },
	{ "full width", "\uff21\uff22\uff11", "ab1" },
	{ "a ligature", "o\ufb03ce", "office" },
	{ "Hangul falls apart alike", "\uac00", "\u1100\u1161" },
	{ "a soft hyphen and a joiner", "loo\u00adds\u200d", "loods" },
	{ "white space", "  a\n\n b\u00a0\u3000c \n", "a b c" },
	{ "what is not UTF-8 ends it", "a\xff b", "a" },
};

static struct fold *f;

static void
fold(void **state)
{
	const struct fold_row *r = *state;
	struct span got;

	fold_wipe(f);
	fold_add(f, span_str(r->text));
	got = fold_span(f);
	assert_int_equal(got.n, strlen(r->want));
	assert_memory_equal(got.p, r->want, got.n);
}

/* A text and its answers in words, each for itself; no choices. */
static void
a_body(void **state)
{
	static const char want[] = "een tip rode auto";
	uint8_t bytes[64];
	struct writer w = { bytes, sizeof(bytes), 0, false };
	struct body b = { .text = span_str("E\u00e9n Tip") };
	struct span got;

	(void)state;
	answers_put(&w, 2, span_str("\1\2"));
	answers_put(&w, 137, span_str("Rode AUTO"));
	b.answers = (struct span){ bytes, w.n };
	fold_wipe(f);
	fold_body(f, &b);
	got = fold_span(f);
	assert_int_equal(got.n, strlen(want));
	assert_memory_equal(got.p, want, got.n);
}

/* One sign that grows eleven times: the memory ends, nothing else. */
static void
growing(void **state)
{
	static uint8_t text[3 * (TEXT_MAX / 3)];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i += 3)
		memcpy(text + i, "\xef\xb7\xba", 3);
	fold_wipe(f);
	fold_add(f, (struct span){ text, sizeof(text) });
	assert_in_range(fold_span(f).n, FOLD_MAX - 4, FOLD_MAX);
}

int
main(void)
{
	static struct rows all;

	if (process_begin() != OK)
		return 1;
	f = locked_new(sizeof(*f));
	if (f == NULL)
		return 1;
	ROWS(all, fold, folds);
	ROW(all, a_body);
	ROW(all, growing);
	return rows_run(&all, __FILE__);
}
