/* colour.c - tests which accent colours are legible, and their CSS.
 */

#include <stdlib.h>
#include <string.h>

#include "rows.h"

#include "page/colour.h"

static const struct read_row {
	const char *name;
	bool want;
} reads[] = {
	{ "000000", true },
	{ "0a5c3c", true },
	{ "767676", true },  /* 4.54 */
	{ "777777", false }, /* 4.48 */
	{ "ff0000", false }, /* 4.00 */
	{ "0000ff", true },
	{ "ffcc00", false },
	{ "ffffff", false },
};

static void
is_legible_or_not(void **state)
{
	const struct read_row *row = *state;

	assert_int_equal(colour_reads(span_str(row->name)), row->want);
}

/* The values were computed by another program from the formulas of WCAG. */
static void
css_has_a_light_and_a_dark_colour(void **state)
{
	uint8_t out[COLOUR_CSS];
	struct writer w = { out, sizeof(out), 0, false };

	(void)state;
	colour_css(&w, span_str("0a5c3c"));
	assert_false(w.bad);
	assert_true(span_is((struct span){ out, w.n },
	    ":root{--go:#0a5c3c;--go-ink:#ffffff}"
	    "@media(prefers-color-scheme:dark){"
	    ":root{--go:#5b937d;--go-ink:#15181b}}"));
	w = (struct writer){ out, sizeof(out), 0, false };
	colour_css(&w, span_str(""));
	assert_int_equal(w.n, 0);
}

/* The CSS of any colour fits into COLOUR_CSS bytes. */
static void
css_of_any_colour_fits(void **state)
{
	char hex[8];

	(void)state;
	for (unsigned c = 0; c < 1 << 24; c += 4099) {
		uint8_t out[COLOUR_CSS];
		struct writer w = { out, sizeof(out), 0, false };

		(void)snprintf(hex, sizeof(hex), "%06x", c);
		colour_css(&w, span_str(hex));
		assert_false(w.bad);
	}
}

int
main(void)
{
	static struct rows all;

	ROWS(all, is_legible_or_not, reads);
	ROW(all, css_has_a_light_and_a_dark_colour);
	ROW(all, css_of_any_colour_fits);
	return rows_run(&all, __FILE__);
}
