/* share.h - what each network prefix and address has had, in tables of counts.
 */

#ifndef SHARE_H
#define SHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * No address and no prefix is kept: a place is where the counts of a prefix
 * stand under a key of this minute, and no two minutes have the same.  Each
 * prefix has a count in each of four rows and counts as the smallest says, so
 * that two must meet in all four to be taken for one: beside 1,000 prefixes
 * at once that happens to one visitor in 5,000, and for a minute.
 *
 * A second table counts addresses the same way.  A prefix has a share of the
 * whole, and an address may have no more of that share than it leaves to its
 * neighbours: so one address cannot take all that its prefix may have.
 *
 * Fronts are one: no prefix tells their visitors apart.
 */
enum level {
	LEVEL_PREFIX,  /* an IPv4 /24, an IPv6 /48 */
	LEVEL_ADDRESS, /* an IPv4 address, an IPv6 /64 */
	LEVELS,
};

enum {
	SHARE_PART = 4, /* one part of so many of what is free, to a prefix */
	SHARE_ROWS = 4,
	SHARE_COUNTS = 8192, /* in a row; a power of two, at most 65,536 */
	SHARE_BLOCK = 128,   /* so many are cleared at once */
	SHARE_KEY = 16,
};

/* What is had for a while, and comes back. */
enum held {
	HELD_CONNECTION,
	HELD_BODY,  /* a buffer for an envelope */
	HELD_FORM,  /* one to work on a form in */
	HELD_LONG,  /* the same, while a long form comes in */
	HELD_BOARD, /* a board on its way */
	HELD_SLOW,  /* another answer, to who had many just now */
	HELDS,
};

/* What is used up, and new each minute or earlier. */
enum spent {
	SPENT_SCRIPT, /* as enum intake */
	SPENT_FORM,
	SPENT_CONNECTION,
	SPENT_OUT,      /* KiB of answers, headers and all */
	SPENT_UNPROVEN, /* tips that no page of ours is known to have sent */
	SPENT_TURN,     /* how often an address began to wait for a buffer */
	SPENTS,
};

struct place {
	uint16_t at[LEVELS][SHARE_ROWS];
	bool counted; /* false: a front on this machine, that has no prefix */
};

struct share_count {
	uint16_t held[HELDS];
	uint16_t spent[SPENTS];
};

struct shares {
	uint8_t key[SHARE_KEY];
	struct share_count count[LEVELS][SHARE_ROWS][SHARE_COUNTS];
	/* which blocks of it may hold anything but zeros */
	bool used[LEVELS][SHARE_ROWS][SHARE_COUNTS / SHARE_BLOCK];
	uint32_t weight[SHARE_ROWS][SHARE_COUNTS]; /* of a prefix */
	struct {
		uint32_t held[HELDS];
		uint32_t spent[SPENTS];
	} front; /* all of them */
};

/* A new minute: a new key, and nothing counted. */
void shares_begin(struct shares *s);

/* Nothing is spent of ${what}. */
void shares_forget(struct shares *s, enum spent what);

/* Where the counts of ${mark} are, the keyed hashes of prefix and address. */
struct place share_place(const uint64_t mark[static LEVELS]);

/*
 * How much of ${what} the prefix or address holds; never less than it is.  Of a
 * front: how much all of them hold.
 */
uint32_t share_held(const struct shares *s, const struct place *p,
    enum level level, enum held what);
void share_hold(struct shares *s, const struct place *p, enum held what);
void share_drop(struct shares *s, const struct place *p, enum held what);

/*
 * share_spend(s, p, what, n, most):
 * Count ${n} more of ${what}.  False, and nothing counted, if its prefix would
 * then have had over ${most}, 65,535 at the most; or its address more than is
 * left of that for the whole prefix.
 */
bool share_spend(struct shares *s, const struct place *p, enum spent what,
    uint32_t n, uint32_t most);

/* Count one more of ${what} for an address; returns how many there were. */
uint32_t share_turn(struct shares *s, const struct place *p, enum spent what);

/*
 * share_fits(s, p, what, free):
 * True if the prefix of ${p} may take one of the ${free} that nobody has: it
 * has fewer than a quarter of them.  So one prefix ends with a fifth of all,
 * two with a sixth each, and a newcomer finds something however many came
 * before.  Its address may, while it has fewer than its prefix may still take.
 */
bool share_fits(const struct shares *s, const struct place *p, enum held what,
    size_t free);

/* A number that a prefix has, 0 in a new minute and for a front. */
void share_weight_clear(struct shares *s, const struct place *p);
void share_weight_add(struct shares *s, const struct place *p, uint32_t n);
uint32_t share_weight(const struct shares *s, const struct place *p);

#endif
