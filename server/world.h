/* world.h - everything that is served, as it is at one moment. */

#ifndef WORLD_H
#define WORLD_H

#include <stdatomic.h>

#include "err.h"
#include "form.h"
#include "notice.h"
#include "page.h"
#include "store.h"

/*
 * Never changed once made: a new one takes its place, and the old one goes
 * when the last answer made from it has been sent.
 */
struct world {
	atomic_uint holders;
	int32_t day;            /* whose notes and pages these are */
	struct notice *notice;  /* GET /n */
	struct file board;      /* GET /b */
	struct pages *pages;    /* GET / */
	struct form_world form; /* what the form lane sees of it */
};

/*
 * world_new(out, s, day):
 * With one holder.  ERR_MISSING if no directory was installed; errors of
 * notice_new() and pages_new().
 */
MUST_USE enum err world_new(struct world **out, struct store *s, int32_t day);
void world_hold(struct world *w);

/* Let go of it; NULL is fine. */
void world_drop(struct world *w);

#endif
