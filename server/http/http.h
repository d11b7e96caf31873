/* http.h - the HTTP server: the only interface to libmicrohttpd. */

#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include <stdbool.h>

#include "confine/result.h"
#include "err.h"
#include "form/workers.h"
#include "quota/client.h"
#include "served/snapshot.h"
#include "store/commit.h"

struct http;

/* What the HTTP server uses; all borrowed until http_free(). */
struct http_parts {
	struct committer *committer;
	struct workers *workers;
	struct clients *clients;
	bool tls; /* there is a certificate: speak TLS too */
};

/*
 * http_new(out, parts, snapshot):
 * Start the HTTP server.  Answer requests from ${snapshot}, and add a reference
 * to it.  START_NO_MEMORY also if a daemon does not start;
 * START_UNKNOWN_LIBRARY for a libmicrohttpd that was never tried.
 */
MUST_USE enum start_result http_new(struct http **out,
    const struct http_parts *parts, struct snapshot *snapshot);

/* Answer from ${snapshot} from now on; takes over the caller's reference. */
void http_snapshot(struct http *h, struct snapshot *snapshot);

/* Callbacks of struct accept_to; ${arg} is the struct http. */
void http_add(void *arg, int fd, bool tls);
bool http_room(void *arg);
void http_tick(void *arg);

/*
 * http_quiet() wakes the requests that wait for a buffer, and no request waits
 * for one after it.  Then stop the committer and the form lane; at last
 * http_free() closes the connections that are left.
 */
void http_quiet(struct http *h);
void http_free(struct http *h);

#endif
