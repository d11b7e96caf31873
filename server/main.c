/* main.c - zegeld: the table of commands, usage, and the exit status. */

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "failed.h"
#include "os/process.h"
#include "terminal/screen.h"

static const struct command commands[] = {
	{ "init", cmd_init, "folder (name | root directory [-l language]...)",
	    "make a service's folder; install its signed directory" },
	{ "serve", cmd_serve,
	    "folder [-a address:port | -u socket]... [-c cert -k key] "
	    "[-o mbit] [-S] [-w week]",
	    "answer visitors until told to stop" },
	{ "export", cmd_export, "folder stick [-S] [-w week]",
	    "close an inbox and write it to a stick" },
	{ "import", cmd_import, "folder stick [-S] [-w week]",
	    "read schedules and outboxes of desks from a stick" },
	{ "expire", cmd_expire, "folder [-S] [-w week]",
	    "delete the weeks of tips that are due" },
	{ "status", cmd_status, "folder", "report the state of the service" },
};

static int
usage(void)
{
	fputs("usage:\n", stderr);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		fprintf(stderr, "  zegeld %s %s\n      %s\n", commands[i].name,
		    commands[i].args, commands[i].about);
	return 2;
}

static int
run(int argc, char **argv)
{
	if (argc < 2)
		return usage();
	if (process_begin() != OK)
		return failed("starting", NULL,
		    "the system refuses to protect this process",
		    "check its limits and rights");
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		int rc;

		if (strcmp(argv[1], commands[i].name) != 0)
			continue;
		rc = commands[i].run(argc - 1, argv + 1);
		return rc == USAGE ? usage() : rc;
	}
	return usage();
}

int
main(int argc, char **argv)
{
	int rc = run(argc, argv);

	if (!screen_sent() && rc == 0)
		rc = failed("printing the result", NULL,
		    "standard output did not take all of it",
		    "the command is done; check whether the disk is full");
	return rc;
}
