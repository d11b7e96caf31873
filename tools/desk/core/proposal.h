/* proposal.h - the two-person rule: one proposes, another releases. */

#ifndef CORE_PROPOSAL_H
#define CORE_PROPOSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "book/proposals.h"
#include "core/acts.h"
#include "core/desk.h"
#include "wire.h"

/* What an act does once as many persons as it takes have agreed. */
struct deed {
	enum act act;
	bool about_person; /* whom it is about cannot be one of the two */
	/* within a unit of work, which the caller commits */
	enum fault (*run)(struct desk *d, struct span plain);
};

/*
 * proposal_check(d, deed, number):
 * What proposal_do() would refuse at once, to be asked before a key is drawn:
 * ALONE_NOT_YET where only whoever is at work counts for an act of two persons
 * and somebody left whose keys are still served (team_complete());
 * PROPOSALS_FULL.
 */
enum fault proposal_check(struct desk *d, const struct deed *deed,
    uint32_t number);

/* The first that waits with this act and number; 0 in ${*out}: none. */
enum fault proposal_find(uint32_t *out, struct desk *d, enum act act,
    uint32_t number);

/*
 * proposal_do(d, deed, number, plain):
 * Do ${deed} to ${number} now, if it takes one person or nobody else works
 * here; else keep it for a second person: SECOND_NEEDED with the proposal's
 * number in the detail.  Logged either way.  The only way to run a deed but
 * proposal_release().  What proposal_check() says.
 */
enum fault proposal_do(struct desk *d, const struct deed *deed, uint32_t number,
    struct span plain);

/*
 * proposal_release(d, id, deeds, n):
 * Do what another person proposed; ${deeds} are the ${n} that there are.
 * PROPOSAL_MISSING, SECOND_SAME, PROPOSAL_STALE and what the deed says.
 */
enum fault proposal_release(struct desk *d, uint32_t id,
    const struct deed *const *deeds, size_t n);

/* Take it off; anybody here may.  A key that was drawn for it is destroyed. */
enum fault proposal_withdraw(struct desk *d, uint32_t id);

/*
 * proposal_second(d, id, s, secret, deeds, n):
 * The same as proposal_release(), by person ${s} while somebody else is at
 * work: their authority is bound to this one proposal and gone when this
 * returns.  PERSON_KEY_FOREIGN if ${secret} is not that person's.
 */
enum fault proposal_second(struct desk *d, uint32_t id, uint8_t s,
    const struct staff_secret *secret, const struct deed *const *deeds,
    size_t n);

/* How many persons work here. */
size_t persons_here(struct desk *d);

#endif
