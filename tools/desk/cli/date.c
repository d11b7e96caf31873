/* date.c - asks a person about a date that the program cannot believe. */

#include "cli/date.h"

#include "cli/tell.h"
#include "cli/words.h"
#include "core/date.h"
#include "lang/lang.h"
#include "terminal/ask.h"
#include "terminal/say.h"

bool
date_ask(const struct detail *why)
{
	char day[WORDS_DAY];
	char from[WORDS_DAY];
	char to[WORDS_DAY];

	words_day(day, why->day);
	words_week(from, why->week);
	words_week(to, why->until);
	if (why->week == why->until)
		say(_("This computer says that today is %s, but the newest "
		      "inbox is of the %s.\n"),
		    day, from);
	else
		say(_("This computer says that today is %s, but the keys of "
		      "this desk are for the %s to the %s.\n"),
		    day, from, to);
	say(_("Keys are made and destroyed by date, so a wrong date can "
	      "destroy tips.\n"));
	return ask_yes(_("Is that date right? (y/n) "));
}

int
date_settle(struct desk *d, uint16_t latest, bool right)
{
	enum fault f = date_prove(d, latest, right);

	if (f == FAULT_DATE_DOUBT && ask_terminal() && date_ask(&d->detail))
		f = date_prove(d, latest, true);
	return tell(f, &d->detail);
}
