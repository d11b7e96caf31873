/* desks.h - which desks a tip goes to, and what the directory says of them. */

#ifndef DESKS_H
#define DESKS_H

#include <stdint.h>

#include "label.h"
#include "visit.h"

/* What the person said; NULL and 0 where nothing was. */
struct wanted {
	const char *name[SLOTS]; /* key names */
	unsigned names;
	const char *region; /* numbers, in decimal */
	const char *topic;
};

/* Desks, as places in the directory. */
struct desks {
	unsigned n;
	uint8_t at[DESKS_MAX];
};

/*
 * desks_choose(out, v, w, found):
 * Choose one to SLOTS desks of ${v}: those ${w} names, or that take its region
 * and topic; else those where an answer was ${found}; else the only one.
 * Returns NULL, or the sentence that says why there is no choice.
 */
const char *desks_choose(struct desks *out, const struct visit *v,
    const struct wanted *w, const struct desks *found);

/* The desk's name for people; its key name if it has none. */
struct span desk_title(const struct holder *h);

/* List the desks with what they say of themselves, and the regions. */
void desks_list(const struct visit *v);

#endif
