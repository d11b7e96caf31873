/* server.c - what the desk has seen of its server, and what is wrong there. */

#include "cli/server.h"

#include "cli/words.h"
#include "core/sequence.h"
#include "lang/lang.h"
#include "os/clock.h"
#include "terminal/say.h"
#include "week.h"

enum {
	FETCH_DAYS = 10, /* since the last inbox's week: time to fetch */
};

static void
gap_say(const struct gap *g)
{
	if (g->first == g->last)
		say(_("Inbox %u never came here. Ask the operator for it; "
		      "tips may be in it.\n"),
		    g->first);
	else
		say(_("Inboxes %u to %u never came here. Ask the operator for "
		      "them; tips may be in them.\n"),
		    g->first, g->last);
}

static void
trouble_say(const struct trouble *t)
{
	char week[WORDS_DAY];

	words_week(week, t->week);
	switch (t->kind) {
	case TROUBLE_BROKEN:
		say(_("Inbox %u (%s) does not follow from the inboxes before "
		      "it. The operator may have lost or held back tips: "
		      "ask.\n"),
		    t->seq, week);
		return;
	case TROUBLE_FORK:
		say(_("There were two different inboxes with the number %u "
		      "(%s). The server was set back or copied: ask the "
		      "operator.\n"),
		    t->seq, week);
		return;
	case TROUBLE_ANEW:
		say(_("From inbox %u (%s) on the server signs with another key "
		      "and counts anew. Ask the operator whether the one "
		      "before holds tips that never came here.\n"),
		    t->seq, week);
		return;
	}
}

void
troubles_say(const struct sequence *s, const char *margin)
{
	for (size_t i = 0; i < s->gaps; i++) {
		say("%s", margin);
		gap_say(&s->gap[i]);
	}
	for (size_t i = 0; i < s->troubles; i++) {
		if (!sequence_told(s, &s->trouble[i]))
			continue;
		say("%s", margin);
		trouble_say(&s->trouble[i]);
	}
}

void
server_say(const struct state *s)
{
	char week[WORDS_DAY];
	int32_t sunday = week_monday(sequence_week(&s->sequence)) + 6;

	if (s->sequence.newest.seq == 0) {
		say(_("No inbox was opened yet.\n"));
		return;
	}
	words_week(week, s->sequence.newest.week);
	say(_("The newest inbox is number %u, %s.\n"), s->sequence.newest.seq,
	    week);
	if (clock_day() > sunday + FETCH_DAYS)
		say(_("! It is time to fetch an inbox: at least every 14 "
		      "days.\n"));
	troubles_say(&s->sequence, "! ");
}
