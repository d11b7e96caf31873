/* text.c - fuzz the checks of texts and names, and the normalising of text. */

#include "fuzz.h"
#include "label.h"

/* Length of the UTF-8 sequence at ${p}, by Unicode's table 3-7; 0 if none. */
static size_t
well_formed(const uint8_t *p, size_t n)
{
	size_t more = p[0] < 0x80 ? 0 : p[0] < 0xe0 ? 1 : p[0] < 0xf0 ? 2 : 3;
	uint8_t low = 0x80;
	uint8_t high = 0xbf;

	if ((p[0] >= 0x80 && p[0] < 0xc2) || p[0] > 0xf4 || more >= n)
		return 0;
	if (p[0] == 0xe0)
		low = 0xa0;
	if (p[0] == 0xed)
		high = 0x9f;
	if (p[0] == 0xf0)
		low = 0x90;
	if (p[0] == 0xf4)
		high = 0x8f;
	for (size_t i = 1; i <= more; i++, low = 0x80, high = 0xbf)
		if (p[i] < low || p[i] > high)
			return 0;
	return more + 1;
}

static bool
is_text(struct span s)
{
	for (size_t i = 0; i < s.n;) {
		size_t n = well_formed(s.p + i, s.n - i);

		if (n == 0 || (n == 1 && s.p[i] < 0x20 && s.p[i] != '\n') ||
		    s.p[i] == 0x7f ||
		    (n == 2 && s.p[i] == 0xc2 && s.p[i + 1] < 0xa0))
			return false;
		i += n;
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct span s = { data, size };
	uint8_t *copy = malloc(size + 1);
	struct span t = { copy, 0 };

	must((text_check(s) == OK) == is_text(s));
	if (name_check(s) == OK)
		must(text_check(s) == OK && size >= 1 &&
		    size <= NAME_MAX_BYTES && memchr(data, '\n', size) == NULL);
	if (key_name_ok(s))
		must(name_check(s) == OK && size <= KEY_NAME_MAX);
	must(copy != NULL);
	if (size > 0)
		memcpy(copy, data, size);
	t.n = text_normalise(copy, size);
	must(t.n <= size && (t.n == 0 || memchr(copy, '\r', t.n) == NULL) &&
	    (t.n == 0 || memchr(copy, '\t', t.n) == NULL));
	must(text_normalise(copy, t.n) == t.n);
	if (text_check(s) == OK)
		must(same(data, size, copy, t.n));
	free(copy);
	return 0;
}
