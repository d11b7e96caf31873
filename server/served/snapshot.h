/* snapshot.h - a snapshot of all that is served: notes, board and pages. */

#ifndef SERVED_SNAPSHOT_H
#define SERVED_SNAPSHOT_H

#include <stdatomic.h>

#include "err.h"
#include "page/page.h"
#include "served/served_notes.h"
#include "store/store.h"

/* What answers are made from; borrowed from a snapshot for one request. */
struct served {
	const struct pages *pages;
	const struct directory *directory;
	const struct notes *notes; /* with the keys of this week */
	struct span board;
	uint16_t week;
	struct languages languages;
};

/*
 * A snapshot never changes.  A new one takes its place, and the old one is
 * freed when the last answer made from it has been sent.
 */
struct world {
	atomic_uint holders;
	int32_t day;           /* the date for which it was made */
	struct notice *notice; /* GET /n */
	struct file board;     /* GET /b */
	struct pages *pages;   /* GET / */
	struct served form;    /* what the form lane may use */
};

/*
 * world_new(out, s, day):
 * Make the snapshot of ${s} for ${day}, with one reference.  ERR_MISSING if no
 * directory was installed; errors of notice_new() and pages_new().
 */
MUST_USE enum err world_new(struct world **out, struct store *s, int32_t day);
void world_hold(struct world *w);

/* Release one reference, and with the last one free ${w}; NULL is fine. */
void world_drop(struct world *w);

#endif
