/* request.c - requests that need a buffer: read, hand on, answer. */

#include "http/inside.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http/origin.h"
#include "os/container.h"
#include "page/page.h"

/* From here on the client has to send: set its deadline. */
static void
upload_begin(struct request *r)
{
	clients_until(r->http->parts.clients, r->fd,
	    r->held == HELD_LONG ? LONG_SECONDS : UPLOAD_SECONDS);
}

static struct request *
request_of(struct waiter *w)
{
	return CONTAINER(w, request, waiter);
}

static bool
buffer_may(struct waiter *w)
{
	struct request *r = request_of(w);

	return clients_hold(r->http->parts.clients, r->fd, r->held);
}

static void
buffer_woken(struct waiter *w)
{
	MHD_resume_connection(request_of(w)->connection);
}

/* Read Content-Length; false unless it alone says where the body ends. */
static bool
length_of(uint64_t *n, struct MHD_Connection *c)
{
	if (http_headers(c, "Transfer-Encoding") > 0 ||
	    http_headers(c, "Content-Length") != 1)
		return false;
	return span_decimal(n, span_str(http_header(c, "Content-Length")),
		   UINT64_MAX) == OK;
}

/* True if Content-Type is ${type}, with or without parameters. */
static bool
type_is(struct MHD_Connection *c, const char *type)
{
	const char *value = http_header(c, "Content-Type");
	size_t n = strlen(type);

	return strncasecmp(value, type, n) == 0 &&
	    (value[n] == '\0' || value[n] == ';' || value[n] == ' ');
}

static bool
is_form(const struct request *r)
{
	return r->route->whole == form_whole;
}

/* A long form arrives in the buffer that it is processed in; there are few. */
static void
buffers_choose(struct request *r)
{
	bool is_long = is_form(r) && r->want > FORM_SHORT;

	r->buffers = is_long ? r->http->longs : r->http->bodies;
	r->held = is_long ? HELD_LONG : HELD_BODY;
}

/* Take a buffer; false: the connection is suspended until it has one. */
static bool
buffer_take(struct request *r)
{
	if (buffers_take(r->buffers, &r->waiter))
		return true;
	r->waiter.turn = clients_turn(r->http->parts.clients, r->fd);
	clients_until(r->http->parts.clients, r->fd, 0);
	MHD_suspend_connection(r->connection);
	buffers_wait(r->buffers, &r->waiter);
	return false;
}

/* Take a form buffer for a whole short form; false: as buffer_take(). */
static bool
form_moves(struct request *r)
{
	r->came = r->waiter.buffer;
	r->waiter.buffer = NULL;
	r->buffers = r->http->forms;
	r->held = HELD_FORM;
	return buffer_take(r);
}

/* Return the buffer that a short form arrived in. */
static void
came_drop(struct request *r)
{
	if (r->came == NULL)
		return;
	clients_drop(r->http->parts.clients, r->fd, HELD_BODY);
	buffers_give(r->http->bodies, r->came);
	r->came = NULL;
}

static struct request *
request_new(struct http *h, struct MHD_Connection *c, const struct route *route)
{
	struct request *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->http = h;
	r->connection = c;
	r->route = route;
	r->fd = http_fd(c);
	r->waiter.may = buffer_may;
	r->waiter.wake = buffer_woken;
	return r;
}

/* Return the header's value; NULL without the header. */
static const char *
header_of(struct MHD_Connection *c, const char *name)
{
	return http_headers(c, name) == 0 ? NULL : http_header(c, name);
}

/* Find whose page sent the request.  A browser sends each header only once. */
static enum origin
origin_find(struct MHD_Connection *c)
{
	if (http_headers(c, "Sec-Fetch-Site") > 1 ||
	    http_headers(c, "Origin") > 1)
		return ORIGIN_FOREIGN;
	return origin_of(&(struct origin_headers){
	    .site = header_of(c, "Sec-Fetch-Site"),
	    .origin = header_of(c, "Origin"),
	    .host = header_of(c, "Host"),
	});
}

/* Return the status to refuse the request with; 0: accept it. */
static unsigned
refusal_of(const struct route *route, struct MHD_Connection *c,
    enum origin origin, uint64_t *want)
{
	if (origin == ORIGIN_FOREIGN)
		return MHD_HTTP_FORBIDDEN;
	if (!length_of(want, c))
		return MHD_HTTP_LENGTH_REQUIRED;
	if (*want > route->body_max && route->drop_max == 0)
		return MHD_HTTP_CONTENT_TOO_LARGE;
	if (!type_is(c, route->type))
		return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
	return *want == 0 ? MHD_HTTP_BAD_REQUEST : 0;
}

/* Read none of the body; a page says so, once there is a buffer to make it. */
static enum MHD_Result
unread_begin(struct request *r)
{
	r->buffers = r->http->forms;
	r->held = HELD_FORM;
	return buffer_take(r) ? request_step(r) : MHD_YES;
}

enum MHD_Result
request_begin(struct request **out, struct http *h, struct MHD_Connection *c,
    const struct route *route)
{
	struct request *r = NULL;
	enum origin origin = origin_find(c);
	uint64_t want;
	unsigned status = refusal_of(route, c, origin, &want);

	if (status == 0)
		r = request_new(h, c, route);
	if (r == NULL)
		return http_refuse(c,
		    status == 0 ? MHD_HTTP_SERVICE_UNAVAILABLE : status, NULL);
	r->over = want > route->body_max;
	r->proven = origin == ORIGIN_OWN;
	*out = r;
	if (r->over && want > route->drop_max)
		return unread_begin(r);
	r->want = (size_t)want;
	buffers_choose(r);
	upload_begin(r);
	(void)buffer_take(r);
	return MHD_YES;
}

