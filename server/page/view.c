/* view.c - write a page from the template's pieces. */

#include "page/view.h"

#include <string.h>

#include "template.h"
#include "text.h"
#include "week.h"

enum { MONDAY_TEXT = 128 }; /* bytes of a Monday's date, in any language */

/* Around text that is read from left to right in a right-to-left line. */
#define ISOLATE "\u2066"
#define ISOLATE_END "\u2069"

/* The escape for ${c} before the byte ${next}; NULL if it needs none. */
static const char *
escape_of(uint32_t c, uint8_t next)
{
	bool begins = next == '#' || (next >= '0' && next <= '9') ||
	    (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');

	if (c == '&') /* elsewhere it is harmless, and shorter */
		return begins ? "&amp;" : NULL;
	if (c == '<')
		return "&lt;";
	if (c == '"')
		return "&#34;";
	if (c == '\n' || c == '\r' || c == '\t')
		return NULL;
	return c < ' ' || (c >= 0x7f && c < 0xa0) ? "?" : NULL;
}

/* Write ${s} escaped; in an ${attribute}, quotes too. */
static void
put_escaped(struct writer *w, struct span s, bool attribute)
{
	struct reader r = { s.p, s.n, false };

	while (r.n > 0) {
		struct reader at = r;
		uint32_t c = text_char(&at);
		const char *escape =
		    at.bad ? "?" : escape_of(c, at.n > 0 ? *at.p : 0);
		size_t n = at.bad ? 1 : r.n - at.n;
		struct span plain = wire_span(&r, n);

		if (escape == NULL || (c == '"' && !attribute))
			wire_put(w, plain.p, plain.n);
		else
			wire_put_str(w, escape);
	}
}

void
view_escape(struct writer *w, struct span s)
{
	put_escaped(w, s, false);
}

struct span
attr_str(const char *s)
{
	return span_str(s);
}

struct span
attr_number(struct at *a, unsigned n)
{
	struct writer w = { a->attr, sizeof(a->attr), 0, false };

	wire_put_decimal(&w, n);
	return (struct span){ a->attr, w.n };
}

void
view_lang(struct writer *w, const struct lang *lang)
{
	wire_put_str(w, " lang=\"");
	wire_put_str(w, lang->code);
	wire_put_str(w, "\" dir=\"");
	wire_put_str(w, lang->dir);
	wire_put_str(w, "\"");
}

/* True if ${c} may begin a run of ASCII or, with ${inside}, continue one. */
static bool
in_run(uint8_t c, bool inside)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || c == '+' || c == '{' ||
	    (inside && c >= ' ' && c <= '~' && strchr("\"(),;<>", c) == NULL);
}

/* The bytes before the next run. */
static size_t
before_run(struct reader r)
{
	size_t n = 0;

	while (r.n > 0 && !in_run(wire_u8(&r), false))
		n++;
	return n;
}

/* The bytes of the run that begins here, without a final stop or blank. */
static size_t
run_length(struct reader r)
{
	size_t n = 0, ends = 0;

	while (r.n > 0) {
		uint8_t c = wire_u8(&r);

		if (!in_run(c, true))
			break;
		n++;
		if (in_run(c, false) || c == '/' || c == '}')
			ends = n;
	}
	return ends;
}

void
view_say(struct writer *w, const struct lang *lang, struct span s)
{
	struct reader r = { s.p, s.n, false };

	if (strcmp(lang->dir, "rtl") != 0) {
		view_escape(w, s);
		return;
	}
	for (;;) {
		view_escape(w, wire_span(&r, before_run(r)));
		if (r.n == 0)
			break;
		wire_put_str(w, ISOLATE);
		view_escape(w, wire_span(&r, run_length(r)));
		wire_put_str(w, ISOLATE_END);
	}
}

void
view_text(struct writer *w, const struct view *v, enum text_id t)
{
	view_say(w, v->lang, span_str(v->lang->text[t]));
}

/* Write a warning; in an unreviewed language, also in Dutch and English. */
static void
put_warning(struct writer *w, const struct view *v, enum text_id t)
{
	view_text(w, v, t);
	for (size_t i = 0; i < LANGS_ALWAYS && !v->lang->reviewed; i++) {
		wire_put_str(w, " <span class=\"also\"");
		view_lang(w, &langs[i]);
		wire_put_str(w, ">");
		view_escape(w, span_str(langs[i].text[t]));
		wire_put_str(w, "</span>");
	}
}

