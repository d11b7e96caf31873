/* place.c - where on a terminal's screen each character of a text is. */

#include "terminal/place.h"

#include "terminal/screen.h"
#include "text.h"

void
place_of(struct place *p, uint32_t c, size_t columns)
{
	if (c != '\n' && p->col + screen_width(c) > columns)
		*p = (struct place){ p->row + 1, 0 };
}

void
place_over(struct place *p, uint32_t c)
{
	if (c == '\n')
		*p = (struct place){ p->row + 1, 0 };
	else
		p->col += screen_width(c);
}

struct place
place_behind(struct place p, struct span s, size_t columns)
{
	struct reader r = { s.p, s.n, false };

	while (r.n > 0 && !r.bad) {
		uint32_t c = text_char(&r);

		place_of(&p, c, columns);
		place_over(&p, c);
	}
	return p;
}
