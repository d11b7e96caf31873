/* deeds.h - all that two persons of a desk can agree on. */

#ifndef CORE_DEEDS_H
#define CORE_DEEDS_H

#include "core/proposal.h"

/* proposal_release() and proposal_second() with every deed there is. */
enum fault deeds_release(struct desk *d, uint32_t id);
enum fault deeds_second(struct desk *d, uint32_t id, uint8_t s,
    const struct staff_secret *secret);

#endif
