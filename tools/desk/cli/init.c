/* init.c - zegel-desk init: a new desk, its first person, its keys, its card.
 */

#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/passphrase.h"
#include "cli/staff.h"
#include "cli/tell.h"
#include "core/found.h"
#include "core/renewal.h"
#include "lang/lang.h"
#include "terminal/ask.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/tty.h"

/* What the options say; 1 after a sentence. */
static int
founding_read(struct founding *f, struct vkey *root, const struct options *o)
{
	if (o->service == NULL)
		return say_wrong(_("which service is this desk of? Give "
				   "--service and the 64 digits of "
				   "service.txt"));
	if (o->root != NULL &&
	    vkey_parse(root, plain_trim(span_str(o->root))) != OK)
		return say_wrong(_("--root takes the whole line that "
				   "zegel-desk root printed"));
	f->path = o->arg[0];
	f->name = o->arg[1];
	f->service = o->service;
	f->root = o->root == NULL ? NULL : root;
	f->cells = o->cells;
	f->line = o->line;
	f->lines = o->lines;
	f->first.name = o->person;
	f->first.initials = o->initials;
	f->first.hole.kib = o->kib != 0 ? o->kib : seed_default_kib();
	return 0;
}

/* A stick that is not there is named before anything is made. */
static int
stick_look(const char *path)
{
	struct detail why;
	int fd;
	enum fault f = path == NULL ? FAULT_NONE : folder_open(&fd, &why, path);

	if (f != FAULT_NONE)
		return tell(f, &why);
	if (path != NULL)
		(void)close(fd);
	return 0;
}

static int
first_carry(struct desk *d, const char *path)
{
	int fd = -1;
	enum fault f = folder_open(&fd, &d->detail, path);

	if (f == FAULT_NONE)
		f = renewal_carry(d, fd, path);
	if (fd >= 0)
		(void)close(fd);
	return tell(f, &d->detail);
}

static void
next_say(const struct desk *d, const struct options *o)
{
	say(_("The desk %s is in %s.\n"
	      "  card.txt   its lines for the directory: give them to who "
	      "signs it\n"
	      "  ik.key     signs its keys: copy it to the safe, then remove "
	      "it here\n"
	      "  staff/     a key for each person: better on their own stick\n"
	      "  desk.key, desk.lock, casebook-...\n"
	      "             open tips: never copy them, nor put them in a "
	      "backup; zegel-desk\n             backup makes one\n"),
	    d->state->name, d->path);
	if (o->stick != NULL)
		say(_("Its first keys are on the stick: zegeld import DATA "
		      "%s\n"),
		    o->stick);
	else
		say(_("Put its first keys on a stick with: zegel-desk renew "
		      "%s STICK\n"),
		    d->path);
}

static int
desk_make(struct desk *d, struct founding *f, struct passphrase *p)
{
	struct digits card;
	enum fault fault = found_check(d, f);

	if (fault != FAULT_NONE)
		return tell(fault, &d->detail);
	if (passphrase_choose(p, _("Your new passphrase: ")) != 0)
		return 1;
	f->first.hole.pass = passphrase_span(p);
	fault = found_make(d, f, &card);
	tty_release();
	if (fault != FAULT_NONE)
		return tell(fault, &d->detail);
	staff_card_say(f->first.name, &card);
	return 0;
}

int
cmd_init(const struct options *o)
{
	struct desk d = DESK_NONE;
	struct options full = *o;
	struct founding f = { 0 };
	struct passphrase *p = passphrase_new();
	struct person_words *words = calloc(1, sizeof(*words));
	struct vkey root;
	int rc =
	    p == NULL ? tell(FAULT_MEMORY, &d.detail) : stick_look(o->stick);

	if (rc == 0)
		rc = staff_words(words, &full);
	if (rc == 0)
		rc = founding_read(&f, &root, &full);
	if (rc == 0)
		rc = desk_make(&d, &f, p);
	passphrase_free(p);
	free(words);
	if (rc == 0 && o->stick != NULL)
		rc = first_carry(&d, o->stick);
	if (rc == 0)
		next_say(&d, o);
	desk_close(&d);
	return rc;
}
