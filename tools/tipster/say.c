/* say.c - what a person reads: sentences, and texts that leave no copy. */

#include "say.h"

#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "screen.h"
#include "week.h"

int
say_wrong(const char *sentence)
{
	(void)fprintf(stderr, "zegel: %s.\n", sentence);
	return 1;
}

void
say_prompt(const char *s)
{
	(void)fputs(s, stderr);
}

void
say(const char *line)
{
	screen_put(span_str(line));
	screen_put(span_str("\n"));
}

void
say_text(struct span text)
{
	struct span line;
	const uint8_t *lf;

	while (text.n > 0) {
		lf = memchr(text.p, '\n', text.n);
		line = text;
		if (lf != NULL)
			line.n = (size_t)(lf - text.p);
		screen_put(span_str("    "));
		screen_put(line);
		screen_put(span_str("\n"));
		text.p += line.n;
		text.n -= line.n;
		if (lf != NULL) {
			text.p++;
			text.n--;
		}
	}
}

/* What each error of a visit means to a person, and what to do. */
static const struct {
	enum err e;
	bool date; /* this machine's date belongs to it */
	const char *sentence;
} sentences[] = {
	{ ERR_FORMAT, false,
	    "what the server sent is not the protocol of this program: check "
	    "the address, or get the newest zegel" },
	{ ERR_SIGNATURE, false,
	    "what the server shows is not signed by the key you gave: this is "
	    "not the service you mean, or not its right key" },
	{ ERR_SERVICE, false,
	    "the list of desks is of another service than the key you gave: "
	    "check the address and the key" },
	{ ERR_EXPIRED, true,
	    "what the server shows has expired: if this date is right, the "
	    "service must renew it; use another way to reach the desk" },
	{ ERR_CLOCK, true,
	    "this machine's date and the server's do not agree: set the date "
	    "right and try again" },
	{ ERR_VERSION, false,
	    "a desk's schedule is older than the service allows: try again "
	    "later" },
	{ ERR_KEY, true,
	    "a desk's key is not the one its schedule names for this week: if "
	    "this date is right, the server cannot be trusted now" },
	{ ERR_AGAIN, false, "the service is busy: try again in a minute" },
	{ ERR_MEMORY, false, "there is not enough memory" },
};

static int
say_full(const struct visit *v)
{
	struct span phone = v->directory.phone;

	(void)fprintf(stderr,
	    "zegel: the service has no room now: try again tomorrow, or phone "
	    "%.*s.\n",
	    (int)phone.n, (const char *)phone.p);
	return 1;
}

int
say_failed(const struct visit *v, enum err e)
{
	char date[DATE_TEXT];
	size_t i;

	if (e == ERR_IO)
		return say_wrong(v->trouble);
	if (e == ERR_FULL)
		return say_full(v);
	for (i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
		if (sentences[i].e != e)
			continue;
		(void)say_wrong(sentences[i].sentence);
		if (sentences[i].date) {
			date_print(date, clock_day());
			(void)fprintf(stderr,
			    "zegel: this machine's date is %s (UTC).\n", date);
		}
		return 1;
	}
	return say_wrong(err_str(e));
}

void
say_fate(const struct visit *v)
{
	if (v->offered && !v->answered)
		(void)say_wrong("no answer came, so it is not certain whether "
				"your message arrived: send it once more");
	else
		(void)say_wrong("nothing was sent");
}
