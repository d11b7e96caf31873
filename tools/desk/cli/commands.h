/* commands.h - the commands of zegel-desk, in one table. */

#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stdio.h>

#include "cli/command.h"

struct command {
	const char *name;
	int (*run)(const struct options *o);
	int args;
	unsigned takes; /* FOR_ bits */
	/* An operand a letter: w, a folder to write in; m, one to be made; o,
	 * a file to be made; r, a file to read; b, one to read with those
	 * beside it.  Behind the last: no paths. */
	const char *paths;
	const char *usage;
	const char *help; /* a msgid */
};

/* NULL for a name that is not there. */
const struct command *command_find(const char *name);

/* All of them, with what they take and do.  Returns ${rc}. */
int commands_usage(FILE *to, int rc);

#endif
