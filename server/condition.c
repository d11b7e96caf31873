/* condition.c - what can be wrong with a service: one table of sentences. */

#include "condition.h"

#include <stdio.h>

/* tests/e2e/status.sh compares these with zegeld.8. */
const struct condition_row condition_table[CONDITIONS] = {
	[NOT_SERVED] = { "NOT SERVED", SEVERITY_NOW,
	    "no process serves this folder, so visitors get no page",
	    "start zegeld serve" },
	[NO_DIRECTORY] = { "NO DIRECTORY", SEVERITY_NOW,
	    "no directory was taken in yet",
	    "have one signed, then type zegeld init" },
	[DIRECTORY_ENDED] = { "DIRECTORY ENDED", SEVERITY_NOW,
	    "the directory is past its last day, and every client refuses it",
	    "have a new one signed, then type zegeld init" },
	[DIRECTORY_ENDS] = { "DIRECTORY ENDS", SEVERITY_SOON,
	    "the directory has less than three weeks left",
	    "have a new one signed, then type zegeld init" },
	[CLOCK_WRONG] = { "CLOCK", SEVERITY_NOW,
	    "the clock of this machine cannot be right",
	    "set it (UTC), or if it is right say so with -w WEEK" },
	[DESK_CLOSED] = { "NO SCHEDULE", SEVERITY_NOW,
	    "this desk has no valid keys for this week, so nobody can write "
	    "to it",
	    "let the desk renew, and import its schedule" },
	[PARTNER_CLOSED] = { "NO PARTNER SCHEDULE", SEVERITY_SOON,
	    "this partner has no valid keys for this week",
	    "let the partner renew, and import its schedule" },
	[SCHEDULE_ENDS] = { "SCHEDULE ENDS", SEVERITY_SOON,
	    "its keys have less than three weeks left",
	    "let it renew, and import its schedule" },
	[FALSE_ACK] = { "FALSE ACK", SEVERITY_SOON,
	    "it says that it opened an inbox which this folder did not close",
	    "ask it: this folder or that desk was set back or copied, or "
	    "somebody else made that inbox" },
	[CERTIFICATE_ENDED] = { "CERTIFICATE ENDED", SEVERITY_NOW,
	    "the certificate is past its last day, and browsers refuse it",
	    "renew it where -c and -k point to; if it was, start serve "
	    "again" },
	[CERTIFICATE_ENDS] = { "CERTIFICATE ENDS", SEVERITY_SOON,
	    "the certificate has less than two weeks left",
	    "renew it where -c and -k point to; if it was, start serve "
	    "again" },
	[CERTIFICATE_OLD] = { "CERTIFICATE NOT RENEWED", SEVERITY_SOON,
	    "the files of the certificate cannot be taken up, so the pair "
	    "before is shown",
	    "put a matching pair there that the owner of the folder can read, "
	    "then send serve the signal HUP" },
	[DEPOSITS_REFUSED] = { "REFUSED", SEVERITY_NOW,
	    "in the hour before the last rewriting tips were refused, as the "
	    "pool, the script's or the form's share of it, or the disk was "
	    "full",
	    "let all desks fetch and acknowledge an inbox, or make room on "
	    "the disk" },
	[POOL_FULL] = { "FULL", SEVERITY_NOW, "the pool takes no more tips",
	    "let all desks fetch and acknowledge an inbox" },
	[POOL_HALF] = { "HALF FULL", SEVERITY_SOON, "the pool is half full",
	    "let all desks fetch and acknowledge an inbox" },
	[DISK_FULL] = { "NO ROOM", SEVERITY_NOW,
	    "the disk has no room for a tip beside what is kept free",
	    "make room on the disk of the folder" },
	[DISK_SHORT] = { "LITTLE ROOM", SEVERITY_SOON,
	    "less than a tenth of the disk is free, or the hourly rewriting "
	    "did not fit",
	    "make room on the disk of the folder" },
	[WEEK_UNREAD] = { "UNREAD", SEVERITY_SOON,
	    "the week ended two weeks ago, and the desks named have not read "
	    "it",
	    "export, let them open the inbox, and import their outboxes" },
	[WEEK_ENDS] = { "UNREAD, ENDS", SEVERITY_NOW,
	    "the server will delete this week before the desks named have read "
	    "it",
	    "export today, let them open the inbox, and import their "
	    "outboxes" },
	[TIPS_LOST] = { "LOST UNREAD", SEVERITY_NOW,
	    "these envelopes were deleted before the desks named had read them",
	    "ask those desks why; this line ends when all have acknowledged a "
	    "later inbox" },
	[RESTORED] = { "RESTORED", SEVERITY_SOON,
	    "this folder was restored from a backup",
	    "import an outbox of each desk, with the stick of the last inbox, "
	    "then export" },
};

void
condition_say(struct conditions *found, enum condition which, const char *what)
{
	const struct condition_row *c = &condition_table[which];

	printf("%s%s%s: %s; %s\n", c->mark, what == NULL ? "" : " ",
	    what == NULL ? "" : what, c->sentence, c->todo);
	if (c->severity > found->worst)
		found->worst = c->severity;
}
