/* colour.c - the accent colour of a service, as rules of a style sheet. */

#include "page/colour.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

struct rgb {
	uint8_t part[3];
};

static const struct rgb white = { { 0xff, 0xff, 0xff } };
static const struct rgb dark = { { 0x15, 0x18, 0x1b } }; /* --paper */

static const double enough = 4.5;

static struct rgb
rgb_of(struct span rrggbb)
{
	static const char digits[] = "0123456789abcdef";
	struct rgb c = { { 0 } };

	for (size_t i = 0; i < 2 * sizeof(c.part); i++)
		c.part[i / 2] = (uint8_t)(c.part[i / 2] << 4 |
		    (strchr(digits, rrggbb.p[i]) - digits));
	return c;
}

/* From 0 to 1.  Source: WCAG 2.2, "relative luminance". */
static double
luminance(struct rgb c)
{
	static const double weight[] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0;

	for (size_t i = 0; i < sizeof(c.part); i++) {
		double s = c.part[i] / 255.0;

		sum += weight[i] *
		    (s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4));
	}
	return sum;
}

/* From 1 to 21.  Source: WCAG 2.2, "contrast ratio". */
static double
contrast(struct rgb a, struct rgb b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

bool
colour_reads(struct span rrggbb)
{
	return contrast(rgb_of(rrggbb), white) >= enough;
}

/* Mix in white until the colour can be read on dark paper. */
static struct rgb
lightened(struct rgb c)
{
	while (contrast(c, dark) < enough)
		for (size_t i = 0; i < sizeof(c.part); i++)
			c.part[i] += (uint8_t)((255 - c.part[i] + 15) / 16);
	return c;
}

static void
rule_put(struct writer *w, struct rgb accent, struct rgb ink)
{
	wire_put_str(w, ":root{--go:#");
	wire_put_hex(w, accent.part, sizeof(accent.part));
	wire_put_str(w, ";--go-ink:#");
	wire_put_hex(w, ink.part, sizeof(ink.part));
	wire_put_str(w, "}");
}

void
colour_css(struct writer *w, struct span rrggbb)
{
	struct rgb c;

	if (rrggbb.n == 0)
		return;
	c = rgb_of(rrggbb);
	rule_put(w, c, white);
	wire_put_str(w, "@media(prefers-color-scheme:dark){");
	rule_put(w, lightened(c), dark);
	wire_put_str(w, "}");
}