/* Write text ${t} with ${what} for {n}. */
static void
put_filled(struct writer *w, const struct view *v, enum text_id t,
    struct span what)
{
	const char *s = v->lang->text[t];
	struct span before = span_str(s);
	const char *at = strchr(s, '{');

	if (at != NULL)
		before.n = (size_t)(at - s);
	view_say(w, v->lang, before);
	if (at == NULL)
		return;
	view_say(w, v->lang, what);
	view_say(w, v->lang, span_str(strchr(at, '}') + 1));
}

void
view_number(struct writer *w, const struct view *v, enum text_id t, unsigned n)
{
	uint8_t digits[ATTR_MAX];
	struct writer d = { digits, sizeof(digits), 0, false };

	wire_put_decimal(&d, n);
	put_filled(w, v, t, (struct span){ digits, d.n });
}

/* Write a part of the date ${iso}, 2026-11-23: {day}, {month} or {year}. */
static void
put_date_part(struct writer *w, const struct lang *lang, const char *iso,
    char part)
{
	struct span months = span_str(lang->text[T_months]);
	struct span month = span_word(&months);
	unsigned n = (unsigned)(iso[5] - '0') * 10 + (unsigned)(iso[6] - '0');

	while (n-- > 1)
		month = span_word(&months);
	if (part == 'y')
		wire_put(w, (const uint8_t *)iso, 4);
	else if (part == 'm')
		wire_put(w, month.p, month.n);
	else
		wire_put_str(w, iso[8] == '0' ? iso + 9 : iso + 8);
}

void
view_week(struct writer *w, const struct view *v, enum text_id t, uint16_t week)
{
	uint8_t date[MONDAY_TEXT];
	struct writer d = { date, sizeof(date), 0, false };
	const char *s = v->lang->text[T_monday];
	char iso[DATE_TEXT];

	date_print(iso, week_monday(week));
	while (*s != '\0') {
		if (*s != '{') {
			wire_put_u8(&d, (uint8_t)*s++);
			continue;
		}
		put_date_part(&d, v->lang, iso, s[1]);
		s = strchr(s, '}') + 1;
	}
	put_filled(w, v, t, (struct span){ date, d.n });
}

void
view_fault(struct view *v, enum text_id t, uint8_t field)
{
	if (v->faults < FAULTS_MAX)
		v->fault[v->faults++] = (struct fault){ t, field };
}

struct span
view_typed(const struct view *v, const char *name)
{
	if (!v->keep)
		return (struct span){ NULL, 0 };
	return urlencoded_get(v->fields, name);
}

/* A loop in progress. */
struct loop {
	struct writer before; /* the output before this turn */
	bool unseen;
};

/* Begin the loop of piece ${i}, or its next turn; return where to go on. */
static size_t
loop_turn(struct writer *w, struct at *a, struct loop *loop, size_t i)
{
	bool first = pieces[i].kind == PIECE_EACH;
	size_t each = first ? i : pieces[i].skip;
	enum turn turn;

	if (!first && loop->unseen)
		*w = loop->before;
	turn = pieces[i].each(a, first);
	loop->before = *w;
	loop->unseen = turn == TURN_UNSEEN;
	return turn == TURN_END ? pieces[each].skip : each + 1;
}

/* Write a piece that is no loop; return where to go on. */
static size_t
piece_print(struct writer *w, struct at *a, size_t i)
{
	const struct piece *p = &pieces[i];

	if (p->kind == PIECE_TEXT)
		view_text(w, a->v, p->text);
	else if (p->kind == PIECE_WARNING)
		put_warning(w, a->v, p->text);
	else if (p->kind == PIECE_PART)
		p->part(w, a);
	else if (p->kind == PIECE_ATTR)
		put_escaped(w, p->attr(a), true);
	else if ((p->kind == PIECE_IF && !p->is(a)) ||
	    (p->kind == PIECE_UNLESS && p->is(a)))
		return p->skip;
	return i + 1;
}

void
view_print(struct writer *w, const struct view *v)
{
	struct at a = { .v = v };
	struct loop loop[LOOPS] = { { .unseen = false } };
	size_t i = 0;

	while (i < pieces_n) {
		const struct piece *p = &pieces[i];

		wire_put_str(w, p->html);
		i = p->kind == PIECE_EACH || p->kind == PIECE_AGAIN
		    ? loop_turn(w, &a, &loop[p->level], i)
		    : piece_print(w, &a, i);
	}
}
