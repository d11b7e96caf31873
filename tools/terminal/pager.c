/* pager.c - show a page at a time what is longer than the screen. */

#include "terminal/pager.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "terminal/keys.h"
#include "terminal/place.h"
#include "terminal/screen.h"
#include "terminal/tty.h"
#include "terminal/words.h"
#include "text.h"
#include "wire.h"

enum {
	PAGER_FIRST = 1 << 16, /* bytes; doubled when they are full */
	STATUS_ROOM = 256,
};

/* What was collected. */
static struct {
	uint8_t *p;
	size_t n;
	size_t cap;
} pager;

/* A look at it. */
struct view {
	size_t rows; /* of a page */
	size_t columns;
	size_t total; /* rows of the text */
	size_t top;   /* the first row shown */
	bool over;
};

static struct span
text_all(void)
{
	return (struct span){ pager.p, pager.n };
}

static void
pager_free(void)
{
	sodium_free(pager.p); /* wipes it; NULL is fine */
	pager.p = NULL;
	pager.n = pager.cap = 0;
}

static bool
room_for(size_t n)
{
	size_t cap = pager.cap;
	uint8_t *p;

	while (cap - pager.n < n && cap < SIZE_MAX / 4)
		cap *= 2;
	if (cap == pager.cap)
		return cap - pager.n >= n;
	p = sodium_malloc(cap);
	if (p == NULL)
		return false;
	memcpy(p, pager.p, pager.n);
	sodium_free(pager.p);
	pager.p = p;
	pager.cap = cap;
	return true;
}

static void
take(struct span s)
{
	if (room_for(s.n)) {
		memcpy(pager.p + pager.n, s.p, s.n);
		pager.n += s.n;
		return;
	}
	screen_collect(NULL);
	screen_put(text_all());
	screen_put(s);
	pager_free();
}

void
pager_begin(void)
{
	if (pager.p != NULL || isatty(STDIN_FILENO) != 1 ||
	    isatty(STDOUT_FILENO) != 1)
		return;
	pager.p = sodium_malloc(PAGER_FIRST);
	if (pager.p == NULL)
		return;
	pager.n = 0;
	pager.cap = PAGER_FIRST;
	screen_collect(take);
}

/* The offset at which the row ${row} begins; all if there are fewer rows. */
static size_t
row_offset(const struct view *v, size_t row)
{
	struct span s = text_all();
	struct reader r = { s.p, s.n, false };
	struct place p = { 0, 0 };

	while (r.n > 0 && p.row < row) {
		const uint8_t *start = r.p;
		uint32_t c = text_char(&r);

		if (r.bad) /* ours is UTF-8; one byte, should it be cut */
			r = (struct reader){ start + 1,
				(size_t)(s.p + s.n - start - 1), false };
		place_of(&p, c, v->columns);
		if (p.row == row)
			return (size_t)(start - s.p);
		place_over(&p, c);
	}
	return (size_t)(r.p - s.p);
}

/* The size of the screen may have changed: keep its first character there. */
static void
measure(struct view *v)
{
	size_t first = v->columns == 0 ? 0 : row_offset(v, v->top);
	struct span s = text_all();
	struct place p;

	screen_size(STDOUT_FILENO, &v->rows, &v->columns);
	if (v->rows > 1)
		v->rows--; /* the last is for the keys */
	p = place_behind((struct place){ 0, 0 }, s, v->columns);
	v->total = p.row + (p.col > 0);
	s.n = first;
	v->top = place_behind((struct place){ 0, 0 }, s, v->columns).row;
}

static size_t
last_top(const struct view *v)
{
	return v->total > v->rows ? v->total - v->rows : 0;
}

static void
go(struct view *v, size_t top)
{
	v->top = top < last_top(v) ? top : last_top(v);
}

