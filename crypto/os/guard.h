/* guard.h - decide whether to believe this machine's date (server and desk). */

#ifndef OS_GUARD_H
#define OS_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "os/clock.h"

enum {
	GUARD_WEEKS = 5,      /* weeks for which a service may have been off */
	GUARD_LOOKS = 16,     /* weeks that may be due at once */
	GUARD_NEAR = 43200,   /* seconds by which agreeing clocks may differ */
	GUARD_DAYS = 8,       /* days by which a desk's date may be off */
	GUARD_NUMBERS = 1000, /* inboxes a server may close in a week */
};

/* The source of a server's date. */
enum guard_proof {
	GUARD_FOLDER, /* the data folder's last week of use, not the clock */
	GUARD_SEEN,   /* the clock: good enough to serve by */
	GUARD_FIRM,   /* the clock, believed long enough to forget tips */
};

/*
 * A running server's date is the time since boot plus an offset.  The offset
 * of a moment is its ${wall} minus its ${boot}.  Setting the clock forward
 * does not move the date by itself, in however many steps it is done.
 */
struct guard {
	uint16_t known; /* the last week of use that was firm */
	int32_t floor;  /* a day that has begun: no earlier one is adopted */
	enum guard_proof proof;
	int64_t offset;      /* the offset that is believed */
	int64_t since;       /* time since boot when the clock first had it */
	int32_t firm_after;  /* seconds from ${since} until it is firm */
	int64_t looked;      /* time since boot of the last adjustment */
	bool disputed;       /* the clock has another offset: */
	int64_t rival;       /* that offset */
	int64_t rival_since; /* time since boot when the clock first had it */
};

/*
 * guard_begin(g, known, now):
 * Begin at ${now} in a service that was last used in the week ${known}.
 * Believe the clock if it shows that week or one of the GUARD_WEEKS after it;
 * else believe that today is the Sunday of ${known}.
 */
void guard_begin(struct guard *g, uint16_t known, struct moment now);

/*
 * guard_look(g, now):
 * Look at the clock again; call this once a second.  A clock that differs from
 * the believed date is adopted after it has run evenly, measured in time since
 * boot, for the time below.  It depends on ${g->proof} and on whether the
 * clock's week is before, within or after ${g->known} and the GUARD_WEEKS that
 * follow it.
 *
 *	proof		before		within		after
 *	folder		20 hours	at once		2 hours
 *	seen		20 hours	10 minutes	2 hours
 *	firm		20 hours	20 hours	20 hours
 *
 * A clock before ${g->floor} is never adopted.  An adopted clock is firm 20
 * hours after it first showed its offset, or 2 hours if it was adopted at
 * once.  Returns true if this call adopted a clock.
 */
bool guard_look(struct guard *g, struct moment now);

/* Adopt the clock as firm at once: a person has said that it is right. */
void guard_vouch(struct guard *g, struct moment now);

/* The day that is believed at the time since boot ${boot}. */
int32_t guard_day(const struct guard *g, int64_t boot);

/* True if a service last used in ${known} may run on ${day} without asking. */
bool guard_fits(uint16_t known, int32_t day);

/* Weeks found due for deletion, and when.  Zero it to begin and to reset. */
struct guard_looks {
	size_t n;
	struct {
		uint16_t week;
		int64_t boot;
	} look[GUARD_LOOKS];
};

/*
 * guard_twice(l, week, boot, agreed):
 * Note in ${l} that ${week} is due at the time since boot ${boot}; ${agreed}
 * is true if the clock also says so.  Returns true if the week was first found
 * due an hour ago or more and ${agreed} is true, or 22 hours ago or more:
 * longer than guard_look() leaves a dispute open.
 */
bool guard_twice(struct guard_looks *l, uint16_t week, int64_t boot,
    bool agreed);

/* How a desk's date lies to the weeks from..to, in which it must be. */
enum guard_date {
	GUARD_FITS,
	GUARD_BEFORE, /* more than GUARD_DAYS before them */
	GUARD_AFTER,  /* more than GUARD_DAYS after them */
};

enum guard_date guard_date(uint16_t from, uint16_t to, int32_t day);

/*
 * guard_number(seq, last, week):
 * The highest number that an inbox of ${week} can have if an inbox of the week
 * ${last} has the number ${seq}.  Pass 0 for both if no inbox is known.
 */
uint32_t guard_number(uint32_t seq, uint16_t last, uint16_t week);

#endif
