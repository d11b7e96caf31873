/* main.c - zegel, the tipster's program: options and commands. */

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "os/process.h"
#include "terminal/options.h"
#include "terminal/plain.h"
#include "terminal/say.h"
#include "terminal/screen.h"
#include "tipster/command.h"
#include "tipster/say.h"

enum {
	USAGE = 2, /* the exit status */
	FOR_ALL = 1,
	FOR_CHOICE = 2, /* commands whose desks can be chosen */
	FOR_SEND = 4,
};

struct command {
	const char *name;
	int (*run)(const struct options *o);
	unsigned takes; /* the options it takes: FOR_ bits */
	const char *args;
	const char *what;
};

static const struct command commands[] = {
	{ "send", cmd_send, FOR_ALL | FOR_CHOICE | FOR_SEND, "[options] URL",
	    "send a tip, read from standard input" },
	{ "check", cmd_check, FOR_ALL, "[options] URL",
	    "read the answers to your code" },
	{ "close", cmd_close, FOR_ALL | FOR_CHOICE, "[options] URL",
	    "ask the desk to destroy what belongs to your code" },
	{ "desks", cmd_desks, FOR_ALL, "[options] URL", "list the desks" },
	{ "verify", cmd_verify, FOR_ALL, "[options] URL",
	    "check what the server shows to everyone" },
};

/* What the command line says, before it is checked. */
struct line {
	struct options o;
	const char *root;
};

static const char *
desk_add(void *to, const struct option_row *row, const char *name)
{
	struct wanted *w = &((struct line *)to)->o.wanted;

	(void)row;
	if (w->names == SLOTS)
		return "is given more than four times: at most four desks get "
		       "one tip";
	w->name[w->names++] = name;
	return NULL;
}

#define AT(member) offsetof(struct line, member)
static const struct option_row rows[] = {
	{ 'r', "root", "KEY", "the service's key (or ZEGEL_ROOT)", FOR_ALL,
	    OPTION_TEXT, AT(root) },
	{ 0, "cacert", "FILE", "trust only this certificate authority", FOR_ALL,
	    OPTION_TEXT, AT(o.endpoint.cacert) },
	{ 0, "unix", "PATH", "connect to a UNIX socket", FOR_ALL, OPTION_TEXT,
	    AT(o.endpoint.unix_path) },
	{ 0, "socks", "HOST:PORT", "connect through a proxy (Tor)", FOR_ALL,
	    OPTION_TEXT, AT(o.endpoint.socks) },
	{ 0, "desk", "NAME", "a desk that gets the tip; at most 4", FOR_CHOICE,
	    OPTION_EACH, 0 },
	{ 0, "region", "N", "the desks that take this region", FOR_CHOICE,
	    OPTION_TEXT, AT(o.wanted.region) },
	{ 0, "topic", "N", "the desks that take this topic", FOR_CHOICE,
	    OPTION_TEXT, AT(o.wanted.topic) },
	{ 0, "receipt", NULL, "add to an earlier tip; asks for its code",
	    FOR_SEND, OPTION_FLAG, AT(o.receipt) },
	{ 0, "no-answer", NULL, "make no code", FOR_SEND, OPTION_FLAG,
	    AT(o.no_answer) },
	{ 0, "with-code", NULL, "send a text that contains a code", FOR_SEND,
	    OPTION_FLAG, AT(o.with_code) },
};
static const struct option_table table = { rows, sizeof(rows) / sizeof(rows[0]),
	desk_add };

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static int
usage(void)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		(void)fprintf(stderr, "%s zegel %-6s %s   %s\n",
		    i == 0 ? "usage:" : "      ", commands[i].name,
		    commands[i].args, commands[i].what);
	(void)fputs("options:\n", stderr);
	options_list(&table);
	return USAGE;
}

static int
refuse(const char *sentence)
{
	(void)say_wrong("%s", sentence);
	return USAGE;
}

/* Check all options together; returns NULL, or what is wrong. */
static const char *
settle(struct options *o, const char *root, int operands, char **operand)
{
	if (root == NULL)
		root = getenv("ZEGEL_ROOT");
	if (root == NULL || *root == '\0')
		return "the key of the service is missing; give it with -r KEY "
		       "or in ZEGEL_ROOT: it is on the service's poster";
	if (vkey_parse(&o->root, plain_trim(span_str(root))) != OK)
		return "the key of a service looks like NAME+01234567+BASE64; "
		       "copy it whole";
	if (o->receipt && o->no_answer)
		return "--receipt and --no-answer cannot be used together";
	if (o->endpoint.unix_path != NULL && o->endpoint.socks != NULL)
		return "--unix and --socks cannot be used together";
	if (operands == 1)
		o->endpoint.url = operand[0];
	else if (operands == 0 && o->endpoint.unix_path != NULL)
		o->endpoint.url = "http://localhost";
	else
		return "give one address: http://HOST or https://HOST";
	return endpoint_check(&o->endpoint);
}

static const struct command *
command_find(const char *name)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

static int
run(int argc, char **argv)
{
	struct line line = { .root = NULL };
	struct option_fault fault;
	const struct command *c;
	const char *wrong;
	int first;

	c = argc > 1 ? command_find(argv[1]) : NULL;
	if (c == NULL)
		return usage();
	if (process_begin() != OK)
		return say_wrong("the system refuses to protect this process");
	screen_begin();
	argc--;
	argv++;
	first = options_read(&fault, &line, &table, c->takes, argc, argv);
	if (first < 0) {
		(void)say_wrong("%s %s", fault.option, fault.why);
		return USAGE;
	}
	wrong = settle(&line.o, line.root, argc - first, argv + first);
	if (wrong != NULL)
		return refuse(wrong);
	return c->run(&line.o);
}

int
main(int argc, char **argv)
{
	int status = run(argc, argv);

	if (!screen_sent() && status == 0)
		status = say_wrong("the command is done, but standard output "
				   "did not take all of the result; check "
				   "whether the disk is full");
	return status;
}
