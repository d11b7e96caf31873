/* backup.c - zegel-desk backup, restore: a copy for the safe. */

#include "core/backup.h"

#include <unistd.h>

#include "cli/command.h"
#include "cli/date.h"
#include "cli/enter.h"
#include "cli/passphrase.h"
#include "cli/plugged.h"
#include "cli/tell.h"
#include "lang/lang.h"
#include "terminal/say.h"
#include "terminal/tty.h"

static int
backup_run(struct desk *d, const struct options *o)
{
	char name[BACKUP_NAME];
	uint32_t id;
	int stick = -1;
	enum fault f;

	if (date_settle(d, 0, o->date_is_right) != 0)
		return 1;
	f = folder_open(&stick, &d->detail, o->arg[1]);
	plugged_note(o->arg[1], d->path);
	if (f == FAULT_NONE)
		f = backup_write(&id, d, stick);
	if (stick >= 0)
		(void)close(stick);
	if (f != FAULT_NONE)
		return tell(f, &d->detail);
	backup_name(name, d, id);
	say(_("%s is on the stick, with the key files that lie in this folder. "
	      "Put it\ninto the safe. Who works here can read every case as it "
	      "is now with that stick\nand a passphrase, also after you "
	      "destroyed the case: destroy the stick in time.\n"),
	    name);
	return 0;
}

int
cmd_backup(const struct options *o)
{
	struct desk d = DESK_NONE;
	int rc = enter(&d, o->arg[0], o);

	if (rc == 0)
		rc = backup_run(&d, o);
	desk_close(&d);
	return rc;
}

/* Somebody who left since then is back. */
static void
persons_say(struct desk *d)
{
	const struct deskkey *k = desk_key(d);

	say(_("These persons can open it, as when the backup was made. Remove "
	      "those who left\nsince then with zegel-desk staff-remove:\n"));
	for (size_t i = 0; i < k->persons; i++)
		say("    %s\n", k->person[i].initials);
}

static int
restore_run(struct desk *d, struct restoring *r, struct passphrase *p,
    const struct options *o)
{
	struct deskkey_list list;
	enum fault f = backup_persons_of(&list, &d->detail, r->backup);

	if (f != FAULT_NONE)
		return tell(f, &d->detail);
	r->s = person_choose(&list, o->as);
	if (r->s == 0 || passphrase_ask(p, _("Your passphrase: ")) != 0)
		return 1;
	r->pass = p;
	f = restore_make(d, r);
	tty_release();
	if (f == FAULT_JOURNAL_BROKEN)
		(void)tell(f, &d->detail);
	else if (f != FAULT_NONE)
		return tell(f, &d->detail);
	say(_("The desk is in %s, with the cases as they were when the backup "
	      "was made.\nTips that were sent since then and were not opened "
	      "yet cannot be opened any\nmore. Now fetch ik.key from the safe, "
	      "make new keys with\n\n    zegel-desk renew %s STICK\n\nand "
	      "carry "
	      "the stick to the server at once.\n"),
	    r->folder, r->folder);
	persons_say(d);
	return 0;
}

int
cmd_restore(const struct options *o)
{
	struct desk d = DESK_NONE;
	struct passphrase *p = passphrase_new();
	struct restoring r = { .folder = o->arg[0],
		.backup = o->arg[1],
		.key = o->key };
	int rc = p == NULL ? tell(FAULT_MEMORY, &d.detail)
			   : restore_run(&d, &r, p, o);

	passphrase_free(p);
	desk_close(&d);
	return rc;
}
