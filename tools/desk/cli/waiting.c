/* waiting.c - what waits at a desk, the most pressing first, and what to do. */

#include "cli/waiting.h"

#include "cli/inboxes.h"
#include "cli/words.h"
#include "core/cases.h"
#include "core/proposal.h"
#include "core/sequence.h"
#include "lang/lang.h"
#include "os/clock.h"
#include "terminal/say.h"
#include "week.h"

enum {
	FETCH_DAYS = 10, /* since the last inbox's week */
	RENEW_DAYS = 28, /* before the last key ends */
};

/* What somebody has to read. */
static bool
unread_say(const struct cases_sum *sum)
{
	uint32_t tips = sum->n[STANDING_NEW] + sum->n[STANDING_LATE];
	uint32_t more = sum->n[STANDING_ANSWER] + sum->n[STANDING_PARTED];

	if (more > 0)
		say(lang_plural("  %u tipster wrote again: %u shows it\n",
			"  %u tipsters wrote again: %u shows the first\n",
			more),
		    more, MENU_NEXT);
	if (tips > 0)
		say(lang_plural("  %u tip that nobody has read: %u shows it\n",
			"  %u tips that nobody has read: %u shows the first\n",
			tips),
		    tips, MENU_NEXT);
	return more > 0 || tips > 0;
}

/* What somebody has to decide, or to carry. */
static bool
act_say(const struct cases_sum *sum)
{
	uint32_t judge = sum->n[STANDING_JUDGE];

	if (judge > 0)
		say(lang_plural("  %u answer was read, and nothing came of it "
				"yet: case "
				"%u; %u writes back\n",
			"  %u answers were read, and nothing came of them yet: "
			"first case %u; %u writes back\n",
			judge),
		    judge, sum->first[STANDING_JUDGE], MENU_REPLY);
	if (sum->unsent > 0)
		say(lang_plural(
			"  %u reply waits to go out: %u puts it on a stick\n",
			"  %u replies wait to go out: %u puts them on a "
			"stick\n",
			sum->unsent),
		    sum->unsent, MENU_OUTBOX);
	if (sum->junk_unread > 0)
		say(_("  in the bin something new came (%u): %u looks into "
		      "it\n"),
		    sum->junk_unread, MENU_BIN);
	return judge > 0 || sum->unsent > 0 || sum->junk_unread > 0;
}

static enum err
proposals_say(bool *said, struct desk *d)
{
	uint32_t id[PROPOSALS_MAX];
	size_t n;
	enum err e = proposals_list(id, &n, d->book);

	if (e != OK || n == 0)
		return e;
	say(lang_plural("  %zu proposal waits for a second person: zegel-desk "
			"release\n",
		"  %zu proposals wait for a second person: zegel-desk "
		"release\n",
		n),
	    n);
	*said = true;
	return OK;
}

bool
inbox_due(const struct sequence *s)
{
	int32_t sunday = week_monday(sequence_week(s)) + 6;

	return clock_day() > sunday + FETCH_DAYS;
}

/* Whether an inbox is due. */
static bool
inbox_say(const struct sequence *s)
{
	if (s->newest.seq == 0)
		say(_("  no inbox was opened yet: %u reads one in\n"),
		    MENU_OPEN);
	else if (inbox_due(s))
		say(_("  it is time to fetch an inbox, at least every 14 days: "
		      "%u reads it in\n"),
		    MENU_OPEN);
	else
		return false;
	return true;
}

/* Whether the keys end. */
static bool
keys_say(const struct state *s)
{
	int32_t ends = week_monday(s->last_epoch) + 6;
	char day[WORDS_DAY];

	words_day(day, ends);
	if (s->revoked)
		say(_("  a key of this desk was called off: %u makes new "
		      "ones\n"),
		    MENU_RENEW);
	else if (clock_day() + RENEW_DAYS > ends)
		say(_("  the keys of this desk last until %s: %u makes new "
		      "ones\n"),
		    day, MENU_RENEW);
	else
		return false;
	return true;
}

enum fault
waiting_say(struct desk *d)
{
	struct cases_sum sum;
	enum fault f = cases_sum(&sum, d);
	bool said;
	enum err e;

	if (f != FAULT_NONE)
		return f;
	say(_("\nWhat waits here:\n"));
	said = unread_say(&sum);
	e = proposals_say(&said, d);
	said = act_say(&sum) || said;
	said = inbox_say(&d->state->sequence) || said;
	said = keys_say(d->state) || said;
	if (!said)
		say(_("  nothing\n"));
	inboxes_say(&d->state->sequence, "  ! ");
	return fault_book(&d->detail, e);
}
