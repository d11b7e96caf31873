/* main.c - zegel, the tipster's program: options and commands. */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "os/process.h"
#include "terminal/plain.h"
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
	    "read what the desk answers to your code" },
	{ "close", cmd_close, FOR_ALL | FOR_CHOICE, "[options] URL",
	    "ask the desk to destroy what belongs to your code" },
	{ "desks", cmd_desks, FOR_ALL, "[options] URL", "list the desks" },
	{ "verify", cmd_verify, FOR_ALL, "[options] URL",
	    "check what the server shows everyone" },
};

static const struct {
	const char *name;
	int key;
	unsigned with; /* the commands that take it: a FOR_ bit */
	const char *arg;
	const char *what;
} rows[] = {
	{ "root", 'r', FOR_ALL, "KEY", "the service's key (or ZEGEL_ROOT)" },
	{ "cacert", 'c', FOR_ALL, "FILE", "believe this authority alone" },
	{ "unix", 'u', FOR_ALL, "PATH", "connect to a UNIX socket" },
	{ "socks", 's', FOR_ALL, "HOST:PORT", "connect through a proxy (Tor)" },
	{ "desk", 'd', FOR_CHOICE, "NAME", "a desk that gets it; at most 4" },
	{ "region", 'R', FOR_CHOICE, "N", "the desks that take this region" },
	{ "topic", 't', FOR_CHOICE, "N", "the desks that take this topic" },
	{ "receipt", 'k', FOR_SEND, NULL,
	    "more on an earlier tip; asks for "
	    "its code" },
	{ "no-answer", 'n', FOR_SEND, NULL, "make no code" },
	{ "with-code", 'w', FOR_SEND, NULL, "send a text that holds a code" },
};

enum {
	COMMANDS = sizeof(commands) / sizeof(commands[0]),
	ROWS = sizeof(rows) / sizeof(rows[0]),
};

static int
usage(void)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		(void)fprintf(stderr, "%s zegel %-6s %s   %s\n",
		    i == 0 ? "usage:" : "      ", commands[i].name,
		    commands[i].args, commands[i].what);
	(void)fputs("options:\n", stderr);
	for (i = 0; i < ROWS; i++)
		(void)fprintf(stderr, "  %s--%-9s %-9s  %s\n",
		    rows[i].key == 'r' ? "-r, " : "    ", rows[i].name,
		    rows[i].arg != NULL ? rows[i].arg : "", rows[i].what);
	return USAGE;
}

static int
refuse(const char *sentence)
{
	(void)say_wrong("%s", sentence);
	return USAGE;
}

/* Set one option; returns NULL, or the sentence that says what is wrong. */
static const char *
set(struct options *o, const char **root, int key, const char *arg)
{
	struct {
		int key;
		const char **to;
	} strings[] = {
		{ 'r', root },
		{ 'c', &o->endpoint.cacert },
		{ 'u', &o->endpoint.unix_path },
		{ 's', &o->endpoint.socks },
		{ 'R', &o->wanted.region },
		{ 't', &o->wanted.topic },
	};
	bool *flag = key == 'k' ? &o->receipt
	    : key == 'n'        ? &o->no_answer
				: &o->with_code;
	size_t i;

	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		if (strings[i].key != key)
			continue;
		if (*strings[i].to != NULL)
			return "an option is given twice";
		*strings[i].to = arg;
		return NULL;
	}
	if (key == 'd') {
		if (o->wanted.names == SLOTS)
			return "at most four desks get one tip";
		o->wanted.name[o->wanted.names++] = arg;
		return NULL;
	}
	if (*flag)
		return "an option is given twice";
	*flag = true;
	return NULL;
}

static const char *
parse(struct options *o, const char **root, const struct command *c, int argc,
    char **argv)
{
	struct option longs[ROWS + 1] = { { 0 } };
	const char *wrong = NULL;
	int at = 0;
	int key;
	size_t i;

	for (i = 0; i < ROWS; i++) {
		longs[i].name = rows[i].name;
		longs[i].has_arg = rows[i].arg != NULL;
		longs[i].val = rows[i].key;
	}
	opterr = 0;
	while (wrong == NULL) {
		at = -1;
		key = getopt_long(argc, argv, "r:", longs, &at);
		if (key == -1)
			return NULL;
		if (key == '?')
			return "an option is unknown or lacks its value";
		if (at >= 0 && !(rows[at].with & c->takes))
			return "this option does not go with this command";
		wrong = set(o, root, key, optarg);
	}
	return wrong;
}

/* Check all options together; returns NULL, or what is wrong. */
static const char *
settle(struct options *o, const char *root, int argc, char **argv)
{
	if (root == NULL)
		root = getenv("ZEGEL_ROOT");
	if (root == NULL || *root == '\0')
		return "whose service? give its key with -r KEY or in "
		       "ZEGEL_ROOT; it stands on the service's poster";
	if (vkey_parse(&o->root, plain_trim(span_str(root))) != OK)
		return "the key after -r looks like NAME+01234567+BASE64; copy "
		       "it whole";
	if (o->receipt && o->no_answer)
		return "--receipt and --no-answer do not go together";
	if (o->endpoint.unix_path != NULL && o->endpoint.socks != NULL)
		return "--unix and --socks do not go together";
	if (argc - optind == 1)
		o->endpoint.url = argv[optind];
	else if (argc == optind && o->endpoint.unix_path != NULL)
		o->endpoint.url = "http://localhost";
	else
		return "one address is needed: http://HOST or https://HOST";
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
	const struct command *c;
	struct options o = { 0 };
	const char *root = NULL;
	const char *wrong;

	c = argc > 1 ? command_find(argv[1]) : NULL;
	if (c == NULL)
		return usage();
	if (process_begin() != OK)
		return say_wrong("this machine refuses to protect a process");
	screen_begin();
	wrong = parse(&o, &root, c, argc - 1, argv + 1);
	if (wrong == NULL)
		wrong = settle(&o, root, argc - 1, argv + 1);
	if (wrong != NULL)
		return refuse(wrong);
	return c->run(&o);
}

int
main(int argc, char **argv)
{
	int status = run(argc, argv);

	if (!screen_sent() && status == 0)
		status = say_wrong("this was done, but standard output did not "
				   "take all of what belongs to it; look "
				   "whether its disk is full");
	return status;
}
