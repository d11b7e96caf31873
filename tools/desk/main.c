/* main.c - zegel-desk: the commands of the offline desk, in one table. */

#include "command.h"

#include <sys/stat.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "confine/confine.h"
#include "os/process.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"

struct command {
	const char *name;
	int (*run)(const struct options *o);
	int args;
	unsigned takes; /* a FOR_ bit, or 0: no options */
	/* An operand a letter: w, a folder to write in; m, one to be made; o,
	 * a file to be made; r, a file to read; -, no path. */
	const char *paths;
	const char *usage;
	const char *help;
};

static const struct command commands[] = {
	{ "init", cmd_init, 2, FOR_INIT, "m-",
	    "DIR NAME --service HEX [--root ROOT] [-s STICK] [--cells N]\n"
	    "\t[--title LANG=TEXT]... [--about LANG=TEXT]... "
	    "[--passes LANG=TEXT]... [-m MIB]",
	    "make a desk: its keys, its card, its casebook" },
	{ "open", cmd_open, 2, FOR_OPEN, "ww",
	    "DIR STICK [--root ROOT] [--date-is-right]",
	    "read a stick's inboxes into the casebook" },
	{ "list", cmd_list, 1, 0, "w", "DIR", "show all cases, one a line" },
	{ "show", cmd_show, 2, 0, "w-", "DIR N", "show case N whole" },
	{ "reply", cmd_reply, 2, FOR_REPLY, "w-",
	    "DIR N [--status question|done|received] [--instead]\n"
	    "\t[--date-is-right]",
	    "write to the tipster of case N" },
	{ "outbox", cmd_outbox, 2, FOR_OUTBOX, "ww",
	    "DIR STICK [--date-is-right]",
	    "write the desk's part of the board to a stick" },
	{ "renew", cmd_renew, 2, FOR_RENEW, "ww",
	    "DIR STICK [--ik FILE] [--new-keys] [--date-is-right]",
	    "make the keys of the next 13 weeks" },
	{ "root", cmd_root, 2, FOR_ROOT, "m-", "DIR NAME [-m MIB]",
	    "make ROOT, the key that signs who the desks are" },
	{ "sign", cmd_sign, 3, 0, "wro", "DIR DRAFT OUT",
	    "check a directory's draft and sign it with ROOT" },
};

_Static_assert((int)ARGS_MAX < (int)CONFINE_PATHS, "room for the operands");

enum {
	COMMANDS = sizeof(commands) / sizeof(commands[0]),
	USAGE = 2,
};

static int
usage(FILE *to, int rc)
{
	(void)fputs("usage: zegel-desk\n\ta menu, step by step\n", to);
	for (size_t i = 0; i < COMMANDS; i++)
		(void)fprintf(to, "       zegel-desk %s %s\n\t%s\n",
		    commands[i].name, commands[i].usage, commands[i].help);
	return rc;
}

/* A damaged casebook or disk can end a memory-mapped read like this. */
static void
fault(int sig)
{
	static const char words[] =
	    "zegel-desk: stopped: the casebook, the stick or this disk is "
	    "damaged. Nothing was changed. Put back the last good copy of the "
	    "desk's folder, whole.\n";
	ssize_t n;

	tty_release();
	n = write(STDERR_FILENO, words, sizeof(words) - 1);

	(void)sig;
	(void)n;
	_exit(1);
}

static void
faults_catch(void)
{
	static const int signals[] = { SIGBUS, SIGSEGV, SIGABRT };
	struct sigaction act = { .sa_handler = fault };

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

static const char *
confine_why(enum confine_result e)
{
	switch (e) {
	case CONFINE_OK:
		break;
	case CONFINE_NO_SECCOMP:
		return "this kernel has no filter of system calls (seccomp), "
		       "and without it nothing forbids this program the "
		       "network, so nothing was read: use Linux 5.19 or newer";
	case CONFINE_NO_LANDLOCK:
		return "this kernel has no Landlock, or one too old, and "
		       "without it nothing keeps this program to its folders, "
		       "so nothing was read: use Linux 5.19 or newer";
	case CONFINE_LANDLOCK_OFF:
		return "this kernel was started without Landlock, and without "
		       "it nothing keeps this program to its folders, so "
		       "nothing was read: add landlock to the kernel's lsm= "
		       "parameter and start the computer again";
	case CONFINE_LANDLOCK_REFUSED:
		return "the system refuses Landlock to this program, as older "
		       "containers do, so nothing was read: use the program "
		       "outside of one";
	case CONFINE_TOO_WIDE:
		return "the folder / contains all files of this computer, so "
		       "this program does not write in it: name a folder "
		       "inside it";
	case CONFINE_REFUSED:
		return "the filter that forbids this program the network was "
		       "refused, as some containers do, so nothing was read: "
		       "use the program outside of one";
	}
	return "";
}

static int
confine_here(const struct confine_paths *paths)
{
	enum confine_result e = confine(paths);

	return e == CONFINE_OK ? 0 : say_wrong("%s", confine_why(e));
}

static int
confine_walk(const char *folder, const char *stick)
{
	return confine_here(
	    &(struct confine_paths){ .write = { folder, stick } });
}

/* To the paths of the command line.  Only a folder that exists can be kept. */
static int
confine_command(const struct command *c, const struct options *o)
{
	struct confine_paths paths = { .write = { [ARGS_MAX] = o->stick },
		.read = { [ARGS_MAX] = o->ik } };

	for (int i = 0; i < o->args; i++) {
		if (c->paths[i] == 'm')
			(void)mkdir(o->arg[i], 0700); /* else it says why */
		if (c->paths[i] == 'm' || c->paths[i] == 'w')
			paths.write[i] = o->arg[i];
		else if (c->paths[i] == 'r')
			paths.read[i] = o->arg[i];
		else if (c->paths[i] == 'o')
			paths.make[i] = o->arg[i];
	}
	return confine_here(&paths);
}

static int
command_run(int argc, char **argv)
{
	struct options o;

	for (size_t i = 0; i < COMMANDS; i++) {
		const struct command *c = &commands[i];

		if (strcmp(argv[0], c->name) != 0)
			continue;
		if (options_parse(&o, argc, argv, c->takes, c->args))
			return confine_command(c, &o) != 0 ? 1 : c->run(&o);
		(void)fprintf(stderr, "usage: zegel-desk %s %s\n", c->name,
		    c->usage);
		return USAGE;
	}
	return usage(stderr, USAGE);
}

static int
run(int argc, char **argv)
{
	if (process_begin() != OK)
		return say_wrong("this process could not be made safe, so it "
				 "does nothing");
	faults_catch();
	screen_begin();
	if (argc < 2)
		return cmd_walk(confine_walk);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
		return usage(stdout, 0);
	return command_run(argc - 1, argv + 1);
}

int
main(int argc, char **argv)
{
	int rc = run(argc, argv);

	tty_release();
	if (!screen_sent() && rc == 0)
		rc = say_wrong("this was done, but standard output did not "
			       "take all of what belongs to it: look whether "
			       "its disk is full");
	return rc;
}
