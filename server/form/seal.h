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
 * Seal text and answers of ${w->fields} into ${w->envelope}.  ERR_MISSING: no
 * text (but a close needs none); ERR_TOO_LONG; ERR_FORMAT: text with control
 * characters, or an invalid choice; ERR_CHECK: text in which the browser
 * replaced a character by U+FFFD; ERR_FULL: more than four desks; ERR_KEY: no
 * desk, or one without a key for this week.
 */
MUST_USE enum err form_seal(struct form_work *w, const struct served *served,
    const struct form_tip *t);

/*
 * form_tells_code(field, w):
 * True if a text of ${w->fields} contains a receipt.  ${field} is then the
 * number of that answer, or 0 for the text of the tip.
 */
bool form_tells_code(uint8_t *field, const struct form_work *w);

#endif
