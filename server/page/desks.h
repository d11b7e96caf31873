/* desks.h - which desks can be chosen, and which of them fit a tip. */

#ifndef PAGE_DESKS_H
#define PAGE_DESKS_H

#include <stdint.h>

#include "directory.h"
#include "notes.h"

/* The choice "I do not know" of question 2. */
enum { TOPIC_UNKNOWN = 8 };

/* Sets of desks: bit i is desk i of the directory. */

/* The desks with a key of this week in ${notes}; all, if that is NULL. */
uint32_t desks_offered(const struct directory *d, const struct notes *notes);

unsigned desks_count(uint32_t set);

/* The desks for ${region} and ${topic}; 0: not given. */
uint32_t desks_fit(const struct directory *d, unsigned region, unsigned topic);

#endif
