/* inside.h - private to server/http/: requests, routes, answers. */

#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H

#include <pthread.h>

#include <microhttpd.h>

#include "http/exchange.h"
#include "http/http.h"
#include "quota/buffers.h"
#include "quota/client.h"

enum {
	/* A form over FORM_POST_MAX but not over this is read and cut, to be
	 * answered with what fits; of a longer form nothing is read. */
	DROP_MAX = 16 * 1024 * 1024,
	/*
	 * Bytes per connection: request headers, received data and answer
	 * headers.  They are wiped when the connection ends: see mhd/wipe.c.
	 */
	CONNECTION_MEMORY = 28 * 1024,
	HTTP_THREADS = 2, /* for each of plain and TLS: they read bodies */
};

struct http {
	struct http_parts parts;
	struct MHD_Daemon *plain[HTTP_THREADS]; /* each has one thread */
	struct MHD_Daemon *tls[HTTP_THREADS];   /* NULL: no certificate */
	struct buffers *bodies; /* for incoming envelopes and short forms */
	struct buffers *forms;  /* to process a form in */
	struct buffers *longs;  /* to receive and process a long form in */
	struct buffers *boards; /* one a board being sent; never written to */
	struct MHD_Response *exchange[EXCHANGES];
	pthread_mutex_t lock; /* guards all below */
	struct snapshot *snapshot;
};

struct route;

/* A request that may have to wait, from its headers to its answer's end. */
struct request {
	struct http *http;
	struct MHD_Connection *connection;
	const struct route *route;
	struct waiter waiter;    /* for a buffer */
	struct buffers *buffers; /* the pool of its buffer */
	enum held held;          /* how its prefix is charged for that buffer */
	void *came;              /* a short form that waits for a form buffer */
	size_t n;                /* bytes of the body received so far */
	size_t want;             /* Content-Length; 0: nothing to read */
	bool over;   /* Content-Length is over the route's body_max */
	bool asked;  /* nothing left to read: the next step answers */
	bool proven; /* ORIGIN_OWN: see origin.h */
	struct deposit deposit; /* POST /x */
	struct form_job job;    /* POST / */
	int fd;                 /* of the connection */
};

/* A row of the table of routes. */
struct route {
	const char *path;
	const char *method;
	/* answers a request that has no body and never waits; NULL: the
	 * members below apply */
	enum MHD_Result (*get)(struct http *h, struct MHD_Connection *c);
	const char *type; /* Content-Type of the body; NULL: no body */
	size_t body_max;
	size_t drop_max; /* up to this, a longer body is read and cut */
	void (*whole)(struct request *r); /* suspends, hands on the body */
	enum MHD_Result (*answer)(struct request *r);
};

/*
 * One answer.  Takes over the caller's reference to ${snapshot}, and drops it
 * when the answer was sent; ${body} is borrowed until then.
 */
struct http_answer {
	unsigned status;
	const char *type;
	struct span body;
	struct snapshot *snapshot; /* may be NULL */
	const char *encoding;      /* may be NULL */
	const char *policy; /* Content-Security-Policy; NULL: allow nothing */
	const char *header; /* name of one more header; may be NULL */
	const char *value;
	bool close; /* the connection after this answer */
};

/* True if this server was tried with libmicrohttpd ${version}. */
bool mhd_known(const char *version);

/* Make a response that can be sent more than once; NULL without memory. */
struct MHD_Response *http_response(const struct http_answer *a);

enum MHD_Result http_answer(struct MHD_Connection *c,
    const struct http_answer *a);

/* Answer ${status} with a line of text; ${allow}: for 405, else NULL. */
enum MHD_Result http_refuse(struct MHD_Connection *c, unsigned status,
    const char *allow);

/* Return what is served now, with a reference for the caller. */
struct snapshot *http_snapshot_hold(struct http *h);

/* The descriptor of ${c}; -1 if there is none. */
int http_fd(struct MHD_Connection *c);

/* The value of the request header ${name}; "" if there is none. */
const char *http_header(struct MHD_Connection *c, const char *name);

/* How many headers ${name} the request has. */
size_t http_headers(struct MHD_Connection *c, const char *name);

/* Begin a request with a body, or one that waits to send a board; read a piece
 * of its body; continue it; free it. */
enum MHD_Result request_begin(struct request **out, struct http *h,
    struct MHD_Connection *c, const struct route *route);
enum MHD_Result request_wait(struct request **out, struct http *h,
    struct MHD_Connection *c, const struct route *route);
enum MHD_Result request_read(struct request *r, const char *p, size_t *n);
enum MHD_Result request_step(struct request *r);
void request_end(struct request *r);

/* What single routes do: POST /x (exchange_) and POST / (form_). */
MUST_USE enum err exchange_ready(struct http *h);
void exchange_unready(struct http *h);
void exchange_whole(struct request *r);
enum MHD_Result exchange_reply(struct request *r);
void form_whole(struct request *r);
enum MHD_Result form_reply(struct request *r);

#endif
