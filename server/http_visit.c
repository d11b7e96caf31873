/* http_visit.c - a request with a body: read it, hand it on, answer it. */

#include "http_inside.h"

#include <sys/socket.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exchange.h"
#include "page.h"

/* Give ${v} so many seconds; then visits_tick() ends its connection. */
static void
timed_begin(struct visit *v, unsigned seconds)
{
	struct http *h = v->http;

	pthread_mutex_lock(&h->lock);
	v->deadline = h->now + seconds;
	if (!v->is_timed) {
		v->is_timed = true;
		v->next = h->timed;
		v->link = &h->timed;
		if (v->next != NULL)
			v->next->link = &v->next;
		h->timed = v;
	}
	pthread_mutex_unlock(&h->lock);
}

static void
timed_end(struct visit *v)
{
	pthread_mutex_lock(&v->http->lock);
	if (v->is_timed) {
		*v->link = v->next;
		if (v->next != NULL)
			v->next->link = v->link;
		v->is_timed = false;
	}
	pthread_mutex_unlock(&v->http->lock);
}

static void
upload_begin(struct visit *v)
{
	timed_begin(v,
	    v->slots == v->http->forms ? FORM_SECONDS : UPLOAD_SECONDS);
}

void
visits_tick(struct http *h)
{
	pthread_mutex_lock(&h->lock);
	h->now++;
	for (struct visit *v = h->timed; v != NULL; v = v->next)
		if (v->deadline == h->now)
			(void)shutdown(v->fd, SHUT_RDWR);
	pthread_mutex_unlock(&h->lock);
}

static void
slot_woken(struct waiter *w)
{
	struct visit *v = (struct visit *)(void *)((char *)w -
	    offsetof(struct visit, waiter));

	MHD_resume_connection(v->connection);
}

/* The length that the header says; false if there is none to go by. */
static bool
length_of(uint64_t *n, struct MHD_Connection *c)
{
	if (http_header(c, "Transfer-Encoding")[0] != '\0')
		return false;
	return span_decimal(n, span_str(http_header(c, "Content-Length")),
		   UINT64_MAX) == OK;
}

/* "type" or "type; whatever". */
static bool
type_is(struct MHD_Connection *c, const char *type)
{
	const char *value = http_header(c, "Content-Type");
	size_t n = strlen(type);

	return strncasecmp(value, type, n) == 0 &&
	    (value[n] == '\0' || value[n] == ';' || value[n] == ' ');
}

static int
fd_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);

	return info == NULL ? -1 : info->connect_fd;
}

enum MHD_Result
visit_begin(struct visit **out, struct http *h, struct MHD_Connection *c,
    const struct route *route)
{
	struct visit *v;
	uint64_t want;

	if (!length_of(&want, c))
		return http_refuse(c, MHD_HTTP_LENGTH_REQUIRED, NULL);
	if (want > route->body_max && want > route->drop_max)
		return http_refuse(c, MHD_HTTP_CONTENT_TOO_LARGE, NULL);
	if (!type_is(c, route->type))
		return http_refuse(c, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, NULL);
	if (want == 0)
		return http_refuse(c, MHD_HTTP_BAD_REQUEST, NULL);
	v = calloc(1, sizeof(*v));
	if (v == NULL)
		return http_refuse(c, MHD_HTTP_SERVICE_UNAVAILABLE, NULL);
	v->http = h;
	v->connection = c;
	v->route = route;
	v->want = (size_t)want;
	v->fd = fd_of(c);
	v->waiter.wake = slot_woken;
	v->slots = route->whole == form_whole ? h->forms : h->bodies;
	*out = v;
	v->waiter.slot = slots_take(v->slots);
	if (v->waiter.slot != NULL) {
		upload_begin(v);
		return MHD_YES;
	}
	MHD_suspend_connection(c);
	slots_wait(v->slots, &v->waiter);
	return MHD_YES;
}

static uint8_t *
body_of(const struct visit *v)
{
	struct form_work *work = v->waiter.slot;

	return v->slots == v->http->forms ? work->in : v->waiter.slot;
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

/* Called when there is no more to read now: at the end, or woken up. */
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
	timed_end(v);
	v->asked = true;
	v->route->whole(v);
	return MHD_YES;
}

void
visit_end(struct visit *v)
{
	if (v == NULL)
		return;
	timed_end(v);
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

/* The committer may be done before this returns: suspend first. */
void
exchange_whole(struct visit *v)
{
	const struct http_parts *parts = &v->http->parts;

	v->deposit.done = deposit_done;
	MHD_suspend_connection(v->connection);
	if (!exchange_begin(&v->deposit, parts->committer, parts->limits,
		(struct span){ body_of(v), v->want }))
		MHD_resume_connection(v->connection);
}

enum MHD_Result
exchange_reply(struct visit *v)
{
	return http_answer(v->connection,
	    &(struct answer){
		.status = MHD_HTTP_OK,
		.type = "application/octet-stream",
		.body = exchange_answer(v->deposit.item.result),
	    });
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
	job->work->over = v->want > v->route->body_max;
	job->work->in_n = job->work->over ? v->route->body_max : v->want;
	job->world = http_world_hold(v->http);
	job->done = form_done;
	memcpy(job->language, language, strnlen(language, LANGUAGE_MAX - 1));
	MHD_suspend_connection(v->connection);
	form_lane_put(v->http->parts.lane, job);
}

/* A tip that was stored is not answered by a page that a browser keeps. */
enum MHD_Result
form_reply(struct visit *v)
{
	struct answer a = {
		.type = "text/html; charset=utf-8",
		.policy = page_policy,
		.close = true,
	};

	if (v->job.result == FORM_DEPOSIT) {
		a.status = MHD_HTTP_SEE_OTHER;
		a.header = "Location";
		a.value = "/#s";
	} else {
		a.status = v->job.work->over ? MHD_HTTP_CONTENT_TOO_LARGE
					     : MHD_HTTP_OK;
		a.body = (struct span){ v->job.work->page, FORM_ANSWER_SIZE };
	}
	timed_begin(v, ANSWER_SECONDS); /* the buffer is lent no longer */
	return http_answer(v->connection, &a);
}
