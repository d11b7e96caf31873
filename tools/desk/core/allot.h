/* allot.h - assigns cases to the N cells of the desk's section. */

#ifndef CORE_ALLOT_H
#define CORE_ALLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A case whose live thread wants an answer; none that is in the bin. */
struct claim {
	uint32_t number; /* of the case */
	bool shown;      /* a person has seen it */
	bool placed;     /* it had a cell in the last outbox */
	bool chosen;     /* a person gave it one, by a reply */
	bool unsent;     /* a reply of its has never been in a cell */
	bool gets;       /* the result */
};

/* What came of it.  Those without a cell, by the reason. */
struct allotment {
	uint32_t cells;   /* assigned */
	uint32_t replies; /* chosen, but all cells are taken by others chosen */
	uint32_t waiting; /* shown, and not drawn */
	uint32_t unread;  /* no person has seen them yet */
};

/*
 * allot(out, c, n, cells):
 * Assign at most ${cells} cells: first to those chosen, of these to unsent
 * replies; then to those that had a cell; then, as long as less than three
 * quarters are taken, to others that were shown.  Where not all of a kind get
 * one, lots are drawn.  ${c} is left in another order.
 */
void allot(struct allotment *out, struct claim *c, size_t n, uint16_t cells);

#endif
