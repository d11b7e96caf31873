/* world.h - a snapshot of all that is served: notes, board and pages. */

#ifndef WORLD_H
#define WORLD_H

#include <stdatomic.h>

#include "err.h"
#include "form.h"
#include "notice.h"
#include "page.h"
#include "store.h"

/*
 * A snapshot never changes.  A new one takes its place, and the old one is
 * freed when the last answer made from it has been sent.
 */
struct world {
	atomic_uint holders;
	int32_t day;            /* the date for which it was made */
	struct notice *notice;  /* GET /n */
	struct file board;      /* GET /b */
	struct pages *pages;    /* GET / */
	struct form_world form; /* what the form lane may use */
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
