/* command.h - what a command line said, and the commands it can name. */

#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "desks.h"
#include "door.h"
#include "note.h"

/* What the person asked for; checked by main.c, then const. */
struct options {
	struct vkey root;
	struct door door;
	struct wanted wanted;
	bool receipt; /* send: a follow-up */
	bool no_answer;
	bool with_code; /* send: one in the text is meant */
};

/* Each returns an exit status: 0, or 1 after a sentence on standard error. */
int cmd_send(const struct options *o);
int cmd_check(const struct options *o);
int cmd_close(const struct options *o);
int cmd_desks(const struct options *o);
int cmd_verify(const struct options *o);

#endif
