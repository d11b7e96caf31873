/* names.h - the names by which programs know states, kinds and errors. */

#ifndef RPC_NAMES_H
#define RPC_NAMES_H

#include <jansson.h>

#include "body.h"
#include "book/cases.h"
#include "book/state.h"
#include "core/cases.h"
#include "core/sequence.h"
#include "err.h"

enum {
	NAME_TEXT = 64, /* bytes, with the NUL */
};

/* Each is static, in small letters with underscores; "?" for a value that is
 * not there. */
const char *name_err(enum err e);
const char *name_standing(enum standing s);
const char *name_life(enum life l);
const char *name_status(enum status s);
const char *name_kind(enum kind k);
const char *name_lane(enum lane l);
const char *name_verdict(enum verdict v);
const char *name_trouble(enum trouble_kind k);

/* New lists of names: enum mark; bits 1 << lane.  NULL without memory. */
json_t *names_marks(uint8_t bits);
json_t *names_lanes(uint8_t bits);

/* Copy ${name} in small letters. */
void name_small(char out[static NAME_TEXT], const char *name);

#endif
