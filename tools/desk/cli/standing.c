/* standing.c - how a case stands, in a word or two. */

#include "cli/standing.h"

#include "lang/lang.h"

const char *
standing_words(enum standing s)
{
	static const char *const words[STANDINGS] = {
		[STANDING_NEW] = N_("new"),
		[STANDING_LATE] = N_("new, ended"),
		[STANDING_ANSWER] = N_("tipster wrote"),
		[STANDING_PARTED] = N_("wrote, ended"),
		[STANDING_UNSENT] = N_("reply waits"),
		[STANDING_ASKED] = N_("asked"),
		[STANDING_JUDGE] = N_("answer read"),
		[STANDING_DONE] = N_("done"),
		[STANDING_READ] = N_("read"),
		[STANDING_CLOSED] = N_("closed"),
		[STANDING_ENDED] = N_("ended"),
		[STANDING_JUNK] = N_("in the bin"),
	};

	return s < STANDINGS ? _(words[s]) : "?";
}
