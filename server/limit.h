/* limit.h - how much may come in, and go out: one table of numbers. */

#ifndef LIMIT_H
#define LIMIT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The two ways in.  Nothing at rest says which one an envelope took. */
enum intake {
	INTAKE_SCRIPT, /* POST /x: browser and CLI */
	INTAKE_FORM,   /* POST /: sealed by this server */
	INTAKES,
};

/* Where a visitor comes from.  Each side has buckets of its own. */
enum side {
	SIDE_NET,   /* an address, whose prefix is counted */
	SIDE_FRONT, /* Tor or a proxy on this machine: no prefix to count */
	SIDES,
};

/*
 * Envelopes: sustained per second and at once, for each side; in the pool of
 * all weeks; and from one network prefix in a minute while the pool is short.
 */
struct limit {
	uint32_t sustained;
	uint32_t burst;
	uint32_t cap;
	uint32_t lean;
};

extern const struct limit limit_table[INTAKES];

/* The form lane's quarter is its own, whatever the other lane does. */
enum {
	POOL_CAP = 360448,
	FORM_CAP = POOL_CAP / 4,
};

/*
 * The pool is a stock: it takes weeks until room comes back.  So each side also
 * has a stock bucket for each intake, which holds what it may take ahead of
 * time.  Each minute adds a part of the room that the pool then has: all of the
 * room would take STOCK_WHOLE minutes, and the bucket holds at most that of
 * STOCK_AHEAD.  A flood thus meets a bucket that fills ever more slowly.
 *
 * A front that finds the bucket empty has to wait.  A prefix never has to:
 * while the bucket of SIDE_NET is less than half full, the pool is short and a
 * prefix may have ``lean'' envelopes in a minute, half of that when the pool is
 * nearly full.  Nothing of this needs a memory of who sent what.
 */
enum {
	STOCK_WHOLE = 6 * 7 * 24 * 60,
	STOCK_AHEAD = STOCK_WHOLE / 16,
};

/* Connections; share.h says how much of what is free a prefix may take. */
enum {
	CONNECTIONS_MAX = 12000,
	CONNECTS_BURST = 12000,  /* new ones at once, from all prefixes */
	CONNECTS_SECOND = 200,   /* and sustained */
	CONNECTS_FIRST = 16,     /* of a prefix, from a bucket of their own */
	CONNECTS_FIRSTS = 12000, /* in that, for all, new each minute */
	UNPROVEN_MINUTE = 20, /* of each side, of unknown pages: see origin.h */
	BODIES = 4096,        /* being uploaded; the rest wait unread */
	FORMS = 12,           /* forms being worked on, in locked memory */
	FORMS_LONG = 2,       /* forms coming in, longer than FORM_SHORT */
	FORM_SHORT = 24 * 1024, /* comes in where an envelope would */
	IDLE_SECONDS = 30,      /* without a byte */
	HEAD_SECONDS = 60,      /* for the next request, to its empty line */
	UPLOAD_SECONDS = 60,    /* for a whole envelope or form */
	LONG_SECONDS = 20,      /* for a long form: there are few buffers */
	HURRY_SECONDS = 10,     /* for a form's answer, if all are lent */
	ANSWER_SECONDS = 60,    /* and one more for each ANSWER_LEAST bytes */
	ANSWER_LEAST = 4 * 1024,
};

/* The way out: boards have three quarters of it, and the rest is for all. */
enum {
	WAY_OUT_MBIT = 100, /* where the command line does not say */
	BOARD_PART = 3,
	BOARD_PART_OF = 4,
	OUT_SECONDS = 10,
	OUT_PREFIXES = 8,      /* of these a prefix has a part of the rest */
	OUT_FRONTS = 4,        /* and all fronts together so many parts */
	PACE_FAIR = 16 * 1024, /* bytes a second: so many boards at once */
	PACE_LEAST = 512,
	BOARDS_MAX = 4096,
};

/*
 * What may still come in now.  The caller serializes all calls, but for
 * limits_pool(), which any thread may make.
 */
struct limits {
	uint32_t left[SIDES][INTAKES];
	uint64_t stock[SIDES][INTAKES]; /* STOCK_WHOLE for one envelope */
	_Atomic uint32_t room[INTAKES]; /* of the pool, as last told */
};

/* Start with an empty pool and full buckets. */
void limits_begin(struct limits *l);

/* Tell how full the pool is; parameters as limits_room(). */
void limits_pool(struct limits *l, uint64_t total, uint64_t form);

/*
 * limits_part(left, burst, part):
 * What a prefix may have had in this minute of a bucket that holds ${left} of
 * ${burst}: a ${part}th while it is full, by its cube less when it is emptier,
 * and 1 at the least while anything is left.  So however many prefixes flood,
 * who had none yet comes before who had some.
 */
uint32_t limits_part(uint32_t left, uint32_t burst, uint32_t part);

/*
 * limits_share(l, intake, part):
 * The same of the envelopes of ${intake}, and less while the pool is short.
 */
uint32_t limits_share(const struct limits *l, enum intake intake,
    uint32_t part);

/* False if ${intake} has to wait on ${side}; else one envelope is taken. */
bool limits_take(struct limits *l, enum side side, enum intake intake);

/* Once a second, and once a minute: what has become free again. */
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
