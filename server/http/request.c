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
upload_begin(struct request *v)
{
	clients_until(v->http->parts.clients, v->fd,
	    v->held == HELD_LONG ? LONG_SECONDS : UPLOAD_SECONDS);
}

static struct request *
request_of(struct waiter *w)
{
	return CONTAINER(w, request, waiter);
}

static bool
buffer_may(struct waiter *w)
{
	struct request *v = request_of(w);

	return clients_hold(v->http->parts.clients, v->fd, v->held);
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
is_form(const struct request *v)
{
	return v->route->whole == form_whole;
}

/* A long form arrives in the buffer that it is processed in; there are few. */
static void
buffers_choose(struct request *v)
{
	bool is_long = is_form(v) && v->want > FORM_SHORT;

	v->buffers = is_long ? v->http->longs : v->http->bodies;
	v->held = is_long ? HELD_LONG : HELD_BODY;
}

/* Take a buffer; false: the connection is suspended until it has one. */
static bool
buffer_take(struct request *v)
{
	if (buffers_take(v->buffers, &v->waiter))
		return true;
	v->waiter.turn = clients_turn(v->http->parts.clients, v->fd);
	clients_until(v->http->parts.clients, v->fd, 0);
	MHD_suspend_connection(v->connection);
	buffers_wait(v->buffers, &v->waiter);
	return false;
}

/* Take a form buffer for a whole short form; false: as buffer_take(). */
static bool
form_moves(struct request *v)
{
	v->came = v->waiter.buffer;
	v->waiter.buffer = NULL;
	v->buffers = v->http->forms;
	v->held = HELD_FORM;
	return buffer_take(v);
}

/* Return the buffer that a short form arrived in. */
static void
came_drop(struct request *v)
{
	if (v->came == NULL)
		return;
	clients_drop(v->http->parts.clients, v->fd, HELD_BODY);
	buffers_give(v->http->bodies, v->came);
	v->came = NULL;
}

static struct request *
request_new(struct http *h, struct MHD_Connection *c, const struct route *route)
{
	struct request *v = calloc(1, sizeof(*v));

	if (v == NULL)
		return NULL;
	v->http = h;
	v->connection = c;
	v->route = route;
	v->fd = http_fd(c);
	v->waiter.may = buffer_may;
	v->waiter.wake = buffer_woken;
	return v;
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
unread_begin(struct request *v)
{
	v->buffers = v->http->forms;
	v->held = HELD_FORM;
	return buffer_take(v) ? request_step(v) : MHD_YES;
}

enum MHD_Result
request_begin(struct request **out, struct http *h, struct MHD_Connection *c,
    const struct route *route)
{
	struct request *v = NULL;
	enum origin origin = origin_find(c);
	uint64_t want;
	unsigned status = refusal_of(route, c, origin, &want);

	if (status == 0)
		v = request_new(h, c, route);
	if (v == NULL)
		return http_refuse(c,
		    status == 0 ? MHD_HTTP_SERVICE_UNAVAILABLE : status, NULL);
	v->over = want > route->body_max;
	v->proven = origin == ORIGIN_OWN;
	*out = v;
	if (v->over && want > route->drop_max)
		return unread_begin(v);
	v->want = (size_t)want;
	buffers_choose(v);
	upload_begin(v);
	(void)buffer_take(v);
	return MHD_YES;
}

enum MHD_Result
request_wait(struct request **out, struct http *h, struct MHD_Connection *c,
    const struct route *route)
{
	struct request *v = request_new(h, c, route);

	if (v == NULL)
		return http_refuse(c, MHD_HTTP_SERVICE_UNAVAILABLE, NULL);
	v->buffers = h->boards;
	v->held = HELD_BOARD;
	v->asked = true;
	*out = v;
	return buffer_take(v) ? request_step(v) : MHD_YES;
}

static uint8_t *
body_of(const struct request *v)
{
	struct form_work *work = v->waiter.buffer;

	return v->held == HELD_BODY ? v->waiter.buffer : work->in;
}

enum MHD_Result
request_read(struct request *v, const char *p, size_t *n)
{
	size_t most = v->route->body_max;
	size_t room = v->n < most ? most - v->n : 0;

	if (v->waiter.buffer == NULL || *n > v->want - v->n)
		return MHD_NO;
	if (room > 0)
		memcpy(body_of(v) + v->n, p, *n < room ? *n : room);
	v->n += *n;
	*n = 0;
	return MHD_YES;
}

/* Hand on the whole body, in a buffer that the route can process it in. */
static enum MHD_Result
request_whole(struct request *v)
{
	struct form_work *work = v->waiter.buffer;

	if (v->came != NULL)
		memcpy(work->in, v->came, v->want);
	came_drop(v);
	v->asked = true;
	v->route->whole(v);
	return MHD_YES;
}

/* Called at the end of the body, and after the connection was resumed. */
enum MHD_Result
request_step(struct request *v)
{
	if (v->waiter.buffer == NULL) /* the server stops */
		return http_refuse(v->connection, MHD_HTTP_SERVICE_UNAVAILABLE,
		    NULL);
	if (v->asked)
		return v->route->answer(v);
	if (v->n < v->want) { /* woken with a buffer: now read */
		upload_begin(v);
		return MHD_YES;
	}
	clients_until(v->http->parts.clients, v->fd, 0);
	if (is_form(v) && v->held == HELD_BODY && !form_moves(v))
		return MHD_YES;
	return request_whole(v);
}

void
request_end(struct request *v)
{
	if (v == NULL)
		return;
	came_drop(v);
	clients_drop(v->http->parts.clients, v->fd, v->held);
	buffers_give(v->buffers, v->waiter.buffer);
	snapshot_drop(v->job.snapshot);
	sodium_memzero(v, sizeof(*v));
	free(v);
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
exchange_whole(struct request *v)
{
	const struct http_parts *parts = &v->http->parts;
	struct deposit *d = &v->deposit;
	bool is_well = exchange_check(d, (struct span){ body_of(v), v->want });

	d->done = deposit_done;
	MHD_suspend_connection(v->connection);
	if (is_well &&
	    clients_deposit(parts->clients, v->fd, INTAKE_SCRIPT, true)) {
		committer_put(parts->committer, d);
		return;
	}
	if (is_well)
		d->item.result = ERR_AGAIN;
	MHD_resume_connection(v->connection);
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
exchange_reply(struct request *v)
{
	enum exchange x = exchange_of(v->deposit.item.result);

	clients_answer(v->http->parts.clients, v->fd, ANSWER_SIZE);
	return MHD_queue_response(v->connection, MHD_HTTP_OK,
	    v->http->exchange[x]);
}

static void
form_done(struct form_job *job)
{
	MHD_resume_connection(CONTAINER(job, request, job)->connection);
}

void
form_whole(struct request *v)
{
	const char *language = http_header(v->connection, "Accept-Language");
	struct form_job *job = &v->job;

	job->work = v->waiter.buffer;
	job->work->over = v->over;
	job->work->in_n =
	    v->want > v->route->body_max ? v->route->body_max : v->want;
	job->snapshot = http_snapshot_hold(v->http);
	job->done = form_done;
	job->fd = v->fd;
	job->proven = v->proven;
	memcpy(job->language, language, strnlen(language, LANGUAGE_MAX - 1));
	MHD_suspend_connection(v->connection);
	workers_put(v->http->parts.workers, job);
}

/* Redirect after a stored tip, so that no browser keeps the answering page. */
enum MHD_Result
form_reply(struct request *v)
{
	struct http_answer a = {
		.type = "text/html; charset=utf-8",
		.policy = pages_policy(v->job.snapshot->pages),
		.close = true,
	};

	if (v->job.result == FORM_DEPOSIT) {
		a.status = MHD_HTTP_SEE_OTHER;
		a.header = "Location";
		a.value = v->job.work->sent;
	} else {
		a.status = v->job.work->over ? MHD_HTTP_CONTENT_TOO_LARGE
					     : MHD_HTTP_OK;
		a.body = (struct span){ v->job.work->page, FORM_ANSWER_SIZE };
	}
	return http_answer(v->connection, &a);
}
