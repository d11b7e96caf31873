/* limit.h - the limits on envelopes, connections, buffers and bandwidth. */

#ifndef QUOTA_LIMIT_H
#define QUOTA_LIMIT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The two ways in.  Nothing that is stored says which one an envelope took. */
enum intake {
	INTAKE_SCRIPT, /* POST /x: browser and CLI */
	INTAKE_FORM,   /* POST /: sealed by this server */
	INTAKES,
};

/* Where a client comes from.  Each side has buckets of its own. */
enum side {
	SIDE_NET,   /* an address, whose prefix is counted */
	SIDE_FRONT, /* Tor or a proxy on this machine: no prefix to count */
	SIDES,
};

/* How many envelopes are taken. */
struct limit {
	uint32_t sustained; /* a second, for each side */
	uint32_t burst;     /* at once, for each side */
	uint32_t cap;       /* in the pool of all weeks */
	uint32_t lean;      /* a prefix and minute, while the pool is short */
};

extern const struct limit limit_table[INTAKES];

/* A quarter of the pool is kept for the form lane, which gets no more. */
enum {
	POOL_CAP = 360448,
	FORM_CAP = POOL_CAP / 4,
};

/*
 * The pool takes weeks to have room again.  So each side also has a stock
 * bucket for each intake, which limits what it may take ahead of time.  Each
 * minute adds 1/STOCK_WHOLE of the room that the pool then has, and the bucket
 * holds at most what STOCK_AHEAD minutes add.  So in a flood the bucket fills
 * ever more slowly.
 *
 * A front waits while its bucket is empty.  A prefix never waits for this
 * bucket: while that of SIDE_NET is less than half full, the pool is short and
 * a prefix may have ``lean'' envelopes in a minute, half of that when the pool
 * is nearly full.  The server need not remember who sent what for any of this.
 */
enum {
	STOCK_WHOLE = 6 * 7 * 24 * 60,
	STOCK_AHEAD = STOCK_WHOLE / 16,
};

/* Connections; sketch.h says how much of what is free a prefix may take. */
enum {
	CONNECTIONS_MAX = 12000,
	CONNECTS_BURST = 12000,  /* new ones at once, from all prefixes */
	CONNECTS_SECOND = 200,   /* new ones a second, sustained */
	CONNECTS_FIRST = 16,     /* of a prefix, from a bucket of their own */
	CONNECTS_FIRSTS = 12000, /* size of that bucket, refilled each minute */
	UNPROVEN_MINUTE = 20,    /* tips of ORIGIN_UNKNOWN, of each side */
	BODIES = 4096,          /* bodies coming in; further ones wait unread */
	FORMS = 12,             /* forms being processed, in locked memory */
	FORMS_LONG = 2,         /* forms coming in, longer than FORM_SHORT */
	FORM_SHORT = 24 * 1024, /* bytes of a form that fits a body buffer */
	IDLE_SECONDS = 30,      /* without a byte */
	HEAD_SECONDS = 60,      /* for the headers of the next request */
	UPLOAD_SECONDS = 60,    /* for a whole envelope or form */
	LONG_SECONDS = 20,      /* for a long form: there are few buffers */
	HURRY_SECONDS = 10,  /* for a form's answer, if its buffer is needed */
	ANSWER_SECONDS = 60, /* for it, and 1 more per ANSWER_LEAST bytes */
	ANSWER_LEAST = 4 * 1024,
};

/* Outgoing bandwidth: three quarters are for boards, the rest is for all. */
enum {
	WAY_OUT_MBIT = 100, /* without the option -o */
	BOARD_PART = 3,
	BOARD_PART_OF = 4,
	OUT_SECONDS = 10,
	OUT_PREFIXES = 8,      /* a prefix has 1/OUT_PREFIXES of the rest */
	OUT_FRONTS = 4,        /* all fronts together have so many parts */
	PACE_FAIR = 16 * 1024, /* bytes a second: sets the number of boards */
	PACE_LEAST = 512,
	BOARDS_MAX = 4096,
};

/*
 * What may still come in now.  The caller serializes all calls except
 * limits_pool(), which any thread may call.
 */
struct limits {
	uint32_t left[SIDES][INTAKES];
	uint64_t stock[SIDES][INTAKES]; /* one envelope: STOCK_WHOLE */
	_Atomic uint32_t room[INTAKES]; /* in the pool: see limits_pool() */
};

/* Start with an empty pool and full buckets. */
void limits_begin(struct limits *l);

/* Set how full the pool is; ${total} and ${form} as in limits_room(). */
void limits_pool(struct limits *l, uint64_t total, uint64_t form);

/*
 * limits_part(left, burst, part):
 * Return how much one prefix may take in a minute from a bucket that holds
 * ${left} of ${burst}: 1/${part} of a full one, less by the cube of its level
 * when it is emptier, and at least 1 while anything is left.  So however many
 * prefixes flood, one that took nothing yet comes before one that did.
 */
uint32_t limits_part(uint32_t left, uint32_t burst, uint32_t part);

/*
 * limits_share(l, intake, part):
 * limits_part() for envelopes of ${intake}, and less while the pool is short.
 */
uint32_t limits_share(const struct limits *l, enum intake intake,
    uint32_t part);

/* Take one envelope of ${intake} on ${side}; false if it has to wait. */
bool limits_take(struct limits *l, enum side side, enum intake intake);

/* To be called once a second and once a minute: refill the buckets. */
void limits_tick(struct limits *l);
void limits_minute(struct limits *l);

/* How much of ${most} all fronts together may hold at once. */
size_t limits_fronts(size_t most);

/*
 * limits_room(intake, total, form):
 * How many more envelopes of ${intake} fit in a pool that holds ${total}, of
 * which ${form} are known to have come by the form lane.
 */
uint64_t limits_room(enum intake intake, uint64_t total, uint64_t form);

#endif
