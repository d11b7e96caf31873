/* command.h - the options of the command line, and the commands. */

#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "note.h"
#include "tipster/desks.h"
#include "tipster/endpoint.h"

/* Set and checked by main.c, then const. */
struct options {
	struct vkey root;
	struct endpoint endpoint;
	struct wanted wanted;
	bool receipt; /* send: a follow-up */
	bool no_answer;
	bool with_code; /* send: allow a receipt in the text */
};

/* Each returns an exit status: 0, or 1 after an error message. */
int cmd_send(const struct options *o);
int cmd_check(const struct options *o);
int cmd_close(const struct options *o);
int cmd_desks(const struct options *o);
int cmd_verify(const struct options *o);

#endif
