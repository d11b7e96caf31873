/* directory.c - fuzz the text of a directory. */

#include "directory.h"
#include "fuzz.h"

static struct directory d;

static void
holder_check(const struct holder *h, struct span text)
{
	must(key_name_ok(span_str(h->ik.name)));
	must(h->min_version >= 1 && h->partner == (h->cells == 0));
	must(h->topics != 0 && (h->topics == UINT32_MAX || !(h->topics & 1)));
	must(within(h->lines, text.p, text.n));
	must(name_check(lines_text(h->lines, "title", NULL, "nl")) == OK);
	must(directory_holder(&d, &h->id) == h);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct span text = { data, size };
	const struct pk_name nobody = { { 0 } };
	size_t cells = 0;

	if (directory_parse(&d, text) != OK) {
		must(sodium_is_zero((const uint8_t *)&d, sizeof(d)));
		return 0;
	}
	must(text_check(text) == OK && data[size - 1] == '\n');
	must(d.desks >= 1 && d.desks <= DESKS_MAX);
	must(d.holders >= d.desks && d.holders <= HOLDERS_MAX);
	must(d.version >= 1 && (d.rhythm == 1 || d.rhythm == 2));
	must(d.expires >= d.issued && d.expires <= d.issued + DIRECTORY_DAYS);
	must(name_check(d.phone) == OK && name_check(d.neutral) == OK);
	must(d.letters >= 4 && d.letters <= 64);
	must(d.onion.n == 0 || within(d.onion, data, size));
	must(d.colour.n == 0 || d.colour.n == 6);
	must(within(d.lines, data, size) && within(d.revoked, data, size));
	for (size_t i = 0; i < d.holders; i++) {
		must(d.holder[i].partner == (i >= d.desks));
		holder_check(&d.holder[i], text);
		cells += d.holder[i].cells;
	}
	must(cells <= CELLS_MAX);
	(void)directory_revoked(&d, &nobody);
	return 0;
}
