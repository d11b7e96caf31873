/* json.h - answers in JSON, as serve does: for scripts. */

#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "core/desk.h"
#include "rpc/porcelain.h"

/*
 * json_say(d, method, given):
 * Print what ${method} of serve answers: porcelain().  Returns an exit status:
 * 0, or 1 after a sentence on standard error.
 */
int json_say(struct desk *d, const char *method, const struct given *given);

#define GIVEN_NONE (&(const struct given){ NULL, NULL, 0, false })

/* For json_say(d, "case.get", GIVEN({ .name = "number", .number = 1 })). */
#define GIVEN(...) \
	((const struct given[]){ __VA_ARGS__, { NULL, NULL, 0, false } })

#endif
