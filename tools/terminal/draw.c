/* draw.c - keep a text that is being typed right on the screen. */

#include "terminal/draw.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "terminal/place.h"
#include "terminal/screen.h"
#include "text.h"

static void
put(const struct draw *d, const void *p, size_t n)
{
	const uint8_t *b = p;

	while (n > 0 && d->out >= 0) {
		ssize_t did = write(d->out, b, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return;
		b += did;
		n -= (size_t)did;
	}
}

void
draw_say(const struct draw *d, const char *s)
{
	put(d, s, strlen(s));
}

/* Move the cursor ${n} places: A is up, B is down, C is right. */
static void
move(const struct draw *d, size_t n, char where)
{
	char s[32];

	(void)snprintf(s, sizeof(s), "\033[%zu%c", n, where);
	if (n > 0)
		draw_say(d, s);
}

static struct place
place_first(const struct draw *d)
{
	const struct place none = { 0, 0 };

	return d->prompt == NULL
	    ? none
	    : place_behind(none, span_str(d->prompt), d->columns);
}

/* The place of the cursor before offset ${at} of ${text}. */
static struct place
place_at(const struct draw *d, struct span text, size_t at)
{
	struct place p = place_behind(place_first(d),
	    (struct span){ text.p, at }, d->columns);
	struct reader r = { text.p + at, text.n - at, false };

	if (r.n > 0)
		place_of(&p, text_char(&r), d->columns);
	return p;
}

/*
 * Put the rows of ${text} from ${d->top} on, as many as the screen takes.
 * Returns the place behind the last character put.
 */
static struct place
rows_put(const struct draw *d, struct span text)
{
	struct reader r = { text.p, text.n, false };
	struct place p = place_first(d);
	const uint8_t *from = text.p;
	const uint8_t *to = text.p + text.n;

	if (d->top == 0 && d->prompt != NULL)
		draw_say(d, d->prompt);
	while (r.n > 0 && !r.bad) {
		const uint8_t *start = r.p;
		uint32_t c = text_char(&r);
		struct place was = p;
		size_t row;

		place_of(&p, c, d->columns);
		row = p.row;
		place_over(&p, c);
		if (p.row > was.row && p.row == d->top)
			from = row == was.row ? r.p : start;
		if (p.row == d->top + d->rows) {
			p = was;
			to = start;
			break;
		}
	}
	put(d, from, (size_t)(to - from));
	return p;
}

void
draw_begin(struct draw *d, int out, const char *prompt)
{
	*d = (struct draw){ .out = out, .prompt = prompt };
	d->plain = !screen_moves();
	screen_size(d->out, &d->rows, &d->columns);
}

/* The last line of ${text}, for a terminal on which nothing moves. */
static void
plain_put(struct draw *d, struct span text)
{
	const uint8_t *lf = text.n == 0 ? NULL : memrchr(text.p, '\n', text.n);
	struct place p;

	if (d->row > 0 || d->col > 0)
		draw_say(d, "\n");
	if (lf != NULL) {
		text.n -= (size_t)(lf + 1 - text.p);
		text.p = lf + 1;
	}
	if (d->prompt != NULL)
		draw_say(d, d->prompt);
	put(d, text.p, text.n);
	p = place_behind(place_first(d), text, d->columns);
	d->row = p.row;
	d->col = p.col;
}

void
draw_text(struct draw *d, struct span text, size_t at)
{
	struct place want = place_at(d, text, at);
	struct place end;

	if (d->plain) {
		plain_put(d, text);
		return;
	}
	move(d, d->row - d->top, 'A');
	draw_say(d, "\r\033[J");
	if (want.row < d->top)
		d->top = want.row;
	if (want.row >= d->top + d->rows)
		d->top = want.row - d->rows + 1;
	end = rows_put(d, text);
	d->row = want.row;
	d->col = want.col;
	d->below = end.row - want.row;
	if (at == text.n)
		return;
	move(d, d->below, 'A');
	draw_say(d, "\r");
	move(d, want.col < d->columns ? want.col : d->columns - 1, 'C');
}

void
draw_resized(struct draw *d, struct span text, size_t at)
{
	screen_size(d->out, &d->rows, &d->columns);
	d->row = place_at(d, text, at).row;
	if (d->row < d->top)
		d->top = d->row;
	if (d->row - d->top >= d->rows)
		d->top = d->row - d->rows + 1;
	draw_text(d, text, at);
}

void
draw_append(struct draw *d, struct span c)
{
	struct place p =
	    place_behind((struct place){ d->row, d->col }, c, d->columns);

	put(d, c.p, c.n);
	d->row = p.row;
	d->col = p.col;
	if (d->row - d->top >= d->rows)
		d->top = d->row - d->rows + 1;
}

bool
draw_drop(struct draw *d, struct span letter)
{
	struct place first = place_first(d);
	size_t from = d->row == first.row ? first.col : 0;
	struct place wide =
	    place_behind((struct place){ 0, 0 }, letter, d->columns);

	/* in the last column a terminal may not have moved yet */
	if (wide.row > 0 || wide.col == 0 || d->col >= d->columns ||
	    d->col < from + wide.col)
		return false;
	d->col -= wide.col;
	for (; wide.col > 0; wide.col--)
		draw_say(d, "\b \b");
	return true;
}

void
draw_leave(struct draw *d)
{
	move(d, d->below, 'B');
	draw_say(d, "\n");
	d->row = d->top = d->col = d->below = 0;
}

size_t
draw_row(const struct draw *d, struct span text, size_t at, bool up)
{
	struct place was = place_at(d, text, at);
	struct place p = place_first(d);
	struct reader r = { text.p, text.n, false };
	size_t row = up ? was.row - 1 : was.row + 1;
	size_t best = at;

	if (up && was.row == 0)
		return at;
	for (;;) {
		const size_t offset = (size_t)(r.p - text.p);
		uint32_t c = r.n == 0 ? 0 : text_char(&r);

		place_of(&p, c, d->columns);
		if (p.row == row && (p.col <= was.col || best == at) &&
		    (c < 0x80 || screen_width(c) > 0))
			best = offset;
		if (r.bad || p.row > row || offset == text.n)
			return best;
		place_over(&p, c);
	}
}
