/* fold.c - texts as search compares them: no case, no accents, no line ends. */

#include "core/fold.h"

#include <stdbool.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "text.h"

enum {
	TEXT_FIELDS = 128, /* answers: text from this field on */
};

_Static_assert(FOLD_PARTS == UC_DECOMPOSITION_MAX_LENGTH, "room for parts");

/* Append one character that no folding changes any more. */
static void
put(struct fold *f, uint32_t c)
{
	int n;

	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M) ||
	    text_is_format(c))
		return;
	if (c == '\n' || uc_is_property_white_space(c)) {
		c = ' ';
		if (f->n == 0 || f->b[f->n - 1] == ' ')
			return;
	}
	n = u8_uctomb(f->b + f->n, c, (ptrdiff_t)(sizeof(f->b) - f->n));
	if (n > 0)
		f->n += (size_t)n;
}

/*
 * The parts of ${c}, and the parts of those: what is left are letters, in their
 * order, and marks, which are dropped, so that theirs does not matter.
 */
static size_t
parts_of(uint32_t part[static FOLD_PARTS], uint32_t c)
{
	uint32_t more[FOLD_PARTS];
	size_t n = 1;
	size_t i = 0;
	int tag;

	part[0] = c;
	while (i < n) {
		int got = uc_decomposition(part[i], &tag, more);

		if (got <= 0 || n - 1 + (size_t)got > FOLD_PARTS) {
			i++;
			continue;
		}
		u32_move(part + i + (size_t)got, part + i + 1, n - i - 1);
		u32_cpy(part + i, more, (size_t)got);
		n += (size_t)got - 1;
	}
	sodium_memzero(more, sizeof(more));
	return n;
}

/* Fold one character; folding may give what falls apart again. */
static void
char_add(struct fold *f, uint32_t c)
{
	size_t n = parts_of(f->part, c);

	for (size_t i = 0; i < n; i++) {
		/* with room for all of it the library does not allocate */
		size_t got = FOLD_PARTS;
		const uint32_t *p =
		    u32_casefold(&f->part[i], 1, NULL, NULL, f->lower, &got);

		if (p != f->lower)
			continue;
		for (size_t j = 0; j < got; j++) {
			uint32_t last[FOLD_PARTS];
			size_t m = parts_of(last, f->lower[j]);

			for (size_t k = 0; k < m; k++)
				put(f, last[k]);
			sodium_memzero(last, sizeof(last));
		}
	}
}

void
fold_add(struct fold *f, struct span text)
{
	struct reader r = { text.p, text.n, false };
	uint32_t c;

	put(f, ' ');
	while (r.n > 0) {
		c = text_char(&r);
		if (r.bad)
			break;
		if (c < 0x80)
			put(f, c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
		else
			char_add(f, c);
	}
}

void
fold_body(struct fold *f, const struct body *b)
{
	struct reader r = { b->answers.p, b->answers.n, false };
	struct answer a;

	fold_add(f, b->text);
	while (answers_next(&a, &r))
		if (a.field >= TEXT_FIELDS)
			fold_add(f, a.value);
}

struct span
fold_span(const struct fold *f)
{
	size_t n = f->n;

	if (n > 0 && f->b[n - 1] == ' ')
		n--;
	return (struct span){ f->b, n };
}
