/* request.c - requests that need a buffer: read, hand on, answer. */

#include "http/inside.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http/origin.h"
#include "page/page.h"

/* From here on the client has to send: set its deadline. */
static void
upload_begin(struct visit *v)
{
	guests_until(v->http->parts.guests, v->fd,
	    v->held == HELD_LONG ? LONG_SECONDS : UPLOAD_SECONDS);
}

static struct visit *
visit_of(struct waiter *w)
{
	return (
	    struct visit *)(void *)((char *)w - offsetof(struct visit, waiter));
}

static bool
slot_may(struct waiter *w)
{
	struct visit *v = visit_of(w);

	return guests_hold(v->http->parts.guests, v->fd, v->held);
}

static void
slot_woken(struct waiter *w)
{
	MHD_resume_connection(visit_of(w)->connection);
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
is_form(const struct visit *v)
{
	return v->route->whole == form_whole;
}

/* A long form arrives in the buffer that it is processed in; there are few. */
static void
slots_choose(struct visit *v)
{
	bool is_long = is_form(v) && v->want > FORM_SHORT;

	v->slots = is_long ? v->http->longs : v->http->bodies;
	v->held = is_long ? HELD_LONG : HELD_BODY;
}

/* Take a buffer; false: the connection is suspended until it has one. */
static bool
slot_take(struct visit *v)
{
	if (slots_take(v->slots, &v->waiter))
		return true;
	v->waiter.turn = guests_turn(v->http->parts.guests, v->fd);
	guests_until(v->http->parts.guests, v->fd, 0);
	MHD_suspend_connection(v->connection);
	slots_wait(v->slots, &v->waiter);
	return false;
}

/* Take a form buffer for a whole short form; false: as slot_take(). */
static bool
form_moves(struct visit *v)
{
	v->came = v->waiter.slot;
	v->waiter.slot = NULL;
	v->slots = v->http->forms;
	v->held = HELD_FORM;
	return slot_take(v);
}

/* Return the buffer that a short form arrived in. */
static void
came_drop(struct visit *v)
{
	if (v->came == NULL)
		return;
	guests_drop(v->http->parts.guests, v->fd, HELD_BODY);
	slots_give(v->http->bodies, v->came);
	v->came = NULL;
}

static struct visit *
visit_new(struct http *h, struct MHD_Connection *c, const struct route *route)
{
	struct visit *v = calloc(1, sizeof(*v));

	if (v == NULL)
		return NULL;
	v->http = h;
	v->connection = c;
	v->route = route;
	v->fd = http_fd(c);
	v->waiter.may = slot_may;
	v->waiter.wake = slot_woken;
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
unread_begin(struct visit *v)
{
	v->slots = v->http->forms;
	v->held = HELD_FORM;
	return slot_take(v) ? visit_step(v) : MHD_YES;
}

enum MHD_Result
visit_begin(struct visit **out, struct http *h, struct MHD_Connection *c,
    const struct route *route)
{
	struct visit *v = NULL;
	enum origin origin = origin_find(c);
	uint64_t want;
	unsigned status = refusal_of(route, c, origin, &want);

	if (status == 0)
		v = visit_new(h, c, route);
	if (v == NULL)
		return http_refuse(c,
		    status == 0 ? MHD_HTTP_SERVICE_UNAVAILABLE : status, NULL);
	v->over = want > route->body_max;
	v->proven = origin == ORIGIN_OWN;
	*out = v;
	if (v->over && want > route->drop_max)
		return unread_begin(v);
	v->want = (size_t)want;
	slots_choose(v);
	upload_begin(v);
	(void)slot_take(v);
	return MHD_YES;
}

enum MHD_Result
visit_wait(struct visit **out, struct http *h, struct MHD_Connection *c,
    const struct route *route)
{
	struct visit *v = visit_new(h, c, route);

	if (v == NULL)
		return http_refuse(c, MHD_HTTP_SERVICE_UNAVAILABLE, NULL);
	v->slots = h->boards;
	v->held = HELD_BOARD;
	v->asked = true;
	*out = v;
	return slot_take(v) ? visit_step(v) : MHD_YES;
}

static uint8_t *
body_of(const struct visit *v)
{
	struct form_work *work = v->waiter.slot;

	return v->held == HELD_BODY ? v->waiter.slot : work->in;
}

enum MHD_Result
visit_read(struct visit *v, const char *p, size_t *n)
{
	size_t most = v->route->body_max;
	size_t room = v->n < most ? most - v->n : 0;

	if (v->waiter.slot == NULL || *n > v->want - v->n)
		return MHD_NO;
	if (room > 0)
		memcpy(body_of(v) + v->n, p, *n < room ? *n : room);
	v->n += *n;
	*n = 0;
	return MHD_YES;
}

/* Hand on the whole body, in a buffer that the route can process it in. */
static enum MHD_Result
visit_whole(struct visit *v)
{
	struct form_work *work = v->waiter.slot;

	if (v->came != NULL)
		memcpy(work->in, v->came, v->want);
	came_drop(v);
	v->asked = true;
	v->route->whole(v);
	return MHD_YES;
}

/* Called at the end of the body, and after the connection was resumed. */
enum MHD_Result
visit_step(struct visit *v)
{
	if (v->waiter.slot == NULL) /* the server stops */
		return http_refuse(v->connection, MHD_HTTP_SERVICE_UNAVAILABLE,
		    NULL);
	if (v->asked)
		return v->route->answer(v);
	if (v->n < v->want) { /* woken with a buffer: now read */
		upload_begin(v);
		return MHD_YES;
	}
	guests_until(v->http->parts.guests, v->fd, 0);
	if (is_form(v) && v->held == HELD_BODY && !form_moves(v))
		return MHD_YES;
	return visit_whole(v);
}

void
visit_end(struct visit *v)
{
	if (v == NULL)
		return;
	came_drop(v);
	guests_drop(v->http->parts.guests, v->fd, v->held);
	slots_give(v->slots, v->waiter.slot);
	world_drop(v->job.world);
	sodium_memzero(v, sizeof(*v));
	free(v);
}

static void
deposit_done(struct deposit *d)
{
	struct visit *v = (struct visit *)(void *)((char *)d -
	    offsetof(struct visit, deposit));

	MHD_resume_connection(v->connection);
}

/*
 * Only a well-formed envelope counts against the limits.  The committer may
 * finish before this returns, so suspend first.
 */
void
exchange_whole(struct visit *v)
{
	const struct http_parts *parts = &v->http->parts;
	struct deposit *d = &v->deposit;
	bool is_well = exchange_check(d, (struct span){ body_of(v), v->want });

	d->done = deposit_done;
	MHD_suspend_connection(v->connection);
	if (is_well &&
	    guests_deposit(parts->guests, v->fd, INTAKE_SCRIPT, true)) {
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
		h->exchange[x] = http_response(&(struct answer){
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
exchange_reply(struct visit *v)
{
	enum exchange x = exchange_of(v->deposit.item.result);

	guests_answer(v->http->parts.guests, v->fd, ANSWER_SIZE);
	return MHD_queue_response(v->connection, MHD_HTTP_OK,
	    v->http->exchange[x]);
}

static void
form_done(struct form_job *job)
{
	struct visit *v =
	    (struct visit *)(void *)((char *)job - offsetof(struct visit, job));

	MHD_resume_connection(v->connection);
}

void
form_whole(struct visit *v)
{
	const char *language = http_header(v->connection, "Accept-Language");
	struct form_job *job = &v->job;

	job->work = v->waiter.slot;
	job->work->over = v->over;
	job->work->in_n =
	    v->want > v->route->body_max ? v->route->body_max : v->want;
	job->world = http_world_hold(v->http);
	job->done = form_done;
	job->fd = v->fd;
	job->proven = v->proven;
	memcpy(job->language, language, strnlen(language, LANGUAGE_MAX - 1));
	MHD_suspend_connection(v->connection);
	form_lane_put(v->http->parts.lane, job);
}

/* Redirect after a stored tip, so that no browser keeps the answering page. */
enum MHD_Result
form_reply(struct visit *v)
{
	struct answer a = {
		.type = "text/html; charset=utf-8",
		.policy = pages_policy(v->job.world->pages),
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
