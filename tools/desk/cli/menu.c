/* menu.c - zegel-desk alone: what waits, and what to do about it, by number. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/enter.h"
#include "cli/plugged.h"
#include "cli/tell.h"
#include "cli/waiting.h"
#include "core/cases.h"
#include "core/desk.h"
#include "lang/lang.h"
#include "terminal/ask.h"
#include "terminal/say.h"
#include "terminal/screen.h"

/* Where the menu is. */
struct menu {
	struct desk desk;
	struct typed folder;
	struct typed stick; /* empty: not asked yet */
	struct typed path;  /* being asked for */
	struct typed key;   /* who is at work; empty: in the folder */
};

/* Ask for a path; ${what}, one of ${m}, stays if there is none. */
static bool
path_get(struct menu *m, struct typed *what, const char *prompt)
{
	if (ask_path(&m->path, prompt) && m->path.b[0] != '\0')
		*what = m->path;
	return what->b[0] != '\0';
}

static bool
stick_get(struct menu *m)
{
	if (m->stick.b[0] != '\0')
		return true;
	return plugged_ask(&m->stick, (const char *)m->folder.b);
}

static uint32_t
number_get(const char *prompt)
{
	WIPED(typed) line;
	uint32_t n = 0;

	if (!ask_line(&line, prompt) ||
	    !number_parse(&n, (const char *)line.b, 1, UINT32_MAX))
		(void)say_wrong(_("that is not the number of a case"));
	return n;
}

static void
menu_open(struct menu *m)
{
	const struct options o = { 0 };

	if (stick_get(m) &&
	    open_run(&m->desk, (const char *)m->stick.b, &o) != 0)
		typed_wipe(&m->stick); /* ask for it again */
}

static void
reply_as(struct menu *m, uint32_t number, const char *status)
{
	const struct options o = { .status = status };

	(void)reply_run(&m->desk, number, &o);
}

static void
junk_as(struct menu *m, uint32_t number, bool back)
{
	const struct options o = { .back = back };

	(void)junk_run(&m->desk, number, &o);
}

/* Show a case, and offer what mostly follows. */
static void
case_read(struct menu *m, uint32_t number)
{
	WIPED(typed) line;

	if (show_run(&m->desk, number) != 0 ||
	    !ask_line(&line,
		_("1 ask a question, 2 say that you are done, 3 into the bin, "
		  "Enter: go on. ")))
		return;
	if (line.b[0] == '1')
		reply_as(m, number, "question");
	else if (line.b[0] == '2')
		reply_as(m, number, "done");
	else if (line.b[0] == '3')
		junk_as(m, number, false);
}

/* Straight to the first case with something that nobody has read. */
static void
menu_next(struct menu *m)
{
	struct cases_sum sum;

	if (tell(cases_sum(&sum, &m->desk), &m->desk.detail) != 0)
		return;
	if (sum.first_unread == 0)
		say(_("Everything is read.\n"));
	else
		case_read(m, sum.first_unread);
}

static void
menu_list(struct menu *m)
{
	const struct options o = { 0 };

	(void)list_run(&m->desk, &o);
}

static void
menu_search(struct menu *m)
{
	struct options o = { 0 };
	WIPED(typed) line;

	if (!ask_line(&line, _("A word, or a part of one: ")) ||
	    line.b[0] == '\0')
		return;
	o.search = (const char *)line.b;
	(void)list_run(&m->desk, &o);
}

static void
menu_show(struct menu *m)
{
	uint32_t n = number_get(_("Which case? "));

	if (n != 0)
		case_read(m, n);
}

static void
menu_reply(struct menu *m)
{
	WIPED(typed) line;
	uint32_t n = number_get(_("Which case? "));

	if (n == 0 ||
	    !ask_line(&line, _("1 ask a question, 2 say that you are done: ")))
		return;
	reply_as(m, n, line.b[0] == '2' ? "done" : "question");
}

static void
menu_outbox(struct menu *m)
{
	if (stick_get(m) &&
	    outbox_run(&m->desk, (const char *)m->stick.b, false) != 0)
		typed_wipe(&m->stick);
}

static void
menu_bin(struct menu *m)
{
	const struct options o = { .junk = true };
	uint32_t n;

	if (list_run(&m->desk, &o) != 0)
		return;
	n = number_get(_("Which case comes out of the bin? "));
	if (n != 0)
		junk_as(m, n, true);
}

