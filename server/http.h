/* http.h - the HTTP side: the only user of libmicrohttpd. */

#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>

#include "commit.h"
#include "err.h"
#include "guest.h"
#include "lane.h"
#include "world.h"

struct http;

/* What it works with; all borrowed until http_free(). */
struct http_parts {
	struct committer *committer;
	struct form_lane *lane;
	struct guests *guests;
	bool tls; /* there is a certificate to show */
};

/*
 * http_new(out, parts, world):
 * Start answering from ${world}, which it holds from now on.  ERR_MEMORY.
 */
MUST_USE enum err http_new(struct http **out, const struct http_parts *parts,
    struct world *world);

/* Answer from ${world} from now on; it is taken over. */
void http_world(struct http *h, struct world *world);

/* For struct accept_to; ${arg} is the struct http. */
void http_add(void *arg, int fd, bool tls);
bool http_room(void *arg);
void http_tick(void *arg);

/*
 * http_quiet() lets nobody wait for a buffer any more; after it stop the
 * committer and the lane, then http_free() closes what is left.
 */
void http_quiet(struct http *h);
void http_free(struct http *h);

#endif
