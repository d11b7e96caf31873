/* limit.h - how much may come in, per lane: one table of numbers. */

#ifndef LIMIT_H
#define LIMIT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* The two ways in.  Nothing at rest says which one an envelope took. */
enum intake {
	INTAKE_SCRIPT, /* POST /x: browser and CLI */
	INTAKE_FORM,   /* POST /: sealed by this server */
	INTAKES,
};

/* Envelopes: sustained per second, at once, and in the pool of all weeks. */
struct limit {
	uint32_t sustained;
	uint32_t burst;
	uint32_t cap;
};

extern const struct limit limit_table[INTAKES];

/* The form lane's quarter is its own, whatever the other lane does. */
enum {
	POOL_CAP = 360448, /* 26 a minute in three quarters: over a week */
	FORM_CAP = POOL_CAP / 4,
};

/* What may still come in now. */
struct limits {
	_Atomic uint32_t left[INTAKES];
};

void limits_begin(struct limits *l);

/* False if ${intake} has to wait; else one envelope is taken off. */
bool limits_take(struct limits *l, enum intake intake);

/* Once a second, from one thread: what has become free again. */
void limits_tick(struct limits *l);

/*
 * limits_room(intake, total, form):
 * How many more envelopes of ${intake} fit in a pool that holds ${total}, of
 * which ${form} are known to have come by the form lane.
 */
uint64_t limits_room(enum intake intake, uint64_t total, uint64_t form);

#endif
