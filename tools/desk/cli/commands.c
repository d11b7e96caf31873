/* commands.c - the commands of zegel-desk, in one table. */

#include "cli/commands.h"

#include <stddef.h>
#include <string.h>

#include "lang/lang.h"

/* What opens a desk, and what then writes a date. */
#define DESK (FOR_DESK)
#define ACTS (FOR_DESK | FOR_DATE)
#define JSON (FOR_JSON)
static const struct command commands[] = {
	{ "init", cmd_init, 2, FOR_INIT, "m",
	    "DIR NAME --service HEX [--root ROOT] [-s STICK] [--cells N]\n"
	    "\t[--person NAME] [--initials XX] [-m MIB]\n"
	    "\t[--title LANG=TEXT]... [--about LANG=TEXT]... "
	    "[--passes LANG=TEXT]...",
	    N_("make a desk: its first person, its keys, its card") },
	{ "open", cmd_open, 2, FOR_OPEN | ACTS | JSON, "ww",
	    "DIR STICK [--root ROOT] [--date-is-right] [--porcelain]",
	    N_("read a stick's inboxes into the casebook") },
	{ "list", cmd_list, 1, FOR_LIST | DESK | JSON, "w",
	    "DIR [--search WORD] [--junk] [--porcelain]",
	    N_("show all cases, one a line") },
	{ "show", cmd_show, 2, ACTS | JSON, "w", "DIR N [--porcelain]",
	    N_("show case N whole") },
	{ "junk", cmd_junk, 2, FOR_JUNK | ACTS, "w", "DIR N [--back]",
	    N_("put case N into the abuse bin, or take it out") },
	{ "reply", cmd_reply, 2, FOR_REPLY | ACTS | JSON, "w",
	    "DIR N [--status question|done|received] [--instead | --both]\n"
	    "\t[--date-is-right] [--porcelain]",
	    N_("write to the tipster of case N") },
	{ "outbox", cmd_outbox, 2, FOR_OUTBOX | ACTS | JSON, "ww",
	    "DIR STICK [--date-is-right] [--porcelain]",
	    N_("write the desk's answers to a stick") },
	{ "renew", cmd_renew, 2, FOR_RENEW | ACTS, "ww",
	    "DIR STICK [--ik FILE] [--new-keys] [--date-is-right]",
	    N_("make the keys of the next 13 weeks") },
	{ "staff", cmd_staff, 1, DESK | JSON, "w", "DIR [--porcelain]",
	    N_("show who works here") },
	{ "staff-add", cmd_staff_add, 1, FOR_STAFF | ACTS, "w",
	    "DIR [--person NAME] [--initials XX] [-m MIB]",
	    N_("propose somebody new, who chooses a passphrase") },
	{ "staff-remove", cmd_staff_remove, 2, ACTS, "w", "DIR INITIALS",
	    N_("end what a colleague can open") },
	{ "staff-recover", cmd_staff_recover, 2, FOR_STAFF | ACTS, "w",
	    "DIR INITIALS [-m MIB]",
	    N_("a new key for a colleague who forgot the passphrase") },
	{ "staff-passphrase", cmd_staff_passphrase, 1, FOR_STAFF | ACTS, "w",
	    "DIR [-m MIB]", N_("change your own passphrase") },
	{ "proposals", cmd_proposals, 1, DESK | JSON, "w", "DIR [--porcelain]",
	    N_("show what waits for a second person") },
	{ "release", cmd_release, 2, FOR_RELEASE | ACTS, "w",
	    "DIR N [--with INITIALS [--with-key FILE]]",
	    N_("do what a colleague proposed") },
	{ "withdraw", cmd_withdraw, 2, ACTS, "w", "DIR N",
	    N_("take a proposal back") },
	{ "log", cmd_log, 1, FOR_LOG | DESK | JSON, "w",
	    "DIR [--verify] [--porcelain]",
	    N_("show who did what; look whether anybody changed it") },
	{ "backup", cmd_backup, 2, ACTS, "ww", "DIR STICK",
	    N_("write a copy of the casebook for the safe") },
	{ "restore", cmd_restore, 2, DESK, "mb", "DIR BACKUP",
	    N_("make a desk of a backup") },
	{ "serve", cmd_serve, 1, FOR_SERVE, "w",
	    "DIR [--stick PATH]... [--idle SECONDS]",
	    N_("answer another program, which asks by JSON-RPC") },
	{ "root", cmd_root, 2, FOR_ROOT, "m", "DIR NAME [-m MIB]",
	    N_("make ROOT, the key that signs who the desks are") },
	{ "sign", cmd_sign, 3, 0, "wro", "DIR DRAFT OUT",
	    N_("check a directory's draft and sign it with ROOT") },
};

enum {
	COMMANDS = sizeof(commands) / sizeof(commands[0]),
};

const struct command *
command_find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(name, commands[i].name) == 0)
			return &commands[i];
	return NULL;
}

int
commands_usage(FILE *to, int rc)
{
	(void)fprintf(to, "%s zegel-desk [--lang nl|en]\n\t%s\n", _("usage:"),
	    _("a menu, step by step"));
	for (size_t i = 0; i < COMMANDS; i++)
		(void)fprintf(to, "       zegel-desk %s %s\n\t%s\n",
		    commands[i].name, commands[i].usage, _(commands[i].help));
	(void)fprintf(to, "%s\n",
	    _("Each that opens a desk takes --as INITIALS and --key FILE: who "
	      "you are, and\nwhere your own key is if not in the folder."));
	return rc;
}
