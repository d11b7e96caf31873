/* seal.h - seals a posted form into an envelope, as a client does. */

#ifndef FORM_SEAL_H
#define FORM_SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "body.h"
#include "form/form.h"

/* What to seal besides the posted fields. */
struct form_tip {
	enum kind kind;
	uint32_t desks; /* bit i: desk i of the directory */
	bool reply;     /* derive threads from ${w->root}; else want no reply */
	bool has_week;  /* ${week} is that of the cell being answered */
	uint16_t week;
};

/*
 * form_seal(w, served, t):
 * Seal text and answers of ${w->fields}, which are normalised, into
 * ${w->envelope}; a close has none.  ERR_FORMAT for an invalid choice; else
 * errors of client_seal().
 */
MUST_USE enum err form_seal(struct form_work *w, const struct served *served,
    const struct form_tip *t);

/* True if ${s} is only white space. */
bool form_is_blank(struct span s);

#endif
