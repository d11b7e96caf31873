/* gap.h - finds a text of the directory that a language lacks. */

#ifndef GAP_H
#define GAP_H

#include <stdbool.h>

#include "directory.h"
#include "wire.h"

/* A line that is missing.  Borrows from the directory. */
struct gap_line {
	const struct holder *desk; /* whose; NULL: the service's own */
	struct span word;          /* title, about, region, card and the like */
	struct span sub;           /* which region or card; else empty */
};

/*
 * gap_find(out, d, lang):
 * A line that was written in one language must be there in ${lang}, and as
 * often.  Set ${out} to the first of ${d} that is not; false if there is none.
 */
bool gap_find(struct gap_line *out, const struct directory *d,
    const char *lang);

#endif
