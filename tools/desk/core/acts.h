/* acts.h - what a person does here, and how many persons it takes. */

#ifndef CORE_ACTS_H
#define CORE_ACTS_H

#include <stdint.h>

enum act {
#define ACT(name, code, persons) ACT_##name = (code),
#include "core/acts.def"
#undef ACT
};

/* How many persons ${act} takes: 1 or 2.  An act that is not there: 2. */
unsigned act_persons(enum act act);

/* "person_added", for programs; static; "?" for an act that is not there. */
const char *act_key(uint8_t act);

#endif
