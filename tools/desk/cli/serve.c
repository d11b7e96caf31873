/* serve.c - zegel-desk serve: for another face, over a pipe. */

#include "rpc/serve.h"

#include <unistd.h>

#include "cli/command.h"
#include "cli/tell.h"

int
cmd_serve(const struct options *o)
{
	struct serving s = { o->arg[0], STDIN_FILENO, STDOUT_FILENO,
		o->idle == 0 ? IDLE_SECONDS : o->idle };
	struct desk d = DESK_NONE;
	int rc = tell(serve(&d, &s), &d.detail);

	desk_close(&d);
	return rc;
}
