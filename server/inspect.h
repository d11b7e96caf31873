/* inspect.h - find which conditions hold for a service. */

#ifndef INSPECT_H
#define INSPECT_H

#include <stdint.h>

#include "condition.h"
#include "notice.h"
#include "report.h"
#include "store.h"

/* What is looked at; all borrowed. */
struct inspected {
	struct store *store;
	const struct notice *notice; /* NULL: there is none that is good */
	const struct report *report;
	int32_t day;
	bool served;
};

/* Say each condition that holds; ${found} has the worst of them. */
void inspect(struct conditions *found, const struct inspected *in);

#endif
