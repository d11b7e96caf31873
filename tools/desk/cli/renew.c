/* renew.c - zegel-desk renew: keys for the next 13 weeks, signed by IK. */

#include "command.h"

#include <fcntl.h>
#include <unistd.h>

#include "date.h"
#include "desk.h"
#include "renewal.h"
#include "terminal/say.h"
#include "terminal/tty.h"
#include "week.h"

/* IK may have the desk's passphrase or one of its own. */
static int
ik_read(struct sign_seed *ik, struct desk *d, const char *path)
{
	struct passphrase *own = NULL;
	int dir = path == NULL ? d->dir : AT_FDCWD;
	const char *name = path == NULL ? KEYS_IK : path;
	enum err e;

	e = seed_read(ik, dir, name, KEY_IK, d->pass);
	if (e == ERR_KEY) {
		own = passphrase_new();
		if (own == NULL)
			return say_failed("locking", "memory", ERR_MEMORY);
		if (passphrase_ask(own, "Passphrase of ik.key: ", false) !=
		    OK) {
			passphrase_free(own);
			return 1;
		}
		e = seed_read(ik, dir, name, KEY_IK, own);
		tty_release();
	}
	passphrase_free(own);
	if (e == ERR_MISSING)
		return say_wrong("there is no %s here: fetch the IK of this "
				 "desk from the safe and name it with --ik",
		    name);
	if (e == ERR_KEY)
		return say_wrong("this passphrase does not open %s", name);
	return e == OK ? 0 : say_failed("reading", name, e);
}

/* Keys first: a schedule whose secrets nobody has would lose tips. */
static int
renewed_save(struct desk *d, const struct sign_seed *ik, bool all)
{
	enum err e = renewal_make(d, ik, all);

	if (e == ERR_FULL)
		return say_wrong("desk.key has no room for more keys. Open the "
				 "newest inbox: it destroys keys whose time is "
				 "over; until then, renew without --new-keys");
	if (e != OK)
		return say_failed("making", "the schedule", e);
	return desk_keys_save(d) != 0 || desk_commit(d) != 0 ? 1 : 0;
}

int
renew_run(struct desk *d, const char *stick, const struct options *o)
{
	WIPED(sign_seed) ik;
	char week[WEEK_TEXT];
	int fd = folder_open(stick, "stick");
	bool all = o->new_keys || d->state->revoked;
	int rc = 1;
	enum err e;

	if (fd < 0 || date_prove(d, 0, o->date_is_right) != 0 ||
	    ik_read(&ik, d, o->ik) != 0 || desk_begin(d) != 0)
		goto out;
	if (renewed_save(d, &ik, all) != 0 || desk_begin(d) != 0)
		goto out;
	e = renewal_carry(d, fd);
	if (e != OK) {
		(void)say_failed("writing to", stick, e);
		goto out;
	}
	week_print(week, d->state->last_epoch);
	say("Schedule %u is on the stick: keys up to and including week %s.\n"
	    "%s"
	    "Carry it to the server and run: zegeld import DATA STICK\n"
	    "Put ik.key back into the safe.\n",
	    d->state->schedule, week,
	    all ? "All of them are new. The old ones open what was sealed to "
		  "them until their time is over.\n"
		: "");
	rc = 0;
out:
	casebook_abort(d->book);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

int
cmd_renew(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = desk_open(&d, o->arg[0]);

	if (rc == 0)
		rc = renew_run(&d, o->arg[1], o);
	desk_close(&d);
	return rc;
}
