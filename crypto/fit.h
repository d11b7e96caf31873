/* fit.h - sets of desks: those that take tips, and those that fit one. */

#ifndef FIT_H
#define FIT_H

#include <stdint.h>

#include "directory.h"
#include "notes.h"

/* A set of desks is a u32: bit i is desk i of the directory. */
_Static_assert((int)DESKS_MAX <= 32, "a bit for each desk");

enum { TOPIC_UNKNOWN = 8 }; /* the tipster does not know: any desk fits */

/* The desks that have a key this week; without ${notes} (NULL) all desks. */
uint32_t fit_open(const struct directory *d, const struct notes *notes);

/*
 * fit_desks(d, region, topic):
 * The desks of ${d} that take ${topic}, 0 to 31, in ${region}, 0 to 255.  0 is
 * no region or no topic, which any desk fits.  A desk that has stopped may be
 * among them: see fit_open().
 */
uint32_t fit_desks(const struct directory *d, unsigned region, unsigned topic);

/* The number of desks in ${set}. */
unsigned fit_count(uint32_t set);

#endif
