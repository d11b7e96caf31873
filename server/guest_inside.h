/* guest_inside.h - what the files about connections share among themselves. */

#ifndef GUEST_INSIDE_H
#define GUEST_INSIDE_H

#include <pthread.h>

#include "guest.h"

enum {
	DESCRIPTORS = 16384, /* as many as confine.c lets be opened */
};

struct guest {
	struct place place;
	bool here;
	uint8_t holds;  /* a bit for each enum held */
	uint32_t until; /* when to end it; 0: not by the clock */
	uint32_t hurry; /* when, if others wait for its buffer; 0: never */
	uint32_t pace;  /* bytes a second; 0: none set */
	bool listed;    /* among the paced, at ${at} */
	uint32_t at;
};

struct guests {
	pthread_mutex_t lock; /* guards all below */
	struct limits *limits;
	struct shares shares;
	struct guest guest[DESCRIPTORS];
	int end; /* no descriptor from here on was ever a guest's */
	size_t total[HELDS];
	size_t most[HELDS];
	uint32_t boards; /* bytes a second for all boards on their way */
	uint16_t paced[DESCRIPTORS]; /* who has a part of that */
	uint32_t paced_n;
	uint32_t fresh;    /* of these, who came since all were counted */
	uint64_t prefixes; /* as they were counted then, in fixed point */
	bool fronts;       /* true: there was one */
	uint32_t out_kib;  /* of answers, to a prefix in OUT_SECONDS */
	uint32_t connects; /* how many may still come at once */
	uint32_t firsts; /* the same, of the first of each prefix in a minute */
	uint32_t unproven[SIDES]; /* tips of unknown pages that may come */
	uint32_t now;
	uint32_t minute;  /* when it ends */
	uint32_t refused; /* until when a form was lately refused a buffer */
};

static inline uint32_t
guest_at_most(uint64_t n, uint32_t most)
{
	return n < most ? (uint32_t)n : most;
}

static inline bool
guest_has(const struct guest *guest, enum held what)
{
	return (guest->holds >> what & 1) != 0;
}

/* All below: with the lock held. */
void guest_drop(struct guests *g, struct guest *guest, enum held what);

/* ${rate}: bytes a second; 0: as fast as it goes. */
void guest_pace(struct guests *g, int fd, uint32_t rate);
void guest_list(struct guests *g, struct guest *guest);

/* One that is listed, and begins: its share of the way out. */
void guest_pace_first(struct guests *g, int fd);

/* Its answer is out. */
void guest_rest(struct guests *g, struct guest *guest);

/* Share the way out among all that are paced; once a second at the least. */
void guests_pace(struct guests *g);

#endif
