/* normal.c - Unicode's normal forms NFD and NFC, of a text that is secret. */

#include "core/normal.h"

#include <string.h>

#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "text.h"

_Static_assert(NORMAL_PARTS == UC_DECOMPOSITION_MAX_LENGTH, "room for parts");

/* Replace the last character by its full canonical decomposition. */
static void
decompose(struct normal *t)
{
	size_t i = t->n - 1;

	while (i < t->n) {
		int got = uc_canonical_decomposition(t->c[i], t->part);
		size_t n = (size_t)got;

		if (got <= 0) {
			i++;
			continue;
		}
		memmove(t->c + i + n, t->c + i + 1,
		    (t->n - i - 1) * sizeof(t->c[0]));
		memcpy(t->c + i, t->part, n * sizeof(t->c[0]));
		t->n += n - 1;
	}
}

/* Canonical ordering: a stable sort of accents by their class. */
static void
order(struct normal *t)
{
	for (size_t i = 1; i < t->n; i++) {
		uint32_t c = t->c[i];
		int class = uc_combining_class(c);
		size_t at = i;

		while (class != 0 && at > 0 &&
		    uc_combining_class(t->c[at - 1]) > class) {
			t->c[at] = t->c[at - 1];
			at--;
		}
		t->c[at] = c;
	}
}

enum err
normal_read(struct normal *t, struct span s)
{
	struct reader r = { s.p, s.n, false };

	t->n = 0;
	while (r.n > 0 && !r.bad) {
		if (t->n > NORMAL_MAX - NORMAL_PARTS)
			return ERR_TOO_LONG;
		t->c[t->n++] = text_char(&r);
		decompose(t);
	}
	order(t);
	return wire_end(&r);
}

void
normal_compose(struct normal *t)
{
	uint32_t *letter = NULL; /* the last one kept */
	int last = 0;            /* class of the last character kept */
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		uint32_t c = t->c[i];
		int class = uc_combining_class(c);
		uint32_t joined = 0;

		/* blocked by an accent of the same class in between */
		if (letter != NULL && (letter + 1 == t->c + n || last < class))
			joined = uc_composition(*letter, c);
		if (joined != 0) {
			*letter = joined;
			continue;
		}
		t->c[n] = c;
		if (class == 0)
			letter = t->c + n;
		last = class;
		n++;
	}
	t->n = n;
}

struct span
normal_utf8(struct normal *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		int size = u8_uctomb(t->out + n, t->c[i],
		    (ptrdiff_t)(sizeof(t->out) - n));

		if (size < 0)
			return (struct span){ t->out, 0 };
		n += (size_t)size;
	}
	return (struct span){ t->out, n };
}
