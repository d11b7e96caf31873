/* renew.c - zegel-desk renew: keys for the next 13 weeks, signed by IK. */

#include "core/renewal.h"

#include <fcntl.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/date.h"
#include "cli/enter.h"
#include "cli/passphrase.h"
#include "cli/tell.h"
#include "cli/words.h"
#include "core/desk.h"
#include "core/seed.h"
#include "lang/lang.h"
#include "terminal/say.h"
#include "terminal/tty.h"
#include "week.h"

/* What reading the key ${name} came to: 0, or 1 after a sentence. */
static int
ik_judge(struct desk *d, enum err e, const char *name)
{
	if (e == ERR_MISSING)
		return say_wrong(_("there is no %s here: fetch the key of this "
				   "desk from the safe and name it with --ik"),
		    name);
	if (e == ERR_KEY)
		return say_wrong(_("this passphrase does not open %s"), name);
	return e == OK ? 0 : tell(fault_file(&d->detail, name, e), &d->detail);
}

/* IK, under a passphrase of its own. */
static int
ik_read(struct sign_seed *ik, struct desk *d, const char *path)
{
	int dir = path == NULL ? d->dir : AT_FDCWD;
	const char *name = path == NULL ? SEED_IK : path;
	struct passphrase *p = passphrase_new();
	enum err e = ERR_MISSING;
	int rc = 1;

	if (p == NULL)
		return tell(fault_plain(&d->detail, FAULT_MEMORY), &d->detail);
	if (faccessat(dir, name, F_OK, 0) != 0)
		rc = ik_judge(d, e, name);
	else if (passphrase_ask(p, _("Passphrase of ik.key: ")) == 0) {
		e = seed_read(ik, dir, name, KEY_IK, p);
		tty_release();
		rc = ik_judge(d, e, name);
	}
	passphrase_free(p);
	return rc;
}

static void
done_say(const struct state *s, bool all)
{
	char day[WORDS_DAY];

	words_day(day, week_monday(s->last_epoch) + 6);
	say(_("New keys are on the stick (number %u). They last until %s.\n"),
	    s->schedule, day);
	if (all)
		say(_("All of them are new. The old ones open what was sealed "
		      "to them until their time is over.\n"));
	say(_("Carry it to the server and run: zegeld import DATA STICK\n"
	      "Put ik.key back into the safe.\n"));
}

static int
renewed(struct desk *d, int fd, const char *stick, const struct options *o)
{
	WIPED(sign_seed) ik;
	bool all = o->new_keys || d->state->revoked;
	enum fault f;

	if (date_settle(d, 0, o->date_is_right) != 0 ||
	    ik_read(&ik, d, o->ik) != 0)
		return 1;
	f = renewal_run(d, &ik, all);
	if (f == FAULT_NONE)
		f = renewal_carry(d, fd, stick);
	if (f == FAULT_NONE)
		done_say(d->state, all);
	return tell(f, &d->detail);
}

int
renew_run(struct desk *d, const char *stick, const struct options *o)
{
	int fd = -1;
	enum fault f = folder_open(&fd, &d->detail, stick);
	int rc;

	if (f != FAULT_NONE)
		return tell(f, &d->detail);
	rc = renewed(d, fd, stick, o);
	(void)close(fd);
	return rc;
}

int
cmd_renew(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = renew_run(&d, o->arg[1], o);
	desk_close(&d);
	return rc;
}
