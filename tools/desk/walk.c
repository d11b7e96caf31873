/* walk.c - zegel-desk alone: passphrase, stick, list and tips, by number. */

#include "command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "terminal/ask.h"
#include "terminal/say.h"
#include "terminal/screen.h"

/* Where the walk stands. */
struct walk {
	struct desk desk;
	struct typed folder;
	struct typed stick; /* empty: not asked yet */
};

/* Ask for a path; ${what} stays if there is none. */
static bool
path_get(struct typed *what, const char *prompt)
{
	WIPED(typed) path;

	if (!ask_path(&path, prompt))
		return false;
	if (path.b[0] != '\0')
		*what = path;
	return what->b[0] != '\0';
}

static bool
stick_get(struct walk *w)
{
	if (w->stick.b[0] != '\0')
		return true;
	say("Put in the stick. Its folder is often like /media/NAME/STICK.\n");
	return path_get(&w->stick, "Folder of the stick: ");
}

static uint32_t
number_get(const char *prompt)
{
	WIPED(typed) line;
	uint32_t n = 0;

	if (!ask_line(&line, prompt) ||
	    !number_parse(&n, (const char *)line.b, 1, UINT32_MAX))
		(void)say_wrong("that is not a case's number");
	return n;
}

static void
walk_open(struct walk *w)
{
	const struct options o = { 0 };

	if (stick_get(w) &&
	    open_run(&w->desk, (const char *)w->stick.b, &o) != 0)
		typed_wipe(&w->stick); /* ask for it again */
}

static void
walk_list(struct walk *w)
{
	(void)list_run(&w->desk);
}

/* Straight to the first tip that nobody has read. */
static void
walk_first(struct walk *w)
{
	uint32_t n;

	if (list_first_unread(&w->desk, &n) != 0 || n == 0)
		return;
	say("Case %u was not read yet.\n", n);
	if (ask_yes("Read it now? (y/n) "))
		(void)show_run(&w->desk, n);
}

static void
walk_show(struct walk *w)
{
	uint32_t n = number_get("Which case? ");

	if (n != 0)
		(void)show_run(&w->desk, n);
}

static void
walk_reply(struct walk *w)
{
	struct options o = { 0 };
	WIPED(typed) line;
	uint32_t n = number_get("Which case? ");

	if (n == 0 || !ask_line(&line, "1 a question, 2 we are done: "))
		return;
	o.status = line.b[0] == '2' ? "done" : "question";
	(void)reply_run(&w->desk, n, &o);
}

static void
walk_outbox(struct walk *w)
{
	if (stick_get(w) &&
	    outbox_run(&w->desk, (const char *)w->stick.b, false) != 0)
		typed_wipe(&w->stick);
}

static void
walk_renew(struct walk *w)
{
	const struct options o = { 0 };

	if (stick_get(w))
		(void)renew_run(&w->desk, (const char *)w->stick.b, &o);
}

static const struct {
	const char *words;
	void (*run)(struct walk *w);
} menu[] = {
	{ "read in the stick", walk_open },
	{ "all cases", walk_list },
	{ "read a case", walk_show },
	{ "write to a tipster", walk_reply },
	{ "write the outbox to the stick", walk_outbox },
	{ "make new keys, with ik.key from the safe in this folder",
	    walk_renew },
};

enum {
	MENU = sizeof(menu) / sizeof(menu[0]),
};

static void
menu_say(void)
{
	say("\n");
	for (size_t i = 0; i < MENU; i++)
		say("  %zu  %s\n", i + 1, menu[i].words);
	say("  0  stop\n");
}

static void
menu_run(struct walk *w)
{
	WIPED(typed) line;
	uint32_t n;

	for (;;) {
		menu_say();
		if (!ask_line(&line, "Number: "))
			return;
		if (strcmp((const char *)line.b, "0") == 0)
			return;
		if (number_parse(&n, (const char *)line.b, 1, MENU))
			menu[n - 1].run(w);
		else
			say("Type one of these numbers and press Enter.\n");
	}
}

/* The folder of the desk: this one, or one that is asked for. */
static int
folder_get(struct walk *w)
{
	if (access(KEYS_DESK, F_OK) == 0) {
		w->folder.b[0] = '.';
		return 0;
	}
	say("This shows tips and writes answers, step by step. Nothing here "
	    "uses a network.\n");
	if (path_get(&w->folder, "Folder of the desk: "))
		return 0;
	return say_wrong("no folder was given. A desk is made with zegel-desk "
			 "init; zegel-desk --help shows all commands");
}

/* Ask for both folders first: then nothing else can be opened. */
static int
walk_run(struct walk *w, int (*begin)(const char *folder, const char *stick))
{
	int rc = folder_get(w);

	if (rc == 0) {
		(void)stick_get(w);
		rc = begin((const char *)w->folder.b, (const char *)w->stick.b);
	}
	if (rc == 0)
		rc = desk_open(&w->desk, (const char *)w->folder.b);
	if (rc == 0) {
		screen_hold();
		if (w->stick.b[0] != '\0')
			walk_open(w);
		walk_list(w);
		walk_first(w);
		menu_run(w);
		screen_clear();
	}
	desk_close(&w->desk);
	return rc;
}

int
cmd_walk(int (*begin)(const char *folder, const char *stick))
{
	struct walk *w = calloc(1, sizeof(*w));
	int rc;

	if (w == NULL)
		return say_failed("beginning", "the menu", ERR_MEMORY);
	w->desk.dir = -1;
	rc = walk_run(w, begin);
	free(w);
	return rc;
}
