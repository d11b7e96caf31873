/* sketch.h - the sketch of what each network prefix and address used. */

#ifndef QUOTA_SKETCH_H
#define QUOTA_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A count-min sketch (Cormode, Muthukrishnan 2005) with conservative update of
 * what is spent (Estan, Varghese 2002): it stores no address and no prefix.  A
 * hash under a key that is new each minute selects one counter of a prefix in
 * each of four rows (struct place), and the smallest of the four is its count.
 * So a count is too high only if other prefixes use all four counters: beside
 * 1,000 prefixes at once that happens to one client in 5,000, and for a minute.
 *
 * A second table counts addresses in the same way.  A prefix has a share of the
 * whole, and an address may use no more of that share than it leaves to the
 * rest of its prefix, so that one address cannot use it all.
 *
 * All fronts count as one: no prefix tells their clients apart.
 */
enum level {
	LEVEL_PREFIX,  /* an IPv4 /24, an IPv6 /48 */
	LEVEL_ADDRESS, /* an IPv4 address, an IPv6 /64 */
	LEVELS,
};

enum {
	SKETCH_PART = 4, /* a prefix may hold 1/SKETCH_PART of what is free */
	SKETCH_ROWS = 4,
	SKETCH_COUNTS = 8192, /* in a row; a power of two, at most 65,536 */
	SKETCH_BLOCK = 128,   /* counters that are cleared together */
	SKETCH_KEY = 16,
};

/* Resources a client holds and returns. */
enum held {
	HELD_CONNECTION,
	HELD_BODY,  /* a buffer for an envelope or a short form */
	HELD_FORM,  /* a buffer to process a form in */
	HELD_LONG,  /* a buffer for a long form, from its first byte */
	HELD_BOARD, /* a board being sent */
	HELD_SLOW,  /* another answer, to a prefix that had many just now */
	HELDS,
};

/* Allowances a client uses up; they are reset each minute or sooner. */
enum spent {
	SPENT_SCRIPT, /* envelopes, as enum intake */
	SPENT_FORM,
	SPENT_CONNECTION,
	SPENT_OUT,      /* KiB of answers, headers and all */
	SPENT_UNPROVEN, /* tips of ORIGIN_UNKNOWN; see origin.h */
	SPENT_TURN,     /* how often an address began to wait for a buffer */
	SPENTS,
};

struct place {
	uint16_t at[LEVELS][SKETCH_ROWS];
	bool counted; /* false: a front on this machine, without a prefix */
};

struct sketch_count {
	uint16_t held[HELDS];
	uint16_t spent[SPENTS];
};

struct sketch {
	uint8_t key[SKETCH_KEY];
	struct sketch_count count[LEVELS][SKETCH_ROWS][SKETCH_COUNTS];
	/* the blocks of it that may have a counter above zero */
	bool used[LEVELS][SKETCH_ROWS][SKETCH_COUNTS / SKETCH_BLOCK];
	uint32_t weight[SKETCH_ROWS][SKETCH_COUNTS]; /* see sketch_weight() */
	struct {
		uint32_t held[HELDS];
		uint32_t spent[SPENTS];
	} front; /* all fronts together */
};

/* Start a new minute: draw a new key, clear all counts. */
void sketch_begin(struct sketch *s);

/* Reset what was spent of ${what}. */
void sketch_forget(struct sketch *s, enum spent what);

/* Select the counters of ${mark}: the keyed hashes of prefix and address. */
struct place sketch_place(const uint64_t mark[static LEVELS]);

/*
 * How much of ${what} the prefix or address holds: perhaps too high, never too
 * low.  For a front: how much all fronts hold.
 */
uint32_t sketch_held(const struct sketch *s, const struct place *p,
    enum level level, enum held what);
void sketch_hold(struct sketch *s, const struct place *p, enum held what);
void sketch_drop(struct sketch *s, const struct place *p, enum held what);

/*
 * sketch_spend(s, p, what, n, most):
 * Count ${n} more of ${what}.  False, and nothing counted, if the prefix would
 * exceed ${most}, which is 65,535 at the most; or if the address already spent
 * more than the prefix would have left.
 */
bool sketch_spend(struct sketch *s, const struct place *p, enum spent what,
    uint32_t n, uint32_t most);

/* Count one more of ${what} for an address; return the count before. */
uint32_t sketch_turn(struct sketch *s, const struct place *p, enum spent what);

/*
 * sketch_fits(s, p, what, free):
 * True if ${p} may take one more of ${what}, of which ${free} are free: its
 * prefix holds fewer than a quarter of ${free}, and its address holds fewer
 * than its prefix may still take.  So one prefix gets a fifth of all, two get a
 * sixth each, and a new prefix finds something free however many came before.
 */
bool sketch_fits(const struct sketch *s, const struct place *p, enum held what,
    size_t free);

/* A number kept for a prefix; 0 in a new minute, and always for a front. */
void sketch_weight_clear(struct sketch *s, const struct place *p);
void sketch_weight_add(struct sketch *s, const struct place *p, uint32_t n);
uint32_t sketch_weight(const struct sketch *s, const struct place *p);

#endif
