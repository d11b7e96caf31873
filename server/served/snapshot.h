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
struct snapshot {
	atomic_uint holders;
	int32_t day;                       /* the date for which it was made */
	struct served_notes *served_notes; /* GET /n */
	struct file board;                 /* GET /b */
	struct pages *pages;               /* GET / */
	struct served served;              /* what the form lane may use */
};

/*
 * snapshot_new(out, s, day):
 * Make the snapshot of ${s} for ${day}, with one reference.  ERR_MISSING if no
 * directory was installed; errors of served_notes_new() and pages_new().
 */
MUST_USE enum err snapshot_new(struct snapshot **out, struct store *s,
    int32_t day);
void snapshot_hold(struct snapshot *snapshot);

/* Release one reference; the last one frees ${snapshot}.  NULL is fine. */
void snapshot_drop(struct snapshot *snapshot);

#endif