enum MHD_Result
request_wait(struct request **out, struct http *h, struct MHD_Connection *c,
    const struct route *route)
{
	struct request *r = request_new(h, c, route);

	if (r == NULL)
		return http_refuse(c, MHD_HTTP_SERVICE_UNAVAILABLE, NULL);
	r->buffers = h->boards;
	r->held = HELD_BOARD;
	r->asked = true;
	*out = r;
	return buffer_take(r) ? request_step(r) : MHD_YES;
}

static uint8_t *
body_of(const struct request *r)
{
	struct form_work *work = r->waiter.buffer;

	return r->held == HELD_BODY ? r->waiter.buffer : work->in;
}

enum MHD_Result
request_read(struct request *r, const char *p, size_t *n)
{
	size_t most = r->route->body_max;
	size_t room = r->n < most ? most - r->n : 0;

	if (r->waiter.buffer == NULL || *n > r->want - r->n)
		return MHD_NO;
	if (room > 0)
		memcpy(body_of(r) + r->n, p, *n < room ? *n : room);
	r->n += *n;
	*n = 0;
	return MHD_YES;
}

/* Hand on the whole body, in a buffer that the route can process it in. */
static enum MHD_Result
request_whole(struct request *r)
{
	struct form_work *work = r->waiter.buffer;

	if (r->came != NULL)
		memcpy(work->in, r->came, r->want);
	came_drop(r);
	r->asked = true;
	r->route->whole(r);
	return MHD_YES;
}

/* Called at the end of the body, and after the connection was resumed. */
enum MHD_Result
request_step(struct request *r)
{
	if (r->waiter.buffer == NULL) /* the server stops */
		return http_refuse(r->connection, MHD_HTTP_SERVICE_UNAVAILABLE,
		    NULL);
	if (r->asked)
		return r->route->answer(r);
	if (r->n < r->want) { /* woken with a buffer: now read */
		upload_begin(r);
		return MHD_YES;
	}
	clients_until(r->http->parts.clients, r->fd, 0);
	if (is_form(r) && r->held == HELD_BODY && !form_moves(r))
		return MHD_YES;
	return request_whole(r);
}

void
request_end(struct request *r)
{
	if (r == NULL)
		return;
	came_drop(r);
	clients_drop(r->http->parts.clients, r->fd, r->held);
	buffers_give(r->buffers, r->waiter.buffer);
	snapshot_drop(r->job.snapshot);
	sodium_memzero(r, sizeof(*r));
	free(r);
}

static void
deposit_done(struct deposit *d)
{
	MHD_resume_connection(CONTAINER(d, request, deposit)->connection);
}

/*
 * Only a well-formed envelope counts against the limits.  The committer may
 * finish before this returns, so suspend first.
 */
void
exchange_whole(struct request *r)
{
	const struct http_parts *parts = &r->http->parts;
	struct deposit *d = &r->deposit;
	bool is_well = exchange_check(d, (struct span){ body_of(r), r->want });

	d->done = deposit_done;
	MHD_suspend_connection(r->connection);
	if (is_well &&
	    clients_deposit(parts->clients, r->fd, INTAKE_SCRIPT, true)) {
		committer_put(parts->committer, d);
		return;
	}
	if (is_well)
		d->item.result = ERR_AGAIN;
	MHD_resume_connection(r->connection);
}

/* Make the four answers once: most of the work is in their headers. */
enum err
exchange_ready(struct http *h)
{
	for (enum exchange x = 0; x < EXCHANGES; x++) {
		h->exchange[x] = http_response(&(struct http_answer){
		    .type = "application/octet-stream",
		    .body = exchange_answer(x),
		});
		if (h->exchange[x] == NULL)
			return ERR_MEMORY;
	}
	return OK;
}

void
exchange_unready(struct http *h)
{
	for (enum exchange x = 0; x < EXCHANGES; x++)
		if (h->exchange[x] != NULL)
			MHD_destroy_response(h->exchange[x]);
}

enum MHD_Result
exchange_reply(struct request *r)
{
	enum exchange x = exchange_of(r->deposit.item.result);

	clients_answer(r->http->parts.clients, r->fd, ANSWER_SIZE);
	return MHD_queue_response(r->connection, MHD_HTTP_OK,
	    r->http->exchange[x]);
}

static void
form_done(struct form_job *job)
{
	MHD_resume_connection(CONTAINER(job, request, job)->connection);
}

void
form_whole(struct request *r)
{
	const char *language = http_header(r->connection, "Accept-Language");
	struct form_job *job = &r->job;

	job->work = r->waiter.buffer;
	job->work->over = r->over;
	job->work->in_n =
	    r->want > r->route->body_max ? r->route->body_max : r->want;
	job->snapshot = http_snapshot_hold(r->http);
	job->done = form_done;
	job->fd = r->fd;
	job->proven = r->proven;
	memcpy(job->language, language, strnlen(language, LANGUAGE_MAX - 1));
	MHD_suspend_connection(r->connection);
	workers_put(r->http->parts.workers, job);
}

/* Redirect after a stored tip, so that no browser keeps the answering page. */
enum MHD_Result
form_reply(struct request *r)
{
	struct http_answer a = {
		.type = "text/html; charset=utf-8",
		.policy = pages_policy(r->job.snapshot->pages),
		.close = true,
	};

	if (r->job.result == FORM_DEPOSIT) {
		a.status = MHD_HTTP_SEE_OTHER;
		a.header = "Location";
		a.value = r->job.work->sent;
	} else {
		a.status = r->job.work->over ? MHD_HTTP_CONTENT_TOO_LARGE
					     : MHD_HTTP_OK;
		a.body = (struct span){ r->job.work->page, FORM_ANSWER_SIZE };
	}
	return http_answer(r->connection, &a);
}
