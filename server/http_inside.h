/* http_inside.h - what the files of the HTTP side share among themselves. */

#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H

#include <pthread.h>

#include <microhttpd.h>

#include "exchange.h"
#include "guest.h"
#include "http.h"
#include "slots.h"

enum {
	/* Of a form, to answer it with what fits; of a longer one nothing is
	 * read. */
	DROP_MAX = 16 * 1024 * 1024,
	/*
	 * Of a connection: its headers, those of the answer, what it sends.
	 * What it held is wiped when it ends: see wipe.c.
	 */
	CONNECTION_MEMORY = 28 * 1024,
	HTTP_THREADS = 2, /* bodies are read and TLS is spoken in these */
};

struct http {
	struct http_parts parts;
	struct MHD_Daemon *plain;
	struct MHD_Daemon *tls; /* NULL without a certificate */
	struct slots *bodies;   /* what comes in: envelopes and short forms */
	struct slots *forms;
	struct slots *longs;  /* the same, for long ones coming in */
	struct slots *boards; /* nothing but a place in the way out */
	struct MHD_Response *exchange[EXCHANGES];
	pthread_mutex_t lock; /* guards all below */
	struct world *world;
};

struct route;

/* One request that may have to wait, from headers to the end of its answer. */
struct visit {
	struct http *http;
	struct MHD_Connection *connection;
	const struct route *route;
	struct waiter waiter; /* for a buffer */
	struct slots *slots;  /* where it is from */
	enum held held;       /* as what its prefix has it */
	void *came;           /* a short form, until there is one to work in */
	size_t n;             /* bytes of the body so far */
	size_t want;          /* as the header says, or 0 */
	bool over;            /* the header says more than the route takes */
	bool asked;           /* the body is whole and was handed on */
	bool proven;          /* the page of this service sent it */
	struct deposit deposit; /* POST /x */
	struct form_job job;    /* POST / */
	int fd;                 /* of the connection */
};

/* A row of the table of routes. */
struct route {
	const char *path;
	const char *method;
	/* for a request without a body or a wait; else NULL, and the rest
	 * counts; without a type there is no body */
	enum MHD_Result (*get)(struct http *h, struct MHD_Connection *c);
	const char *type; /* of the body */
	size_t body_max;
	size_t drop_max; /* a longer body is read, and its end dropped */
	void (*whole)(struct visit *v); /* hand on a whole body, suspended */
	enum MHD_Result (*answer)(struct visit *v);
};

/* One answer; all of it borrowed, ${world} kept until it was sent. */
struct answer {
	unsigned status;
	const char *type;
	struct span body;
	struct world *world;  /* may be NULL */
	const char *encoding; /* may be NULL */
	const char *policy;   /* of a page; NULL: nothing may load or run */
	const char *header;   /* one more; may be NULL */
	const char *value;
	bool close; /* the connection after it */
};

/* An answer to be given more than once; NULL if there is no memory. */
struct MHD_Response *http_response(const struct answer *a);

enum MHD_Result http_answer(struct MHD_Connection *c, const struct answer *a);

/* A few words under ${status}; ${allow} belongs to 405. */
enum MHD_Result http_refuse(struct MHD_Connection *c, unsigned status,
    const char *allow);

/* Hold and return what is served now. */
struct world *http_world_hold(struct http *h);

/* The descriptor of ${c}; -1. */
int http_fd(struct MHD_Connection *c);

/* The address of a request header's value, or "" without it. */
const char *http_header(struct MHD_Connection *c, const char *name);

/* How many there are of it. */
size_t http_headers(struct MHD_Connection *c, const char *name);

/* A new visit with a body, or one that waits for a place in the way out; and
 * its next steps. */
enum MHD_Result visit_begin(struct visit **out, struct http *h,
    struct MHD_Connection *c, const struct route *route);
enum MHD_Result visit_wait(struct visit **out, struct http *h,
    struct MHD_Connection *c, const struct route *route);
enum MHD_Result visit_read(struct visit *v, const char *p, size_t *n);
enum MHD_Result visit_step(struct visit *v);
void visit_end(struct visit *v);

/* The routes' own parts. */
MUST_USE enum err exchange_ready(struct http *h);
void exchange_unready(struct http *h);
void exchange_whole(struct visit *v);
enum MHD_Result exchange_reply(struct visit *v);
void form_whole(struct visit *v);
enum MHD_Result form_reply(struct visit *v);

#endif
