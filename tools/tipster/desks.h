/* desks.h - chooses the desks of a tip, and lists those of the directory. */

#ifndef DESKS_H
#define DESKS_H

#include <stdbool.h>
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

/* Why no desks could be chosen: a clause for a person, and one of advice. */
struct refusal {
	const char *why;
	const char *todo; /* with options, for a command without a terminal */
	bool choice;      /* nothing is wrong, but there is a choice to make */
};

/*
 * desks_choose(out, x, w, found):
 * Choose one to SLOTS open desks of ${x} for ${out}: those that ${w} names;
 * else those that take its region and topic; else those of ${found}, which
 * answered; else the only one.  Sets as in fit.h.  Returns NULL if they could
 * be chosen.
 */
const struct refusal *desks_choose(uint32_t *out, const struct exchange *x,
    const struct wanted *w, uint32_t found);

/* The desk's title, in English if it has one; else its key name. */
struct span desk_title(const struct holder *h);

/* Print the desks with their own descriptions, then the regions. */
void desks_list(const struct exchange *x);

#endif
