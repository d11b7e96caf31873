/* main.c - zegel-desk: confined to the paths on its command line, then run. */

#include <sys/stat.h>

#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "confine/confine.h"
#include "lang/lang.h"
#include "os/process.h"
#include "os/swap.h"
#include "terminal/ask.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"

_Static_assert((int)ARGS_MAX < (int)CONFINE_PATHS, "room for the operands");

enum {
	USAGE = 2,
};

/* Chosen before, as a signal can look up nothing. */
static const char *fault_words;

/* A stick or disk that fails can end a read of a mapped file like this. */
static void
fault(int sig)
{
	ssize_t n;

	tty_release();
	n = write(STDERR_FILENO, fault_words, strlen(fault_words));

	(void)sig;
	(void)n;
	_exit(1);
}

static void
faults_catch(void)
{
	static const int signals[] = { SIGBUS, SIGSEGV, SIGABRT };
	struct sigaction act = { .sa_handler = fault };

	fault_words = _("zegel-desk: stopped by a fault of the program, the "
			"stick or this disk. Start it again and look at what "
			"was done last.\n");
	(void)sigemptyset(&act.sa_mask);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		(void)sigaction(signals[i], &act, NULL);
}

#ifdef __SANITIZE_ADDRESS__
/* Its search for leaks wants ptrace(2); the unit tests have it, we do not. */
int __lsan_is_turned_off(void);

int
__lsan_is_turned_off(void)
{
	return 1;
}
#endif

/* Why this process cannot be confined, and what to do. */
static const char *
confine_why(enum confine_result r)
{
	switch (r) {
	case CONFINE_OK:
		break;
	case CONFINE_NO_SECCOMP:
		return _("this kernel has no filter of system calls (seccomp), "
			 "and without it nothing forbids this program the "
			 "network, so nothing was read: use Linux 5.19 or "
			 "newer");
	case CONFINE_NO_LANDLOCK:
		return _("this kernel has no Landlock, or one too old, and "
			 "without it nothing keeps this program to its "
			 "folders, so nothing was read: use Linux 5.19 or "
			 "newer");
	case CONFINE_LANDLOCK_OFF:
		return _("this kernel was started without Landlock, and "
			 "without it nothing keeps this program to its "
			 "folders, so nothing was read: add landlock to the "
			 "kernel's lsm= parameter and start the computer "
			 "again");
	case CONFINE_LANDLOCK_REFUSED:
		return _("the system refuses Landlock to this program, as "
			 "older containers do, so nothing was read: use the "
			 "program outside of one");
	case CONFINE_TOO_WIDE:
		return _("the folder / contains all files of this computer, "
			 "so this program does not write in it: name a folder "
			 "inside it");
	case CONFINE_REFUSED:
		return _("the filter that forbids this program the network "
			 "was refused, as some containers do, so nothing was "
			 "read: use the program outside of one");
	}
	return "";
}

static int
confine_here(const struct confine_paths *paths)
{
	enum confine_result r = confine(paths);

	return r == CONFINE_OK ? 0 : say_wrong("%s", confine_why(r));
}

/* The folder of a file, in ${room}. */
static const char *
folder_of(char room[static PATH_MAX], const char *path)
{
	return snprintf(room, PATH_MAX, "%s", path) < PATH_MAX ? dirname(room)
							       : path;
}

/* To the paths of the command line.  Only a folder that exists can be kept. */
static int
confine_command(const struct command *c, const struct options *o)
{
	struct confine_paths paths = { .write = { NULL } };
	static char room[PATH_MAX];

	paths.write[ARGS_MAX] = o->stick;
	paths.read[ARGS_MAX - 1] = o->key;
	paths.read[ARGS_MAX] = o->ik;
	if (o->second_key != NULL)
		paths.read[ARGS_MAX] = o->second_key; /* needs no ik */
	if (c->run == cmd_staff_passphrase)
		paths.make[ARGS_MAX] = o->key;

	for (size_t i = 0; i < FOLDERS_MAX; i++)
		if (o->sticks[i] != NULL)
			paths.write[i + 1] = o->sticks[i];
	for (int i = 0; i < o->args && c->paths[i] != '\0'; i++) {
		if (c->paths[i] == 'm')
			(void)mkdir(o->arg[i], 0700); /* else it says why */
		if (c->paths[i] == 'm' || c->paths[i] == 'w')
			paths.write[i] = o->arg[i];
		else if (c->paths[i] == 'r')
			paths.read[i] = o->arg[i];
		else if (c->paths[i] == 'b')
			paths.read[i] = folder_of(room, o->arg[i]);
		else if (c->paths[i] == 'o')
			paths.make[i] = o->arg[i];
	}
	return confine_here(&paths);
}

static int
command_run(int argc, char **argv)
{
	const struct command *c = command_find(argv[0]);
	struct options o;
	int rc;

	if (c == NULL)
		return commands_usage(stderr, USAGE);
	if (options_parse(&o, argc, argv, c->takes, c->args)) {
		rc = confine_command(c, &o) != 0 ? 1 : c->run(&o);
		enter_idled();
		return rc;
	}
	(void)fprintf(stderr, "%s zegel-desk %s %s\n", _("usage:"), c->name,
	    c->usage);
	return USAGE;
}

static int
confine_menu(const char *folder, const char *stick)
{
	return confine_here(
	    &(struct confine_paths){ .write = { folder, stick } });
}

/* --lang nl, before everything else; the rest of the words. */
static int
language(int *argc, char ***argv)
{
	const char *choice = NULL;

	if (*argc > 2 && strcmp((*argv)[1], "--lang") == 0) {
		choice = (*argv)[2];
		*argc -= 2;
		*argv += 2;
	}
	if (lang_begin(choice))
		return 0;
	(void)lang_begin(NULL);
	return say_wrong(_("the language %s is not there: --lang takes en, or "
			   "nl where the Dutch texts are installed"),
	    choice);
}

static int
run(int argc, char **argv)
{
	enum err e = process_begin();
	int rc = language(&argc, &argv);

	if (e != OK)
		return say_wrong(_("this program could not protect itself, so "
				   "it does nothing"));
	faults_catch();
	screen_begin();
	if (rc != 0)
		return USAGE;
	if (swap_plain() && ask_terminal())
		say_aside(_("! This machine may write what is in memory to "
			    "its disk, unencrypted: let who looks\n  after it "
			    "turn off swap and hibernation, or encrypt "
			    "them.\n"));
	if (argc < 2)
		return cmd_menu(confine_menu);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
		return commands_usage(stdout, 0);
	return command_run(argc - 1, argv + 1);
}

int
main(int argc, char **argv)
{
	int rc = run(argc, argv);

	tty_release();
	if (!screen_sent() && rc == 0)
		rc = say_wrong("%s",
		    _("this was done, but standard output did not take all of "
		      "what belongs to it: look whether its disk is full"));
	return rc;
}
