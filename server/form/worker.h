/* worker.h - the threads of the form lane: seal on the server, then deposit. */

#ifndef FORM_WORKER_H
#define FORM_WORKER_H

#include "err.h"
#include "form/form.h"
#include "quota/client.h"
#include "served/snapshot.h"
#include "store/commit.h"

enum {
	LANGUAGE_MAX = 128, /* bytes of an Accept-Language, with NUL */
};

struct form_lane;

/* One posted form on its way to a page or into the store. */
struct form_job {
	struct form_work *work; /* with ${in}, ${in_n} and ${over} set */
	struct world *world;    /* the maker of the job holds the reference */
	int fd;                 /* of its connection */
	bool proven;            /* our own page posted it; see origin.h */
	char language[LANGUAGE_MAX];
	enum form_result result; /* FORM_DEPOSIT: it is stored, answer 303 */
	void (*done)(struct form_job *job); /* on any thread */
	/* for worker.c alone */
	struct form_lane *lane;
	struct deposit deposit;
	enum err refused;
	struct form_job *next;
};

/* Start the threads.  Errors of confined_thread(). */
MUST_USE enum err form_lane_new(struct form_lane **out, struct committer *c,
    struct guests *guests);

/* Hand over ${job}; do not touch it before ${job->done} is called. */
void form_lane_put(struct form_lane *l, struct form_job *job);

/* Finish all jobs and stop the threads.  Call committer_stop() before. */
void form_lane_stop(struct form_lane *l);
void form_lane_free(struct form_lane *l);

#endif
