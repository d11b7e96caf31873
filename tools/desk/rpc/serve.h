/* serve.h - serves the desk to one client by lines of JSON-RPC 2.0. */

#ifndef RPC_SERVE_H
#define RPC_SERVE_H

#include "core/desk.h"

enum {
	IDLE_SECONDS = 600,
	IDLE_LEAST = 1,
	IDLE_MOST = 3600,
};

struct serving {
	const char *path; /* of the desk's folder */
	int in;
	int out;
	unsigned idle; /* seconds without work, after which it locks */
};

/*
 * serve(d, s):
 * Answer what comes from ${s->in} on ${s->out} until it ends.  Whatever a
 * client sends has an answer, and no effect but that of a method.  After
 * ${s->idle} seconds without a request that needs an unlocked desk, other than
 * desk.status, the keys are forgotten, and the client is told.  MEMORY; OUTPUT
 * if an answer could not be written, or was not read within ${s->idle} seconds.
 * The desk is then locked.
 */
enum fault serve(struct desk *d, const struct serving *s);

#endif
