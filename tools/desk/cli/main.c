/* main.c - zegel-desk: the commands of the offline desk, in one table. */

#include "command.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "confine.h"
#include "os/process.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "terminal/tty.h"

struct command {
	const char *name;
	int (*run)(const struct options *o);
	int args;
	unsigned takes; /* a FOR_ bit, or 0: no options */
	const char *usage;
	const char *help;
};

static const struct command commands[] = {
	{ "init", cmd_init, 2, FOR_INIT,
	    "DIR NAME --service HEX [--root ROOT] [-s STICK] [--cells N]\n"
	    "\t[--title LANG=TEXT]... [--about LANG=TEXT]... "
	    "[--passes LANG=TEXT]... [-m MIB]",
	    "make a desk: its keys, its card, its casebook" },
	{ "open", cmd_open, 2, FOR_OPEN,
	    "DIR STICK [--root ROOT] [--date-is-right]",
	    "read a stick's inboxes into the casebook" },
	{ "list", cmd_list, 1, FOR_LIST, "DIR [--search WORD] [--junk]",
	    "show all cases, one a line" },
	{ "show", cmd_show, 2, 0, "DIR N", "show case N whole" },
	{ "junk", cmd_junk, 2, FOR_JUNK, "DIR N [--back]",
	    "put case N into the bin, out of sight" },
	{ "reply", cmd_reply, 2, FOR_REPLY,
	    "DIR N [--status question|done|received] [--instead | --both]\n"
	    "\t[--date-is-right]",
	    "write to the tipster of case N" },
	{ "outbox", cmd_outbox, 2, FOR_OUTBOX, "DIR STICK [--date-is-right]",
	    "write the desk's part of the board to a stick" },
	{ "renew", cmd_renew, 2, FOR_RENEW,
	    "DIR STICK [--ik FILE] [--new-keys] [--date-is-right]",
	    "make the keys of the next 13 weeks" },
	{ "root", cmd_root, 2, FOR_ROOT, "DIR NAME [-m MIB]",
	    "make ROOT, the key that signs who the desks are" },
	{ "sign", cmd_sign, 3, 0, "DIR DRAFT OUT",
	    "check a directory's draft and sign it with ROOT" },
};

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

static int
command_run(int argc, char **argv)
{
	struct options o;

	for (size_t i = 0; i < COMMANDS; i++) {
		if (strcmp(argv[0], commands[i].name) != 0)
			continue;
		if (options_parse(&o, argc, argv, commands[i].takes,
			commands[i].args))
			return commands[i].run(&o);
		(void)fprintf(stderr, "usage: zegel-desk %s %s\n",
		    commands[i].name, commands[i].usage);
		return USAGE;
	}
	return usage(stderr, USAGE);
}

static enum err
confine_here(void)
{
	enum err e = confine();

	if (e == ERR_VERSION)
		(void)say_wrong(
		    "this kernel has no filter of system calls (seccomp), and "
		    "without it nothing forbids this program the network, so "
		    "nothing was read: use Linux 4.14 or newer");
	else if (e != OK)
		(void)say_wrong(
		    "the filter that forbids this program the network was "
		    "refused, as some containers do, so nothing was read: use "
		    "the program outside of one");
	return e;
}

static int
run(int argc, char **argv)
{
	if (process_begin() != OK)
		return say_wrong("this process could not be made safe, so it "
				 "does nothing");
	faults_catch();
	screen_begin();
	if (confine_here() != OK)
		return 1;
	if (argc < 2)
		return cmd_walk();
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