static void
menu_renew(struct menu *m)
{
	const struct options o = { 0 };

	if (stick_get(m))
		(void)renew_run(&m->desk, (const char *)m->stick.b, &o);
}

static const struct {
	const char *words;
	void (*run)(struct menu *m);
} menu[MENU] = {
	[MENU_OPEN - 1] = { N_("read in a stick"), menu_open },
	[MENU_NEXT - 1] = { N_("read what nobody has read"), menu_next },
	[MENU_LIST - 1] = { N_("all cases"), menu_list },
	[MENU_SEARCH - 1] = { N_("search"), menu_search },
	[MENU_SHOW - 1] = { N_("read a case"), menu_show },
	[MENU_REPLY - 1] = { N_("write to a tipster"), menu_reply },
	[MENU_OUTBOX - 1] = { N_("put the answers on a stick"), menu_outbox },
	[MENU_BIN - 1] = { N_("look into the bin"), menu_bin },
	[MENU_RENEW - 1] = { N_("make new keys, with ik.key from the safe in "
				"this folder"),
	    menu_renew },
};

static void
menu_say(void)
{
	say("\n");
	for (size_t i = 0; i < MENU; i++)
		say("  %zu  %s\n", i + 1, _(menu[i].words));
	say("  0  %s\n", _("stop"));
}

/* From here on the screen shows tips, and nobody may find them there. */
static void
session_show(void)
{
	screen_hold();
	ask_idle(IDLE_MINUTES * 60);
}

static void
session_hide(void)
{
	ask_idle(0);
	screen_clear();
}

/* Nobody was there for a while: forget the keys and ask for them again. */
static bool
session_again(struct menu *m)
{
	char initials[INITIALS_MAX + 1];
	uint8_t s = m->desk.session->s;

	memcpy(initials, m->desk.session->initials, sizeof(initials));
	desk_lock(&m->desk);
	session_hide();
	say(_("Nobody was here for %d minutes: the desk is locked.\n"),
	    IDLE_MINUTES);
	if (enter_as(&m->desk, s, initials,
		m->key.b[0] == '\0' ? NULL : (const char *)m->key.b) != 0)
		return false;
	session_show();
	return true;
}

/* Ask what to do and do it; false: stop. */
static bool
menu_step(struct menu *m)
{
	WIPED(typed) line;
	uint32_t n;

	if (tell(waiting_say(&m->desk), &m->desk.detail) != 0)
		return false;
	menu_say();
	if (!ask_line(&line, _("Number: ")))
		return ask_idled();
	if (strcmp((const char *)line.b, "0") == 0)
		return false;
	if (number_parse(&n, (const char *)line.b, 1, MENU))
		menu[n - 1].run(m);
	else
		say(_("Type one of these numbers and press Enter.\n"));
	return true;
}

static void
menu_run(struct menu *m)
{
	session_show();
	if (m->stick.b[0] != '\0')
		menu_open(m);
	while (menu_step(m))
		if (ask_idled() && !session_again(m))
			break;
	session_hide();
}

/* The folder of the desk: this one, or one that is asked for. */
static int
folder_get(struct menu *m)
{
	if (access(DESK_KEY_FILE, F_OK) == 0) {
		m->folder.b[0] = '.';
		return 0;
	}
	say(_("This shows tips and writes answers, step by step. Nothing here "
	      "uses a network.\n"));
	if (path_get(m, &m->folder, _("Folder of the desk: ")))
		return 0;
	return say_wrong(_("no folder was given. A desk is made with "
			   "zegel-desk init; zegel-desk --help shows all "
			   "commands"));
}

/* Ask for both folders first: then nothing else can be opened. */
static int
menu_begin(struct menu *m, int (*begin)(const char *folder, const char *stick))
{
	int rc = folder_get(m);

	if (rc == 0) {
		(void)stick_get(m);
		rc = begin((const char *)m->folder.b, (const char *)m->stick.b);
	}
	if (rc == 0)
		rc = enter_asking(&m->desk, (const char *)m->folder.b, &m->key);
	if (rc == 0)
		menu_run(m);
	desk_close(&m->desk);
	return rc;
}

int
cmd_menu(int (*begin)(const char *folder, const char *stick))
{
	struct menu *m = calloc(1, sizeof(*m));
	int rc;

	if (m == NULL)
		return tell(FAULT_MEMORY, &(struct detail){ .n = 0 });
	m->desk = (struct desk)DESK_NONE;
	rc = menu_begin(m, begin);
	free(m);
	return rc;
}
