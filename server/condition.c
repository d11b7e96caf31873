/* condition.c - what can be wrong with a service: one table of sentences. */

#include "condition.h"

#include <stdio.h>

/* tests/e2e/status.sh compares these with zegeld.8. */
const struct condition_row condition_table[CONDITIONS] = {
	[NOT_SERVED] = { "NOT SERVED", SEVERITY_NOW,
	    "no process serves this folder, so visitors get no page",
	    "start zegeld serve" },
	[NO_DIRECTORY] = { "NO DIRECTORY", SEVERITY_NOW,
	    "this service has no signed directory yet",
	    "have one signed, then run zegeld init" },
	[DIRECTORY_ENDED] = { "DIRECTORY ENDED", SEVERITY_NOW,
	    "the directory has expired, so every client refuses it",
	    "have a new one signed, then run zegeld init" },
	[DIRECTORY_ENDS] = { "DIRECTORY ENDS", SEVERITY_SOON,
	    "the directory expires in less than three weeks",
	    "have a new one signed, then run zegeld init" },
	[CLOCK_WRONG] = { "CLOCK", SEVERITY_NOW,
	    "the clock of this machine seems to be wrong",
	    "set the clock (UTC), or if it is right, confirm it: give serve, "
	    "export, import or expire the option -w WEEK" },
	[NO_SCHEDULE] = { "NO SCHEDULE", SEVERITY_NOW,
	    "this desk has no valid keys for this week, so nobody can write "
	    "to it",
	    "ask the desk to renew, then import its schedule" },
	[NO_PARTNER_SCHEDULE] = { "NO PARTNER SCHEDULE", SEVERITY_SOON,
	    "this partner has no valid keys for this week",
	    "ask the partner to renew, then import its schedule" },
	[SCHEDULE_ENDS] = { "SCHEDULE ENDS", SEVERITY_SOON,
	    "its keys expire in less than three weeks",
	    "ask for a renewal, then import the schedule" },
	[FALSE_ACK] = { "FALSE ACK", SEVERITY_SOON,
	    "it reports an inbox that this server did not close",
	    "ask that desk or partner: its folder or this one was restored or "
	    "copied, or somebody else made that inbox" },
	[CERTIFICATE_ENDED] = { "CERTIFICATE ENDED", SEVERITY_NOW,
	    "the certificate has expired, so browsers refuse it",
	    "renew the files given with -c and -k; if they are already "
	    "renewed, restart zegeld serve" },
	[CERTIFICATE_ENDS] = { "CERTIFICATE ENDS", SEVERITY_SOON,
	    "the certificate expires in less than two weeks",
	    "renew the files given with -c and -k; if they are already "
	    "renewed, restart zegeld serve" },
	[CERTIFICATE_OLD] = { "CERTIFICATE NOT RENEWED", SEVERITY_SOON,
	    "the server cannot use the renewed certificate or key, so it keeps "
	    "the old pair",
	    "put a matching pair there that the owner of the folder can read, "
	    "then send zegeld serve the signal HUP" },
	[DEPOSITS_REFUSED] = { "REFUSED", SEVERITY_NOW,
	    "the server refused tips in the hour before the last hourly "
	    "rewriting, because the pool or its part for scripts or for forms "
	    "was full, or the disk was full or failed",
	    "export, let all desks open the inbox, and import their outboxes, "
	    "or check the disk and make room on it" },
	[POOL_FULL] = { "FULL", SEVERITY_NOW,
	    "the pool is full, so the server refuses tips",
	    "export, let all desks open the inbox, and import their "
	    "outboxes" },
	[POOL_HALF] = { "HALF FULL", SEVERITY_SOON, "the pool is half full",
	    "export, let all desks open the inbox, and import their "
	    "outboxes" },
	[DISK_FULL] = { "NO ROOM", SEVERITY_NOW,
	    "the disk is full except for the 32 MiB that are kept free, so the "
	    "server refuses tips",
	    "make room on the disk of the folder" },
	[DISK_SHORT] = { "LITTLE ROOM", SEVERITY_SOON,
	    "less than a tenth of the disk is free, or the hourly rewriting "
	    "did not fit",
	    "make room on the disk of the folder" },
	[WEEK_UNREAD] = { "UNREAD", SEVERITY_SOON,
	    "the week ended at least two weeks ago, and the desks named have "
	    "not read it",
	    "export, let them open the inbox, and import their outboxes" },
	[WEEK_ENDS] = { "UNREAD, ENDS", SEVERITY_NOW,
	    "the server will soon delete this week, and the desks named have "
	    "not read it",
	    "export today, let them open the inbox, and import their "
	    "outboxes" },
	[TIPS_LOST] = { "LOST UNREAD", SEVERITY_NOW,
	    "these envelopes were deleted before the desks named had read them",
	    "ask those desks why; this line ends when all have acknowledged a "
	    "later inbox" },
	[RESTORED] = { "RESTORED", SEVERITY_SOON,
	    "this folder was restored from a backup",
	    "import the newest outbox of each desk from the stick with the "
	    "last inbox, then export" },
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
