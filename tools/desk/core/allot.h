/* places.h - who gets one of the N places on the board. */

#ifndef PLACES_H
#define PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A live thread that wants an answer. */
struct place {
	uint32_t number; /* case */
	bool placed;     /* had one in the last outbox */
	bool chosen;     /* a person gave it one, by a reply */
	bool gets;
};

/*
 * places_assign(p, n, cells):
 * Give at most ${cells} places: first to those chosen, then to those that had
 * one, then, as long as less than three quarters are taken, to the others in
 * order.  Returns how many got none.
 */
size_t places_assign(struct place *p, size_t n, uint16_t cells);

#endif
