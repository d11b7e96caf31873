/* inspect.h - find which conditions hold for a service. */

#ifndef INSPECT_H
#define INSPECT_H

#include <stdint.h>

#include "condition.h"
#include "report.h"
#include "served/served_notes.h"
#include "store/store.h"

/* What inspect() reads; all borrowed. */
struct inspected {
	struct store *store;
	const struct served_notes *served_notes; /* NULL: none is valid */
	const struct report *report;
	int32_t day;
	bool served;
};

/* Print each condition that holds, and keep the worst in ${found}. */
void inspect(struct conditions *found, const struct inspected *in);

#endif
