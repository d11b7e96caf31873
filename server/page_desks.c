/* page_desks.c - the region, and the desks that can be chosen. */

#include "page_desks.h"

#include <string.h>

#include "page_view.h"

uint32_t
desks_offered(const struct directory *d, const struct notes *notes)
{
	uint32_t set = 0;

	for (size_t i = 0; i < d->desks; i++)
		if (notes == NULL || notes->part[i].key != NULL)
			set |= (uint32_t)1 << i;
	return set;
}

unsigned
desks_count(uint32_t set)
{
	unsigned n = 0;

	for (; set != 0; set &= set - 1)
		n++;
	return n;
}

static bool
has_region(const struct holder *h, unsigned region)
{
	return (h->regions[region / 8 % sizeof(h->regions)] >> region % 8 &
		   1) != 0;
}

uint32_t
desks_fit(const struct directory *d, unsigned region, unsigned topic)
{
	uint32_t set = 0;

	for (size_t i = 0; i < d->desks; i++) {
		const struct holder *h = &d->holder[i];

		if ((region == 0 || has_region(h, region)) &&
		    (topic == 0 || topic == TOPIC_UNKNOWN ||
			(h->topics >> topic % 32 & 1) != 0))
			set |= (uint32_t)1 << i;
	}
	return set;
}

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

static void
put_region_name(struct writer *w, const struct view *v, unsigned n)
{
	char sub[4] = { 0 };
	struct writer to = { (uint8_t *)sub, sizeof(sub) - 1, 0, false };

	wire_put_decimal(&to, n);
	view_say(w, v,
	    lines_text(v->directory->lines, "region", sub, v->lang->code));
}

/* One region as a choice; 0 is "I do not know". */
static void
put_region(struct writer *w, const struct view *v, unsigned n)
{
	struct span typed = view_typed(v, "region");
	uint64_t got;

	if (typed.n == 0 || span_decimal(&got, typed, 255) != OK)
		got = 256;
	wire_put_str(w,
	    "<label class=\"choice\"><input type=\"radio\" form=\"tip\" "
	    "name=\"region\" value=\"");
	wire_put_decimal(w, n);
	wire_put_str(w, "\" id=\"region-");
	wire_put_decimal(w, n);
	wire_put_str(w, got == n ? "\" checked><span>" : "\"><span>");
	if (n == 0)
		view_text(w, v, T_region_none);
	else
		put_region_name(w, v, n);
	wire_put_str(w, "</span></label>\n");
}

/* In which region it happens; nothing if the directory names none. */
void
part_region(struct writer *w, const struct view *v)
{
	struct reader r = region_lines(v);
	unsigned n = region_next(&r, 0);

	if (n == 0)
		return;
	wire_put_str(w,
	    "<section id=\"region\" class=\"screen\">\n<fieldset>\n"
	    "<legend><h2 tabindex=\"-1\">");
	view_text(w, v, T_region_title);
	wire_put_str(w, " <small>");
	view_text(w, v, T_optional);
	wire_put_str(w, "</small></h2></legend>\n<p class=\"hint\">");
	view_text(w, v, T_region_hint);
	wire_put_str(w, "</p>\n");
	for (; n != 0; n = region_next(&r, n))
		put_region(w, v, n);
	put_region(w, v, 0);
	wire_put_str(w, "</fieldset>\n</section>\n");
}

/* Without a script: who picks no desk leaves it to the region. */
void
part_region_auto(struct writer *w, const struct view *v)
{
	struct reader r = region_lines(v);

	if (region_next(&r, 0) == 0)
		return;
	wire_put_str(w, "<p class=\"hint\">");
	view_text(w, v, T_desks_auto);
	wire_put_str(w, "</p>\n");
}

/* The text of ${word} in the lines of a desk, in the page's language. */
static void
put_line(struct writer *w, const struct view *v, const struct holder *h,
    const char *word)
{
	view_say(w, v, lines_text(h->lines, word, NULL, v->lang->code));
}

