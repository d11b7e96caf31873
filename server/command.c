/* command.c - how all commands of zegeld begin. */

#include "command.h"

#include <stdio.h>
#include <unistd.h>

#include "clock.h"
#include "say.h"
#include "today.h"
#include "week.h"

int
command_week(const char **confirm, int argc, char **argv)
{
	int c;

	*confirm = NULL;
	opterr = 0;
	/* NOLINTBEGIN(concurrency-mt-unsafe): there is one thread yet */
	for (c = getopt(argc, argv, "w:"); c != -1;
	     c = getopt(argc, argv, "w:")) {
		/* NOLINTEND(concurrency-mt-unsafe) */
		if (c != 'w' || *confirm != NULL)
			return USAGE;
		*confirm = optarg;
	}
	return 0;
}

int
command_open(struct store **s, const char *doing, const char *path)
{
	enum err e = store_open(s, path);

	if (e == OK)
		return 0;
	if (e == ERR_MISSING)
		return say(doing, path, "not a service's folder",
		    "name the folder that zegeld init made");
	return say_err(doing, path, e);
}

int
command_today(uint16_t *week, struct store *s, const char *doing,
    const char *confirm)
{
	uint16_t said;
	enum err e = OK;

	if (confirm != NULL) {
		if (week_parse(&said, span_str(confirm)) != OK ||
		    said != clock_week())
			return say(doing, confirm,
			    "not the week that the clock shows",
			    "set the clock (UTC), or name its week as in "
			    "2026-W31");
		e = today_set(s, said);
	}
	if (e == OK)
		e = today_week(week, s);
	if (e == ERR_CLOCK)
		return today_say(doing, s);
	return e == OK ? 0 : say_err(doing, NULL, e);
}

int
command_lock(struct store *s, const char *doing)
{
	enum err e = store_lock(s, false);

	if (e == ERR_AGAIN) {
		fputs("zegeld: waiting for another zegeld to be done\n",
		    stderr);
		e = store_lock(s, true);
	}
	return e == OK ? 0 : say_err(doing, NULL, e);
}

int
command_notice_err(const char *doing, enum err e)
{
	if (e == ERR_MISSING)
		return say(doing, NULL, "no directory was taken in yet",
		    "have one signed, then: zegeld init FOLDER ROOT DIRECTORY");
	if (e == ERR_EXPIRED)
		return say(doing, NULL, "the directory is past its last day",
		    "have a new one signed, then: zegeld init FOLDER ROOT "
		    "DIRECTORY");
	if (e == ERR_CLOCK)
		return say(doing, NULL,
		    "the directory was issued after this machine's date",
		    "set the clock of this machine (UTC), then try again");
	return say_err(doing, NULL, e);
}
