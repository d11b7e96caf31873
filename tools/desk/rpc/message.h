/* message.h - one JSON-RPC message a line: requests, answers, errors. */

#ifndef RPC_MESSAGE_H
#define RPC_MESSAGE_H

#include <stdbool.h>

#include <jansson.h>

#include "core/fault.h"
#include "wire.h"

enum {
	DEPTH_MOST = 32,     /* arrays and objects within each other */
	FAULT_CODE = -32000, /* minus the number of the fault */
};
_Static_assert((int)FAULTS < 600, "codes from -32600 on are JSON-RPC's own");

/* Errors of JSON-RPC itself. */
enum refusal {
	REFUSED_NOT = 0,
	REFUSED_PARSE = -32700,
	REFUSED_REQUEST = -32600,
	REFUSED_METHOD = -32601,
	REFUSED_PARAMS = -32602,
};

/* What a line asks for; borrowed from ${whole}. */
struct request {
	json_t *whole;
	json_t
	    *id; /* a number or text; NULL: none, so nobody wants an answer */
	const char *method;
	json_t *params; /* an object; NULL: none */
	const char
	    *why; /* it was refused: a sentence for programmers; static */
};

/*
 * request_parse(r, line):
 * REFUSED_PARSE, REFUSED_REQUEST with ${r->why}; what is known of ${r} is
 * there also then.  request_free() always.
 */
enum refusal request_parse(struct request *r, struct span line);
void request_free(struct request *r);

/* One line without its LF, in ASCII: a terminal may show it, with what
 * strangers wrote.  NULL without memory, and for NULL; rpc_memory_free(). */
char *message_print(const json_t *message);

/*
 * Each makes a new message, or NULL without memory.  ${id} is borrowed, NULL
 * where it is not known; ${result} and ${params} are taken over, and NULL makes
 * NULL.
 */
json_t *message_answer(json_t *id, json_t *result);
json_t *message_refusal(json_t *id, enum refusal r, const char *why);
json_t *message_notice(const char *method, json_t *params);

/*
 * message_fault(id, f, d, partly):
 * The error that ${f} is, with the arguments that it has in ${d}.  ${partly},
 * taken over: what was done or is known all the same; NULL: nothing.
 */
json_t *message_fault(json_t *id, enum fault f, const struct detail *d,
    json_t *partly);

#endif
