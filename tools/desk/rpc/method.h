/* method.h - what a method of serve is, and what it gets when it is called. */

#ifndef RPC_METHOD_H
#define RPC_METHOD_H

#include <stdbool.h>

#include <jansson.h>

#include "core/desk.h"
#include "rpc/params.h"

/* Who serves: the desk, and where news go while a method runs. */
struct rpc {
	struct desk *d;
	const char *path; /* of its folder */
	/* Send a notification, whose ${params} are taken over; NULL: nobody
	 * hears any. */
	void (*notify)(void *arg, const char *method, json_t *params);
	/* True if whoever called wants no more of it; NULL: never. */
	bool (*stopped)(void *arg);
	void *arg;
};

struct call {
	struct rpc *rpc;
	struct desk *d;
	const json_t *params; /* checked; NULL: none */
	json_t *id;           /* of the request; NULL: none */
	json_t *result; /* set by the method, also beside a fault: what was done
			   or is known all the same */
};

/* What a method needs before it runs. */
enum {
	NEEDS_UNLOCKED = 1,
	NEEDS_DATE = 2, /* date_prove(); adds the parameter date_is_right */
};

struct method {
	const char *name;
	/* A result of NULL and FAULT_NONE means that memory was short. */
	enum fault (*run)(struct call *c);
	unsigned needs;
	struct param param[PARAMS_MAX];
};

/* Check the parameters ${params} of ${m}, as params_check(). */
bool method_check(char why[static REASON_TEXT], const struct method *m,
    const json_t *params);

/* Run ${m}: LOCKED, those of date_prove(), and its own; FAULT_NONE: there is a
 * result. */
enum fault method_run(const struct method *m, struct call *c);

/* A result that says nothing: done. */
json_t *result_done(void);

#endif
