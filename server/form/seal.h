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

/* What sealing a form came to. */
enum seal_result {
	SEAL_OK = 0,
	SEAL_NO_TEXT, /* but a close needs none */
	SEAL_TOO_LONG,
	SEAL_BAD_TEXT,  /* control characters, or an invalid choice */
	SEAL_LOST_SIGN, /* the browser replaced a character by U+FFFD */
	SEAL_MANY_DESKS,
	SEAL_NO_DESK, /* or one without a key for this week */
};

/* Seal text and answers of ${w->fields} into ${w->envelope}. */
MUST_USE enum seal_result form_seal(struct form_work *w,
    const struct served *served, const struct form_tip *t);

/*
 * form_tells_code(field, w):
 * True if a text of ${w->fields} contains a receipt.  ${field} is then the
 * number of that answer, or 0 for the text of the tip.
 */
bool form_tells_code(uint8_t *field, const struct form_work *w);

#endif
