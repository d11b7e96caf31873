/* open.h - all new inboxes of a stick, from it into the casebook. */

#ifndef CORE_OPEN_H
#define CORE_OPEN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/desk.h"
#include "core/inbox.h"
#include "wire.h"

/* How far it is. */
struct open_progress {
	uint32_t seq;  /* of the inbox */
	uint64_t done; /* envelopes of all inboxes that are new */
	uint64_t of;   /* how many those have */
};

/* What the face says and wants. */
struct open_wish {
	struct span root; /* the line on the paper; empty: not said */
	bool right;       /* a person says that the date is right */
	/* Called now and then; false: stop.  May be NULL. */
	bool (*progress)(void *arg, const struct open_progress *p);
	void *arg;
};

/* What happened, also where a fault ended it.  open_result_free() always. */
struct open_result {
	size_t n;
	struct inbox *inbox; /* all of the stick; ${opened} in those opened */
	size_t opened;       /* how many */
	const struct inbox *last; /* of those opened; NULL: none */
	bool restored;      /* the server has more of this desk than we made:
			       its folder was put back from a copy */
	uint16_t destroyed; /* keys up to this week; 0: none */
};

/*
 * open_stick(out, d, path, wish):
 * Open all inboxes in the folder ${path} that are new.  First all their notes
 * are read: a fault there opens nothing.  Then each is a unit of work of its
 * own, so that what ends it later (a fault, a crash) loses none of those before
 * it.  At last keys are destroyed that are due.  A desk that was put back from
 * a copy goes on behind the number of its last outbox that the server knows.
 * FOLDER_MISSING, FOLDER_UNREADABLE; ROOT_UNKNOWN: ask, then call again with
 * what is on the paper; ROOT_FORM, ROOT_OTHER; those of date_prove(),
 * inboxes_find(), inbox_read(), intake_run() and destroy_run().
 */
enum fault open_stick(struct open_result *out, struct desk *d, const char *path,
    const struct open_wish *wish);
void open_result_free(struct open_result *r);

#endif
