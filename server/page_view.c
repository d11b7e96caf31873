/* page_view.c - write a page from the template's pieces. */

#include "page_view.h"

#include <string.h>

#include "week.h"

void
view_print(struct writer *w, const struct view *v)
{
	for (size_t i = 0; i < pieces_n; i++) {
		const struct piece *p = &pieces[i];
		bool is = (v->flags & p->what) != 0;

		wire_put_str(w, p->html);
		if (p->kind == PIECE_TEXT)
			view_text(w, v, (enum text_id)p->what);
		else if (p->kind == PIECE_PART)
			p->part(w, v);
		else if ((p->kind == PIECE_IF && !is) ||
		    (p->kind == PIECE_UNLESS && is))
			i = p->skip - 1;
	}
}

/* What stands for ${c}, before ${next}, if it cannot stand for itself. */
static const char *
escape_of(uint8_t c, uint8_t next)
{
	bool begins = next == '#' || (next >= '0' && next <= '9') ||
	    (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');

	if (c == '&') /* anywhere else it is harmless, and shorter */
		return begins ? "&amp;" : NULL;
	if (c == '<')
		return "&lt;";
	if (c == '"')
		return "&#34;";
	return c < ' ' && c != '\n' && c != '\r' && c != '\t' ? "?" : NULL;
}

/* Escape ${s}; a quote too, if it stands in an attribute. */
static void
put_escaped(struct writer *w, struct span s, bool attribute)
{
	struct reader r = { s.p, s.n, false };
	uint8_t c = wire_u8(&r);

	for (size_t i = 0; i < s.n; i++) {
		uint8_t next = r.n > 0 ? wire_u8(&r) : 0;
		const char *escape = escape_of(c, next);

		if (escape == NULL || (c == '"' && !attribute))
			wire_put_u8(w, c);
		else
			wire_put_str(w, escape);
		c = next;
	}
}

void
view_escape(struct writer *w, struct span s)
{
	put_escaped(w, s, false);
}

void
view_attribute(struct writer *w, struct span s)
{
	put_escaped(w, s, true);
}

void
view_text(struct writer *w, const struct view *v, enum text_id t)
{
	view_escape(w, span_str(v->lang->text[t]));
}

void
view_numbers(struct writer *w, const struct view *v, enum text_id t, unsigned n,
    unsigned year)
{
	const char *s = v->lang->text[t];
	const char *at = strchr(s, '{');

	for (; at != NULL; s = strchr(at, '}') + 1, at = strchr(s, '{')) {
		struct span before = span_str(s);

		before.n = (size_t)(at - s);
		view_escape(w, before);
		wire_put_decimal(w, at[1] == 'n' ? n : year);
	}
	view_escape(w, span_str(s));
}

void
view_week(struct writer *w, const struct view *v, enum text_id t, uint16_t week)
{
	char s[WEEK_TEXT];
	struct span text;
	uint64_t year, n;

	week_print(s, week); /* 2026-W31 */
	text = span_str(s);
	text.n = 4;
	if (span_decimal(&year, text, 9999) != OK)
		return;
	text = span_str(s[6] == '0' ? s + 7 : s + 6);
	if (span_decimal(&n, text, 53) != OK)
		return;
	view_numbers(w, v, t, (unsigned)n, (unsigned)year);
}

struct span
view_typed(const struct view *v, const char *name)
{
	if (!v->keep)
		return (struct span){ NULL, 0 };
	return fields_get(v->fields, name);
}
