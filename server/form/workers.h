/* workers.h - the threads of the form lane: seal a form, then deposit it. */

#ifndef FORM_WORKERS_H
#define FORM_WORKERS_H

#include "confine/result.h"
#include "err.h"
#include "form/form.h"
#include "quota/client.h"
#include "served/snapshot.h"
#include "store/commit.h"

enum {
	LANGUAGE_MAX = 128, /* bytes of an Accept-Language, with NUL */
};

struct workers;

/* One posted form on its way to a page or into the store. */
struct form_job {
	struct form_work *work; /* with ${in}, ${in_n} and ${over} set */
	struct snapshot
	    *snapshot; /* the maker of the job holds the reference */
	int fd;        /* of its connection */
	bool proven;   /* our own page posted it; see origin.h */
	char language[LANGUAGE_MAX];
	enum form_result result; /* FORM_DEPOSIT: it is stored, answer 303 */
	void (*done)(struct form_job *job); /* on any thread */
	/* for workers.c alone */
	struct workers *workers;
	struct deposit deposit;
	enum err refused;
	struct form_job *next;
};

/* Start the threads.  As confined_thread(). */
MUST_USE enum start_result workers_new(struct workers **out,
    struct committer *c, struct clients *clients);

/* Hand over ${job}; do not touch it before ${job->done} is called. */
void workers_put(struct workers *w, struct form_job *job);

/* Finish all jobs and stop the threads.  Call committer_stop() before. */
void workers_stop(struct workers *w);
void workers_free(struct workers *w);

#endif
