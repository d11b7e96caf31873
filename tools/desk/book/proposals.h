/* proposals.h - what one person proposed and another has to release. */

#ifndef BOOK_PROPOSALS_H
#define BOOK_PROPOSALS_H

#include <stddef.h>
#include <stdint.h>

#include "book/book.h"
#include "err.h"
#include "wire.h"

enum {
	PROPOSAL_PLAIN_MAX = 16384, /* bytes */
	PROPOSALS_MAX = 64,         /* that wait */
};

/* Secret: it may hold a text.  From locked_new(). */
struct proposal {
	uint32_t id;
	uint8_t act;     /* enum act */
	uint8_t s;       /* who proposed it */
	uint32_t number; /* the case or person that it is about */
	int32_t day;
	size_t n;
	uint8_t plain[PROPOSAL_PLAIN_MAX]; /* by act */
};
WIPE_FUNCTION(proposal);

/* Store it; ${p->id} receives its number, which is never used again.
 * ERR_FULL if PROPOSALS_MAX wait. */
MUST_USE enum err proposal_put(struct proposal *p, struct book *b);

/* ERR_MISSING for a number that does not wait. */
MUST_USE enum err proposal_load(struct proposal *p, struct book *b,
    uint32_t id);
MUST_USE enum err proposal_remove(struct book *b, uint32_t id);

/* The numbers of those that wait, ascending. */
MUST_USE enum err proposals_list(uint32_t out[static PROPOSALS_MAX], size_t *n,
    struct book *b);

#endif
