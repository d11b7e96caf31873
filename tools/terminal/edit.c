/* edit.c - what a key does to a text that is being typed; no input, no screen.
 */

#include "terminal/edit.h"

#include <string.h>

#include <sodium.h>

#include "terminal/screen.h"
#include "text.h"

bool
edit_add(struct edit *e, struct span s)
{
	if (s.n > e->cap - e->n)
		return false;
	memmove(e->p + e->at + s.n, e->p + e->at, e->n - e->at);
	memcpy(e->p + e->at, s.p, s.n);
	e->n += s.n;
	e->at += s.n;
	return true;
}

size_t
edit_line_start(const struct edit *e)
{
	const uint8_t *lf = e->at == 0 ? NULL : memrchr(e->p, '\n', e->at);

	return lf == NULL ? 0 : (size_t)(lf - e->p) + 1;
}

size_t
edit_line_end(const struct edit *e)
{
	const uint8_t *lf =
	    e->at == e->n ? NULL : memchr(e->p + e->at, '\n', e->n - e->at);

	return lf == NULL ? e->n : (size_t)(lf - e->p);
}

/* True if ${at} is between two letters, not before a combining mark. */
static bool
is_between(const struct edit *e, size_t at)
{
	struct reader r = { e->p + at, e->n - at, false };
	uint32_t c;

	if (at == 0 || at == e->n)
		return true;
	if ((e->p[at] & 0xc0) == 0x80)
		return false;
	c = text_char(&r);
	return c < 0x80 || screen_width(c) > 0 || e->p[at - 1] == '\n';
}

static size_t
letter_left(const struct edit *e, size_t at)
{
	if (at > 0)
		at--;
	while (!is_between(e, at))
		at--;
	return at;
}

struct span
edit_letter(const struct edit *e)
{
	size_t from = letter_left(e, e->at);

	return (struct span){ e->p + from, e->at - from };
}

static size_t
letter_right(const struct edit *e, size_t at)
{
	if (at < e->n)
		at++;
	while (!is_between(e, at))
		at++;
	return at;
}

/* Over blanks, then over what is none, but not to another line. */
static size_t
word_left(const struct edit *e)
{
	size_t from = edit_line_start(e);
	size_t at = e->at;

	while (at > from && e->p[at - 1] == ' ')
		at--;
	while (at > from && e->p[at - 1] != ' ')
		at--;
	return at;
}

static size_t
word_right(const struct edit *e)
{
	size_t to = edit_line_end(e);
	size_t at = e->at;

	while (at < to && e->p[at] == ' ')
		at++;
	while (at < to && e->p[at] != ' ')
		at++;
	return at;
}

/* Delete the bytes between the cursor and ${to}, on either side of it. */
static bool
cut(struct edit *e, size_t to)
{
	size_t from = to < e->at ? to : e->at;
	size_t end = to < e->at ? e->at : to;

	memmove(e->p + from, e->p + end, e->n - end);
	sodium_memzero(e->p + e->n - (end - from), end - from);
	e->n -= end - from;
	e->at = from;
	return end > from;
}

static bool
go(struct edit *e, size_t to)
{
	bool moved = to != e->at;

	e->at = to;
	return moved;
}

bool
edit_key(struct edit *e, enum key key)
{
	switch ((int)key) { /* the others do nothing to a text */
	case KEY_LEFT:
		return go(e, letter_left(e, e->at));
	case KEY_RIGHT:
		return go(e, letter_right(e, e->at));
	case KEY_WORD_LEFT:
		return go(e, word_left(e));
	case KEY_WORD_RIGHT:
		return go(e, word_right(e));
	case KEY_HOME:
		return go(e, edit_line_start(e));
	case KEY_END:
		return go(e, edit_line_end(e));
	case KEY_BACKSPACE:
		return cut(e, letter_left(e, e->at));
	case KEY_DELETE:
		return cut(e, letter_right(e, e->at));
	case KEY_WORD_BACK:
		return cut(e, word_left(e));
	case KEY_LINE_BACK:
		return cut(e, edit_line_start(e));
	case KEY_LINE_REST:
		return cut(e, edit_line_end(e));
	default:
		return false;
	}
}
