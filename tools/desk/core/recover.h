/* recover.h - a new key for a person who forgot the passphrase. */

#ifndef CORE_RECOVER_H
#define CORE_RECOVER_H

#include <stdint.h>

#include "core/desk.h"
#include "core/proposal.h"
#include "core/seed.h"
#include "digits.h"

/*
 * recover_person(d, s, hole, card):
 * Give person ${s}, who forgot the passphrase, a new key and a new card: a deed
 * of two persons who are not ${s}; where nobody else is here, of one.  Until it
 * is released the key that they have still opens the desk.  PERSON_SELF,
 * PERSON_UNKNOWN; PERSON_WAITS while another new key for them is proposed; what
 * proposal_check() says.
 */
enum fault recover_person(struct desk *d, uint8_t s, const struct keyhole *hole,
    struct digits *card);

/* Two new keys for person ${s} would share one file: PERSON_WAITS. */
enum fault recover_waits(struct desk *d, uint8_t s);

/* The new key counts, once two agreed. */
extern const struct deed recover_deed;

#endif
