/* say.c - says why a visit failed, and what became of the message. */

#include "tipster/say.h"

#include "os/clock.h"
#include "terminal/foreign.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "week.h"

void
say_last(const char *code)
{
	foreign_error("zegel: your tip is stored, but standard output cannot "
		      "be written to.\nThis is the only copy of its code. "
		      "Write it down now:\n\n    ");
	(void)screen_aside(span_str(code));
	(void)screen_aside(span_str("\n\n"));
}

/* What each error of a visit means to a person, and what to do. */
static const struct {
	enum err e;
	bool date; /* also print this machine's date */
	const char *sentence;
} sentences[] = {
	{ ERR_FORMAT, false,
	    "zegel cannot read what the server sent: check the address, or "
	    "get the newest version of zegel" },
	{ ERR_SIGNATURE, false,
	    "what the server sent is not signed by the key you gave: check "
	    "the address and the key" },
	{ ERR_SERVICE, false,
	    "the key you gave belongs to another service: check the address "
	    "and the key" },
	{ ERR_EXPIRED, true,
	    "what the server sent has expired: if the date below is right, the "
	    "service must renew it; use another way to reach the desk" },
	{ ERR_CLOCK, true,
	    "this machine's date does not agree with the server's: set the "
	    "date right and try again" },
	{ ERR_VERSION, false,
	    "a desk's schedule is older than the service allows: try again "
	    "later" },
	{ ERR_KEY, true,
	    "a desk's key is not the one its schedule names for this week: if "
	    "the date below is right, do not trust the server now" },
	{ ERR_AGAIN, false, "the service is busy: try again in a minute" },
	{ ERR_MEMORY, false, "there is not enough memory" },
};

static int
say_full(const struct exchange *x)
{
	struct span phone = x->directory.phone;

	return say_wrong("the service has no room now: try again tomorrow, or "
			 "phone %.*s",
	    (int)phone.n, (const char *)phone.p);
}

int
say_exchange_failed(const struct exchange *x, enum err e)
{
	char date[DATE_TEXT];
	size_t i;

	if (e == ERR_IO)
		return say_wrong("%s", x->trouble);
	if (e == ERR_FULL)
		return say_full(x);
	for (i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
		if (sentences[i].e != e)
			continue;
		(void)say_wrong("%s", sentences[i].sentence);
		if (sentences[i].date) {
			date_print(date, clock_day());
			(void)say_wrong("this machine's date is %s (UTC)",
			    date);
		}
		return 1;
	}
	return say_wrong("%s", err_str(e));
}

void
say_fate(const struct exchange *x)
{
	if (x->offered && !x->answered)
		(void)say_wrong("the server did not answer, so your message "
				"may not have arrived: send it again");
	else
		(void)say_wrong("nothing was sent");
}
