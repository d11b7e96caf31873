/* porcelain.h - the result of a method of serve, for a command line. */

#ifndef RPC_PORCELAIN_H
#define RPC_PORCELAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/desk.h"

/* A parameter: a text, else a number, else a flag; behind the last: no name. */
struct given {
	const char *name;
	const char *text;
	uint32_t number;
	bool flag;
};

/*
 * porcelain(d, method, given, put):
 * Run ${method} on the open desk ${d} and give each line of JSON, without its
 * LF, to ${put}: the result as serve has it; of a list that has pages, one line
 * a page.  Other faults than those of the method:
 * GIVEN_TEXT, MEMORY.  ${given} must be
 * what the method takes.
 */
enum fault porcelain(struct desk *d, const char *method,
    const struct given *given, void (*put)(const char *line));

#endif