static void
status_put(const struct view *v)
{
	char s[STATUS_ROOM];
	size_t rows = v->rows > 0 ? v->rows : 1;
	size_t page = (v->top + rows - 1) / rows + 1;
	size_t pages = (v->total + rows - 1) / rows;
	bool last = v->top == last_top(v);
	int n = last
	    ? snprintf(s, sizeof(s), _("%zu/%zu  b: back  q: end"), page, pages)
	    : snprintf(s, sizeof(s), _("%zu/%zu  Space: next  b: back  q: end"),
		  page, pages);
	size_t fits = v->columns > 1 ? v->columns - 1 : 1;

	if (n < 0)
		return;
	if ((size_t)n < fits)
		fits = (size_t)n;
	if (screen_moves())
		screen_put(span_str("\033[7m"));
	screen_put((struct span){ (const uint8_t *)s, fits });
	if (screen_moves())
		screen_put(span_str("\033[m"));
}

static void
page_put(const struct view *v)
{
	size_t from = row_offset(v, v->top);
	size_t to = row_offset(v, v->top + v->rows);
	struct place p;

	screen_put(span_str(screen_moves() ? "\033[H\033[J" : "\n"));
	screen_put((struct span){ pager.p + from, to - from });
	p = place_behind((struct place){ 0, 0 },
	    (struct span){ pager.p + from, to - from }, v->columns);
	if (p.col > 0) /* the last row has no line end */
		screen_put(span_str("\n"));
	status_put(v);
}

static void
character_do(struct view *v, uint8_t c)
{
	if (c == 'q' || c == 'Q')
		v->over = true;
	else if (c == 'b' || c == 'B' || c == '-')
		go(v, v->top > v->rows ? v->top - v->rows : 0);
	else if (c == 'g' || c == '<')
		go(v, 0);
	else if (c == 'G' || c == '>')
		go(v, v->total);
}

static void
next(struct view *v)
{
	if (v->top == last_top(v))
		v->over = true;
	else
		go(v, v->top + v->rows);
}

static void
key_do(struct view *v, const struct keys *k, enum key key)
{
	if (key == KEY_ENTER || (key == KEY_CHARACTER && k->c[0] == ' '))
		next(v);
	else if (key == KEY_CHARACTER)
		character_do(v, k->c[0]);
	else if (key == KEY_FINISH)
		v->over = true;
	else if (key == KEY_PAGE_DOWN || key == KEY_RIGHT)
		go(v, v->top + v->rows);
	else if (key == KEY_PAGE_UP || key == KEY_LEFT)
		character_do(v, 'b');
	else if (key == KEY_DOWN)
		go(v, v->top + 1);
	else if (key == KEY_UP && v->top > 0)
		go(v, v->top - 1);
	else if (key == KEY_HOME)
		go(v, 0);
	else if (key == KEY_END)
		go(v, v->total);
}

static void
byte_take(struct view *v, struct keys *k)
{
	uint8_t b = 0;
	ssize_t got = read(STDIN_FILENO, &b, 1);
	const size_t top = v->top;

	if (got < 0 && errno == EINTR)
		return;
	if (got != 1) {
		v->over = true;
		return;
	}
	do
		key_do(v, k, keys_take(k, b == 0 ? 'D' & 0x1f : b));
	while (k->again);
	if (v->top != top && !v->over)
		page_put(v);
}

static void
pages_turn(struct view *v)
{
	struct keys k = { 0 };

	if (tty_hold(STDIN_FILENO, TTY_KEYS) != OK) {
		screen_put(text_all());
		return;
	}
	page_put(v);
	while (!v->over) {
		enum tty_event event = tty_wait(STDIN_FILENO);

		if (event == TTY_READY) {
			byte_take(v, &k);
		} else if (event == TTY_BACK || event == TTY_SIZE) {
			measure(v);
			go(v, v->top);
			page_put(v);
		} else {
			v->over = true;
		}
	}
	screen_put(span_str(screen_moves() ? "\r\033[K" : "\n"));
}

void
pager_end(void)
{
	struct view v = { 0 };

	if (pager.p == NULL)
		return;
	screen_collect(NULL);
	measure(&v);
	if (v.total <= v.rows)
		screen_put(text_all());
	else
		pages_turn(&v);
	pager_free();
	tty_release(); /* a deadly signal ends the process here */
}
