/* desks.h - chooses the desks of a tip, and lists those of the directory. */

#ifndef DESKS_H
#define DESKS_H

#include <stdint.h>

#include "label.h"
#include "tipster/exchange.h"

/* The options that choose desks; NULL or 0 if not given. */
struct wanted {
	const char *name[SLOTS]; /* key names */
	unsigned names;
	const char *region; /* numbers, in decimal */
	const char *topic;
};

/*
 * desks_choose(out, x, w, found):
 * Choose one to SLOTS open desks of ${x} for ${out}: those that ${w} names;
 * else those that take its region and topic; else those of ${found}, which
 * answered; else the only one.  Sets as in fit.h.  Returns NULL, or a static
 * sentence that says why no desks could be chosen.
 */
const char *desks_choose(uint32_t *out, const struct exchange *x,
    const struct wanted *w, uint32_t found);

/* The desk's title, in English if it has one; else its key name. */
struct span desk_title(const struct holder *h);

/* Print the desks with their own descriptions, then the regions. */
void desks_list(const struct exchange *x);

#endif
