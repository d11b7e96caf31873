/* list.c - zegel-desk list: a case a line, and what waits. */

#include "cli/command.h"
#include "cli/enter.h"
#include "cli/json.h"
#include "cli/inboxes.h"
#include "cli/standing.h"
#include "cli/tell.h"
#include "cli/waiting.h"
#include "cli/words.h"
#include "core/cases.h"
#include "core/desk.h"
#include "lang/lang.h"
#include "os/process.h"
#include "terminal/foreign.h"
#include "terminal/pager.h"
#include "terminal/say.h"
#include "terminal/screen.h"

enum {
	WEEK_COLUMNS = 18,
	BEFORE = 7 + WEEK_COLUMNS + STANDING_COLUMNS + 4,
	SNIPPET = 40, /* columns of the first words, at most */
	NARROW = 72,  /* of fewer columns: two lines a case */
	INDENT = 7,
	DOTS = 3,
};

/* On one line of the terminal: a second one would pass for ours. */
static size_t
snippet_columns(size_t before)
{
	size_t columns = screen_columns();

	if (columns >= before + SNIPPET + DOTS)
		return SNIPPET;
	return columns > before + DOTS ? columns - before - DOTS : 0;
}

static void
line_say(const struct page_line *line, bool narrow)
{
	const struct case_line *c = &line->c;
	struct span words = { line->words, line->n };
	char week[WORDS_DAY];

	say("%5u  ", c->number);
	if (!narrow) {
		words_monday(week, c->first);
		words_column(week, WEEK_COLUMNS);
	}
	words_column(standing_words(line->standing), STANDING_COLUMNS);
	say("%c%c", c->marks != 0 ? '!' : ' ',
	    (c->lanes & 1U << LANE_FORM) != 0 ? 'f' : ' ');
	if (narrow)
		say("\n%*s", INDENT, "");
	else
		say("  ");
	foreign_snippet(words, snippet_columns(narrow ? INDENT : BEFORE));
	say("\n");
}

static void
head_say(bool narrow)
{
	words_column(_(" case"), 7);
	if (!narrow)
		words_column(_("week of"), WEEK_COLUMNS);
	say("%s\n", _("state"));
}

/* Every line; their number comes back in ${n}. */
static enum fault
lines_say(struct desk *d, const struct options *o, struct cases_page *page,
    uint32_t *n)
{
	struct cases_wish wish = { 0, { NULL, 0 }, o->junk };
	bool narrow = screen_columns() < NARROW;
	enum fault f;

	if (o->search != NULL)
		wish.search = span_str(o->search);
	do {
		f = cases_page(page, d, &wish);
		if (f == FAULT_NONE && page->n > 0 && *n == 0)
			head_say(narrow);
		for (size_t i = 0; i < page->n; i++)
			line_say(&page->line[i], narrow);
		*n += (uint32_t)page->n;
		if (page->n > 0)
			wish.after = page->line[page->n - 1].c.number;
	} while (f == FAULT_NONE && page->more);
	return f;
}

static void
sum_say(const struct cases_sum *sum)
{
	say(lang_plural("%u case, %u to read.\n", "%u cases, %u to read.\n",
		sum->all),
	    sum->all, sum->unread);
	say(_("(!: look at its marks; f: sent by the plain form)\n"));
	if (sum->n[STANDING_JUNK] > 0)
		say(_("In the bin: %u, and %u of them with something new.\n"),
		    sum->n[STANDING_JUNK], sum->junk_unread);
}

static void
found_say(const struct options *o, uint32_t n)
{
	if (n == 0)
		say(o->junk ? _("The bin is empty.\n")
			    : _("No case has that.\n"));
	else
		say(lang_plural("%u case.\n", "%u cases.\n", n), n);
}

/* The newest inbox, and what is wrong with those before. */
static void
inbox_say(const struct sequence *s)
{
	char week[WORDS_DAY];

	if (s->newest.seq == 0) {
		say(_("No inbox was opened yet.\n"));
		return;
	}
	words_week(week, s->newest.week);
	say(_("The newest inbox is number %u, %s.\n"), s->newest.seq, week);
	if (inbox_due(s))
		say(_("! It is time to fetch an inbox: at least every 14 "
		      "days.\n"));
	inboxes_say(s, "! ");
}

static enum fault
list_say(struct desk *d, const struct options *o, struct cases_page *page)
{
	struct cases_sum sum;
	uint32_t n = 0;
	enum fault f = cases_sum(&sum, d);

	if (f == FAULT_NONE)
		f = lines_say(d, o, page, &n);
	if (f != FAULT_NONE)
		return f;
	if (o->search != NULL || o->junk) {
		found_say(o, n);
		return FAULT_NONE;
	}
	if (sum.all + sum.n[STANDING_JUNK] == 0)
		say(_("No cases yet.\n"));
	else
		sum_say(&sum);
	inbox_say(&d->state->sequence);
	return FAULT_NONE;
}

int
list_run(struct desk *d, const struct options *o)
{
	struct cases_page *page = locked_new(sizeof(*page));
	enum fault f;

	if (page == NULL)
		return tell(fault_plain(&d->detail, FAULT_MEMORY), &d->detail);
	pager_begin();
	f = list_say(d, o, page);
	pager_end();
	locked_free(page);
	return tell(f, &d->detail);
}

static int
list_json(struct desk *d, const struct options *o)
{
	return json_say(d, "case.list",
	    GIVEN({ .name = "search", .text = o->search },
		{ .name = "junk", .flag = o->junk }));
}

int
cmd_list(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = o->porcelain ? list_json(&d, o) : list_run(&d, o);
	desk_close(&d);
	return rc;
}
