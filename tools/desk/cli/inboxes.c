/* inboxes.c - what is wrong with the numbers of the inboxes, in words. */

#include "cli/inboxes.h"

#include "cli/words.h"
#include "core/sequence.h"
#include "lang/lang.h"
#include "terminal/say.h"

/* Two gaps may have been joined: then not all in between are missing. */
static void
gap_say(const struct gap *g, const char *margin)
{
	if (g->first == g->last)
		say(_("%sInbox %u never came here. Ask the operator for it; "
		      "tips may be in it.\n"),
		    margin, g->first);
	else
		say(_("%sInboxes are missing from number %u to number %u. Ask "
		      "the operator for all that were not opened here; tips "
		      "may be in them.\n"),
		    margin, g->first, g->last);
}

static void
trouble_say(const struct trouble *t, const char *margin)
{
	char week[WORDS_DAY];

	words_week(week, t->week);
	switch (t->kind) {
	case TROUBLE_BROKEN:
		say(_("%sInbox %u (%s) does not follow from the inboxes before "
		      "it. The operator may have lost or held back tips: "
		      "ask.\n"),
		    margin, t->seq, week);
		return;
	case TROUBLE_FORK:
		say(_("%sThere were two different inboxes with the number %u "
		      "(%s). The server was set back or copied: ask the "
		      "operator.\n"),
		    margin, t->seq, week);
		return;
	case TROUBLE_ANEW:
		say(_("%sFrom inbox %u (%s) on the server signs with another "
		      "key and counts anew. Ask the operator whether the one "
		      "before holds tips that never came here.\n"),
		    margin, t->seq, week);
		return;
	}
}

void
inboxes_say(const struct sequence *s, const char *margin)
{
	for (size_t i = 0; i < s->gaps; i++)
		gap_say(&s->gap[i], margin);
	for (size_t i = 0; i < s->troubles; i++)
		if (sequence_told(s, &s->trouble[i]))
			trouble_say(&s->trouble[i], margin);
}
