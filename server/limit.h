/* limit.h - how much may come in, and go out: one table of numbers. */

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

/*
 * Envelopes: sustained per second, at once, in the pool of all weeks, and from
 * one network prefix in a minute.
 */
struct limit {
	uint32_t sustained;
	uint32_t burst;
	uint32_t cap;
	uint32_t minute;
};

extern const struct limit limit_table[INTAKES];

/* The form lane's quarter is its own, whatever the other lane does. */
enum {
	POOL_CAP = 360448, /* 26 a minute in three quarters: over a week */
	FORM_CAP = POOL_CAP / 4,
};

/* Connections; share.h says how much of what is free a prefix may take. */
enum {
	CONNECTIONS_MAX = 12000,
	MINUTE_CONNECTIONS = 600, /* new ones from one prefix */
	BODIES = 4096,            /* being uploaded; the rest wait unread */
	FORMS = 12,               /* forms being worked on, in locked memory */
	FORMS_LONG = 2,           /* forms coming in, longer than FORM_SHORT */
	FORM_SHORT = 24 * 1024,   /* comes in where an envelope would */
	IDLE_SECONDS = 30,        /* without a byte */
	HEAD_SECONDS = 60,        /* for the next request, to its empty line */
	UPLOAD_SECONDS = 60,      /* for a whole envelope or form */
	LONG_SECONDS = 20,        /* for a long form: there are few buffers */
	HURRY_SECONDS = 10,       /* for a form's answer, if all are lent */
	ANSWER_SECONDS = 60,      /* and one more for each ANSWER_LEAST bytes */
	ANSWER_LEAST = 4 * 1024,
};

/* The way out: boards have three quarters of it, and the rest is for all. */
enum {
	WAY_OUT_MBIT = 100, /* where the command line does not say */
	BOARD_PART = 3,
	BOARD_PART_OF = 4,
	OUT_SECONDS = 10,
	OUT_PREFIXES = 8,      /* of these a prefix has a part of the rest */
	PACE_FAIR = 16 * 1024, /* bytes a second: so many boards at once */
	PACE_LEAST = 512,
	BOARDS_MAX = 4096,
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
