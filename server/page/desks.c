/* desks.c - page parts: the regions, the desks, and which are ticked. */

#include <string.h>

#include "fit.h"
#include "page/view.h"
#include "template.h"

/* Step to the next region that the directory names; 0 after the last. */
static unsigned
region_next(struct reader *r, unsigned last)
{
	uint64_t n = 0;

	while (r->n > 0 && !r->bad) {
		struct span rest = wire_line(r);

		if (span_is(span_word(&rest), "region") &&
		    span_decimal(&n, span_word(&rest), 255) == OK && n != last)
			return (unsigned)n;
	}
	return 0;
}

static struct reader
region_lines(const struct view *v)
{
	struct span s = v->directory->lines;

	return (struct reader){ s.p, s.n, false };
}

/* True if the directory names any region. */
bool
is_regions(const struct at *a)
{
	struct reader r = region_lines(a->v);

	return region_next(&r, 0) != 0;
}

/* Each region that the directory names, and last "I do not know". */
enum turn
each_regions(struct at *a, bool first)
{
	if (first)
		a->lines = region_lines(a->v);
	else if (a->region == 0)
		return TURN_END;
	a->region = region_next(&a->lines, first ? 0 : a->region);
	return TURN_ITEM;
}

bool
is_region_typed(const struct at *a)
{
	struct span typed = view_typed(a->v, "region");
	uint64_t got;

	return typed.n > 0 && span_decimal(&got, typed, 255) == OK &&
	    got == a->region;
}

struct span
attr_region(struct at *a)
{
	return attr_number(a, a->region);
}

static void
put_region_name(struct writer *w, const struct view *v, unsigned n)
{
	char sub[4] = { 0 };
	struct writer to = { (uint8_t *)sub, sizeof(sub) - 1, 0, false };

	wire_put_decimal(&to, n);
	view_say(w, v->lang,
	    lines_text(v->directory->lines, "region", sub, v->lang->code));
}

void
part_region(struct writer *w, const struct at *a)
{
	if (a->region == 0)
		view_text(w, a->v, T_region_none);
	else
		put_region_name(w, a->v, a->region);
}

/* Step on to the next desk of ${set}. */
static enum turn
desk_next(struct at *a, bool first, uint32_t set)
{
	const struct directory *d = a->v->directory;
	size_t i = first ? 0 : (size_t)(a->desk - d->holder) + 1;

	while (i < d->desks && (set >> i & 1) == 0)
		i++;
	a->desk = &d->holder[i < d->desks ? i : 0];
	return i < d->desks ? TURN_ITEM : TURN_END;
}

/* The desks that take tips. */
enum turn
each_desks(struct at *a, bool first)
{
	return desk_next(a, first, a->v->offered);
}

/* All desks, for their titles: a desk that has stopped may have answered. */
enum turn
each_titles(struct at *a, bool first)
{
	return desk_next(a, first, UINT32_MAX);
}

bool
is_desks(const struct at *a)
{
	return a->v->offered != 0;
}

/* True if the desks that answered have all stopped: the page says so. */
bool
is_stopped(const struct at *a)
{
	return a->v->found != 0 && (a->v->found & a->v->offered) == 0;
}

/*
 * True if there is nothing to choose, because one desk takes tips.  False on a
 * page of answers in a service of several desks: a follow-up to a desk that
 * has stopped goes to another desk only if the tipster chooses it.
 */
bool
is_only(const struct at *a)
{
	return fit_count(a->v->offered) == 1 &&
	    ((a->v->flags & VIEW_ANSWERS) == 0 || a->v->directory->desks == 1);
}

/* True if the desk was chosen, or there is no other. */
bool
is_desk_typed(const struct at *a)
{
	char name[sizeof("desk.") + KEY_NAME_MAX] = "desk.";

	if (is_only(a))
		return true;
	memcpy(name + 5, a->desk->ik.name, strlen(a->desk->ik.name) + 1);
	return view_typed(a->v, name).n > 0;
}

struct span
attr_desk(struct at *a)
{
	return attr_str(a->desk->ik.name);
}

/* The text of ${word} in the lines of a desk, in the page's language. */
static void
put_line(struct writer *w, const struct at *a, const char *word)
{
	view_say(w, a->v->lang,
	    lines_text(a->desk->lines, word, NULL, a->v->lang->code));
}

void
part_desk(struct writer *w, const struct at *a)
{
	put_line(w, a, "title");
}

void
part_desk_about(struct writer *w, const struct at *a)
{
	put_line(w, a, "about");
}

bool
is_desk_passes(const struct at *a)
{
	return lines_text(a->desk->lines, "passes", NULL, "").n > 0;
}

void
part_desk_passes(struct writer *w, const struct at *a)
{
	put_line(w, a, "passes");
}

/* The bits 1 to ${most} of ${set} as numbers, or "all". */
static struct span
set_list(struct at *a, const uint8_t *set, size_t n, unsigned most)
{
	struct writer w = { a->attr, sizeof(a->attr), 0, false };
	struct reader r = { set, n, false };
	unsigned at = 0;

	if ((*set & 1) != 0) /* bit 0 is set only if all are */
		return span_str("all");
	while (r.n > 0) {
		uint8_t bits = wire_u8(&r);

		for (unsigned end = at + 8; at < end; at++, bits >>= 1) {
			if ((bits & 1) == 0 || at == 0 || at > most)
				continue;
			wire_put_str(&w, w.n > 0 ? " " : "");
			wire_put_decimal(&w, at);
		}
	}
	return (struct span){ a->attr, w.n };
}

struct span
attr_desk_topics(struct at *a)
{
	uint8_t topics[4];
	struct writer to = { topics, sizeof(topics), 0, false };

	for (unsigned i = 0; i < 4; i++)
		wire_put_u8(&to, (uint8_t)(a->desk->topics >> 8 * i));
	return set_list(a, topics, sizeof(topics), 31);
}

struct span
attr_desk_regions(struct at *a)
{
	return set_list(a, a->desk->regions, sizeof(a->desk->regions), 255);
}

/* True if the page has to list the desk's regions: it does not have all. */
bool
is_desk_regions(const struct at *a)
{
	return is_regions(a) && !holder_region(a->desk, 0);
}

void
part_desk_regions(struct writer *w, const struct at *a)
{
	struct reader r = region_lines(a->v);
	const char *between = "";

	for (unsigned n = region_next(&r, 0); n != 0; n = region_next(&r, n)) {
		if (!holder_region(a->desk, n))
			continue;
		wire_put_str(w, between);
		put_region_name(w, a->v, n);
		between = ", ";
	}
}
