/* guard.h - how far this machine's date is believed, at server and desk. */

#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clock.h"

enum {
	GUARD_WEEKS = 5,      /* how long a service may have been off */
	GUARD_LOOKS = 16,     /* weeks that may be due at once */
	GUARD_NEAR = 43200,   /* seconds; a difference below it is no dispute */
	GUARD_DAYS = 8,       /* a desk's date and its newest inbox */
	GUARD_NUMBERS = 1000, /* inboxes a server may close in a week */
};

/* What a server's date rests on. */
enum guard_proof {
	GUARD_FOLDER, /* the clock is not believed: the last week of use */
	GUARD_SEEN,   /* the clock: good enough for what is served */
	GUARD_FIRM, /* the same for so long that tips may be forgotten by it */
};

/*
 * A running server's date: the time since boot and what must be added to it.
 * An advance of the clock alone moves nothing, however it is cut into steps.
 * ${wall} minus ${boot} of a moment is its offset.
 */
struct guard {
	uint16_t known; /* the last week of use that was firm */
	int32_t floor;  /* a day that has begun; no earlier one is believed */
	enum guard_proof proof;
	int64_t offset;      /* what is believed */
	int64_t since;       /* time since boot from which the clock says so */
	int32_t firm_after;  /* seconds from then until it is firm */
	int64_t looked;      /* time since boot of the last look */
	bool disputed;       /* the clock says something else */
	int64_t rival;       /* that offset */
	int64_t rival_since; /* time since boot from which it says so */
};

/*
 * guard_begin(g, known, now):
 * Begin at ${now} in a service that was last used in the week ${known}.  The
 * clock is believed if it shows that week or one of the GUARD_WEEKS after it;
 * else ${known}'s Sunday is.
 */
void guard_begin(struct guard *g, uint16_t known, struct moment now);

/*
 * guard_look(g, now):
 * Look at the clock again, once a second.  A clock that differs from what is
 * believed is taken over when it has gone on evenly, in time since boot, for:
 *
 *	believed	before known	fits it		after it
 *	folder		20 hours	at once		2 hours
 *	seen		20 hours	10 minutes	2 hours
 *	firm		20 hours	20 hours	20 hours
 *
 * A clock below ${g->floor} never is.  What is taken over is firm after 20
 * hours from when the clock first said so, or 2 if the folder agreed with it
 * at once.  True if another clock was taken over now.
 */
bool guard_look(struct guard *g, struct moment now);

/* A person says that the clock is right. */
void guard_vouch(struct guard *g, struct moment now);

/* What is believed at the time since boot ${boot}. */
int32_t guard_day(const struct guard *g, int64_t boot);

/* True if a service last used in ${known} may be used on ${day}, unasked. */
bool guard_fits(uint16_t known, int32_t day);

/* The weeks that were found due, and when.  Zero it to begin, and to forget. */
struct guard_looks {
	size_t n;
	struct {
		uint16_t week;
		int64_t boot;
	} look[GUARD_LOOKS];
};

/*
 * guard_twice(l, week, boot, agreed):
 * ${week} is found due at the time since boot ${boot}.  True if it was so an
 * hour ago and the clock agrees now, or if it has been so for 22 hours: longer
 * than guard_look() leaves a dispute open.
 */
bool guard_twice(struct guard_looks *l, uint16_t week, int64_t boot,
    bool agreed);

/* A desk's date, beside the weeks from..to in which it must lie. */
enum guard_date {
	GUARD_FITS,
	GUARD_BEFORE, /* more than GUARD_DAYS before them */
	GUARD_AFTER,  /* more than GUARD_DAYS after them */
};

enum guard_date guard_date(uint16_t from, uint16_t to, int32_t day);

/*
 * guard_number(seq, last, week):
 * The highest number that an inbox of ${week} can have, if one of the week
 * ${last} has the number ${seq}; 0 and week 0 if none is known.
 */
uint32_t guard_number(uint32_t seq, uint16_t last, uint16_t week);

#endif
