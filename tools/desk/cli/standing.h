/* standing.h - how a case stands, in a word or two. */

#ifndef CLI_STANDING_H
#define CLI_STANDING_H

#include "core/cases.h"

enum {
	STANDING_COLUMNS = 16, /* the longest, and a space */
};

/* "new", "tipster wrote" ... in the person's language; static. */
const char *standing_words(enum standing s);

#endif
