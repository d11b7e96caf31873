/* lane.h - the threads of the form lane: seal on the server, then deposit. */

#ifndef LANE_H
#define LANE_H

#include "commit.h"
#include "err.h"
#include "form.h"
#include "guest.h"
#include "world.h"

enum {
	LANGUAGE_MAX = 128, /* of an Accept-Language, with NUL */
};

struct form_lane;

/* One posted form on its way to a page or into the store. */
struct form_job {
	struct form_work *work; /* filled up to in_n */
	struct world *world;    /* held by who made the job */
	int fd;                 /* of its connection */
	bool proven;            /* our own page posted it; see origin.h */
	char language[LANGUAGE_MAX];
	enum form_result result; /* FORM_DEPOSIT: it is stored, answer 303 */
	void (*done)(struct form_job *job); /* on another thread */
	/* the lane's own */
	struct form_lane *lane;
	struct deposit deposit;
	enum err refused;
	struct form_job *next;
};

/* Start the threads, or fail as confined_thread(). */
MUST_USE enum err form_lane_new(struct form_lane **out, struct committer *c,
    struct guests *guests);

/* Hand over ${job}; nothing of it may be touched until it is done. */
void form_lane_put(struct form_lane *l, struct form_job *job);

/* Finish what was handed over.  To be called after committer_stop(). */
void form_lane_stop(struct form_lane *l);
void form_lane_free(struct form_lane *l);

#endif