/* An attribute that lists the bits 1 to ${most} of ${set}, or says "all". */
static void
put_set(struct writer *w, const char *name, const uint8_t *set, size_t n,
    unsigned most)
{
	const char *between = "";
	struct reader r = { set, n, false };
	bool all = (*set & 1) != 0; /* bit 0 is nobody's own */
	unsigned at = 0;

	wire_put_str(w, name);
	wire_put_str(w, all ? "=\"all" : "=\"");
	while (r.n > 0 && !all) {
		uint8_t bits = wire_u8(&r);

		for (unsigned end = at + 8; at < end; at++, bits >>= 1) {
			if ((bits & 1) == 0 || at == 0 || at > most)
				continue;
			wire_put_str(w, between);
			wire_put_decimal(w, at);
			between = " ";
		}
	}
	wire_put_str(w, "\"");
}

/* The regions of a desk in words, unless it has all. */
static void
put_regions(struct writer *w, const struct view *v, const struct holder *h)
{
	struct reader r = region_lines(v);
	const char *between = " ";
	unsigned n = region_next(&r, 0);

	if (n == 0 || has_region(h, 0)) /* so it has all */
		return;
	wire_put_str(w, "<small>");
	view_text(w, v, T_desks_regions);
	for (; n != 0; n = region_next(&r, n)) {
		if (!has_region(h, n))
			continue;
		wire_put_str(w, between);
		put_region_name(w, v, n);
		between = ", ";
	}
	wire_put_str(w, "</small>\n");
}

static void
put_passes(struct writer *w, const struct view *v, const struct holder *h)
{
	bool some = lines_text(h->lines, "passes", NULL, v->lang->code).n > 0;

	wire_put_str(w, "<small>");
	view_text(w, v, some ? T_desks_passes : T_desks_unnamed);
	wire_put_str(w, " ");
	put_line(w, v, h, "passes");
	wire_put_str(w, "</small>");
}

/* What the script goes by, in the box of a desk. */
static void
put_sets(struct writer *w, const struct holder *h)
{
	uint8_t topics[4];
	struct writer to = { topics, sizeof(topics), 0, false };

	for (unsigned i = 0; i < 4; i++)
		wire_put_u8(&to, (uint8_t)(h->topics >> 8 * i));
	put_set(w, " data-topics", topics, sizeof(topics), 31);
	put_set(w, " data-regions", h->regions, sizeof(h->regions), 255);
}

/* One desk as a choice: its name, who it is, to whom it passes tips. */
static void
put_desk(struct writer *w, const struct view *v, const struct holder *h,
    bool only)
{
	char name[sizeof("desk.") + KEY_NAME_MAX] = "desk.";

	memcpy(name + 5, h->ik.name, strlen(h->ik.name) + 1);
	wire_put_str(w,
	    "<label class=\"choice\"><input type=\"checkbox\" "
	    "value=\"1\" name=\"");
	wire_put_str(w, name);
	wire_put_str(w, "\" id=\"desk-");
	wire_put_str(w, h->ik.name);
	wire_put_str(w, "\" form=\"");
	wire_put_str(w, (v->flags & VIEW_ANSWERS) != 0 ? "moreform" : "tip");
	wire_put_str(w, "\"");
	put_sets(w, h);
	wire_put_str(w, only || view_typed(v, name).n > 0 ? " checked>" : ">");
	wire_put_str(w, "<span><b>");
	put_line(w, v, h, "title");
	wire_put_str(w, "</b> ");
	put_line(w, v, h, "about");
	put_regions(w, v, h);
	put_passes(w, v, h);
	wire_put_str(w, "</span></label>\n");
}

/* Those who answered take no more: why there is a choice. */
void
part_stopped(struct writer *w, const struct view *v)
{
	if (v->found == 0 || (v->found & v->offered) != 0)
		return;
	wire_put_str(w, "<p class=\"error\">");
	view_text(w, v, T_w_e_stopped);
	wire_put_str(w, "</p>\n");
}

void
part_desks(struct writer *w, const struct view *v)
{
	const struct directory *d = v->directory;

	/* what is for a desk that has stopped is not for another unasked */
	bool sure = (v->flags & VIEW_ANSWERS) == 0 || d->desks == 1;

	for (size_t i = 0; i < d->desks; i++)
		if ((v->offered >> i & 1) != 0)
			put_desk(w, v, &d->holder[i],
			    sure && v->offered == 1U << i);
	if (v->offered != 0)
		return;
	wire_put_str(w, "<p class=\"error\">");
	view_text(w, v, T_desks_none);
	wire_put_str(w, "</p>\n");
}
