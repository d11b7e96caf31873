/* log.c - zegel-desk log: who did what, when, and that nobody changed it. */

#include "cli/command.h"

#include <stdlib.h>

#include "book/people.h"
#include "cli/enter.h"
#include "cli/json.h"
#include "cli/tell.h"
#include "cli/words.h"
#include "core/journal.h"
#include "lang/lang.h"
#include "terminal/say.h"

/* In the words of a report; by act code. */
static const char *const acts[] = {
	[ACT_MADE] = N_("made the desk"),
	[ACT_OPENED] = N_("opened inbox {n}"),
	[ACT_READ] = N_("read case {n}"),
	[ACT_REPLIED] = N_("wrote to the tipster of case {n}"),
	[ACT_OUTBOX] = N_("put the answers on stick {n}"),
	[ACT_RENEWED] = N_("made new keys, number {n}"),
	[ACT_DESTROYED] = N_("destroyed keys whose time was over"),
	[ACT_JUNKED] = N_("put case {n} into the bin, or back"),
	[ACT_PERSON_ADDED] = N_("added {text}"),
	[ACT_PERSON_LEFT] = N_("removed {text}"),
	[ACT_PERSON_RECOVERED] = N_("gave {text} a new key"),
	[ACT_PERSON_CHANGED] = N_("chose a new passphrase"),
	[ACT_PROPOSED] = N_("made proposal {n}"),
	[ACT_WITHDRAWN] = N_("withdrew proposal {n}"),
	[ACT_BACKUP] = N_("made backup {n}"),
	[ACT_RESTORED] = N_("restored a backup"),
};

enum {
	ACTS = sizeof(acts) / sizeof(acts[0]),
};

struct names {
	struct person *all;
	size_t n;
};

static const char *
initials_of(const struct names *names, uint8_t s)
{
	for (size_t i = 0; i < names->n; i++)
		if (names->all[i].s == s)
			return names->all[i].initials;
	return "?";
}

static enum err
entry_say(void *to, const struct entry *e)
{
	char day[WORDS_DAY];
	char words[128];
	struct detail why;

	/* of a person, the initials: people have no numbers here */
	(void)fault_text(&why, FAULT_NONE, initials_of(to, (uint8_t)e->number));
	why.n = e->number;
	words_day(day, e->day);
	say("%5u  %s  %-8s  ", e->n, day, initials_of(to, e->s));
	tell_fill(words, sizeof(words),
	    e->act < ACTS && acts[e->act] != NULL ? _(acts[e->act])
						  : act_key(e->act),
	    &why);
	say("%s\n", words);
	return OK;
}

static int
log_run(struct desk *d)
{
	struct names names = { NULL, 0 };
	enum err e = people_list(&names.all, &names.n, d->book);

	if (e == OK)
		e = journal_walk(d->book, 0, entry_say, &names);
	free(names.all);
	return tell(fault_book(&d->detail, e), &d->detail);
}

static int
verify_run(struct desk *d)
{
	enum fault f = journal_verify(d);

	if (f == FAULT_NONE)
		say(_("The log is whole: no entry was changed, dropped or "
		      "moved.\n"));
	return tell(f, &d->detail);
}

int
cmd_log(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0 && o->porcelain)
		rc = json_say(&d, o->verify ? "log.verify" : "log.list",
		    GIVEN_NONE);
	else if (rc == 0)
		rc = o->verify ? verify_run(&d) : log_run(&d);
	desk_close(&d);
	return rc;
}
