/* share.h - what each network prefix has had, in a small table of counts. */

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
 */
enum {
	SHARE_ROWS = 4,
	SHARE_COUNTS = 8192, /* in a row; a power of two, at most 65,536 */
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
	SPENT_OUT, /* KiB of answers, headers and all */
	SPENTS,
};

struct place {
	uint16_t at[SHARE_ROWS];
	bool counted; /* false: a front on this machine, that has no prefix */
};

struct share_count {
	uint16_t held[HELDS];
	uint16_t spent[SPENTS];
};

struct shares {
	uint8_t key[SHARE_KEY];
	struct share_count count[SHARE_ROWS][SHARE_COUNTS];
};

/* A new minute: a new key, and nothing counted. */
void shares_begin(struct shares *s);

/* Nothing is spent of ${what}. */
void shares_forget(struct shares *s, enum spent what);

/* Where the counts of ${mark} are, the keyed hash of a prefix. */
struct place share_place(uint64_t mark);

/* How much of ${what} is held; never less than it is, and 0 for a front. */
uint32_t share_held(const struct shares *s, const struct place *p,
    enum held what);
void share_hold(struct shares *s, const struct place *p, enum held what);
void share_drop(struct shares *s, const struct place *p, enum held what);

/*
 * share_spend(s, p, what, n, most):
 * Count ${n} more of ${what}, unless that would be over ${most}, 65,535 at
 * the most; then false.
 */
bool share_spend(struct shares *s, const struct place *p, enum spent what,
    uint32_t n, uint32_t most);

/*
 * share_fits(s, p, what, free):
 * True if ${p} may take one of the ${free} that nobody has: it has fewer than
 * a quarter of them.  So one prefix ends with a fifth of all, two with a sixth
 * each, and a newcomer finds something however many came before.
 */
bool share_fits(const struct shares *s, const struct place *p, enum held what,
    size_t free);

#endif
