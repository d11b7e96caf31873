/* form_seal.h - what a form says, sealed as the client would have. */

#ifndef FORM_SEAL_H
#define FORM_SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "body.h"
#include "form.h"

/* What is to be sealed besides the fields that were posted. */
struct form_tip {
	enum kind kind;
	uint32_t desks; /* bit i: desk i of the directory */
	bool reply;     /* speak as ${w->root}; else want no answer */
	bool has_week;  /* of the cell being answered */
	uint16_t week;
};

/*
 * form_seal(w, world, t):
 * Seal text and answers of ${w->fields} into ${w->envelope}.  ERR_MISSING: no
 * text (but a close needs none); ERR_TOO_LONG; ERR_FORMAT: text with control
 * characters, or a choice that is not one; ERR_CHECK: text in which a sign was
 * lost on its way; ERR_FULL: more than four desks; ERR_KEY: none, or one that
 * takes no tips now.
 */
MUST_USE enum err form_seal(struct form_work *w, const struct form_world *world,
    const struct form_tip *t);

/*
 * form_tells_code(field, w):
 * True if a receipt stands in a text of ${w->fields}: in the answer ${field},
 * or in the text itself, which is 0.
 */
bool form_tells_code(uint8_t *field, const struct form_work *w);

#endif
