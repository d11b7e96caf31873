/* root.c - zegel-desk root: the key that signs who the desks are. */

#include "core/root.h"

#include "cli/command.h"
#include "cli/passphrase.h"
#include "cli/tell.h"
#include "lang/lang.h"
#include "terminal/say.h"
#include "terminal/tty.h"

static void
next_say(const char *dir)
{
	say_aside(_("That line is ROOT: print it on the posters and check it "
		    "against paper, always.\n"
		    "%s/service.txt begins the directory; behind it come the "
		    "line that zegeld init\n"
		    "prints, rhythm, neutral, phone, regions, cards, and the "
		    "card.txt of each desk.\n"
		    "Then: zegel-desk sign %s DRAFT OUT. Keep root.key in a "
		    "safe.\n"),
	    dir, dir);
}

static int
root_run(struct passphrase *p, const struct options *o)
{
	char line[VKEY_TEXT];
	struct keyhole hole = { { NULL, 0 },
		o->kib != 0 ? o->kib : seed_default_kib() };
	struct detail why;
	struct vkey k;
	enum fault f = root_check(&why, o->arg[0], o->arg[1]);

	if (f != FAULT_NONE)
		return tell(f, &why);
	if (passphrase_choose(p, _("New passphrase of ROOT: ")) != 0)
		return 1;
	hole.pass = passphrase_span(p);
	f = root_make(&k, &why, o->arg[0], o->arg[1], &hole);
	tty_release();
	if (f != FAULT_NONE)
		return tell(f, &why);
	vkey_print(line, &k);
	say("%s\n", line);
	next_say(o->arg[0]);
	return 0;
}

int
cmd_root(const struct options *o)
{
	struct passphrase *p = passphrase_new();
	struct detail why;
	int rc = p == NULL ? tell(fault_plain(&why, FAULT_MEMORY), &why)
			   : root_run(p, o);

	passphrase_free(p);
	return rc;
}
