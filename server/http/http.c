/* http.c - the table of routes, and the libmicrohttpd daemons that use it. */

#include "http/http.h"

#include <netinet/in.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http/certificate.h"
#include "http/inside.h"
#include "log.h"
#include "page/page.h"

/* TLS 1.2 and 1.3 with forward secrecy; no session is ever resumed. */
static const char tls_priorities[] =
    "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-CIPHER-ALL:"
    "+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:%NO_TICKETS:"
    "%SERVER_PRECEDENCE";

/*
 * Answer 203, not 200: Chromium keeps a page answered with 200 in memory for
 * its Back button, with all that was typed into it and despite no-store.  It
 * does not keep a page answered with 203, which looks the same to its reader.
 */
static enum MHD_Result
get_page(struct http *h, struct MHD_Connection *c)
{
	struct snapshot *snapshot = http_snapshot_hold(h);

	return http_answer(c,
	    &(struct http_answer){
		.status = MHD_HTTP_NON_AUTHORITATIVE_INFORMATION,
		.type = "text/html; charset=utf-8",
		.encoding = "gzip",
		.policy = pages_policy(snapshot->pages),
		.body = pages_get(snapshot->pages,
		    http_header(c, "Accept-Language")),
		.snapshot = snapshot,
	    });
}

static enum MHD_Result
get_bytes(struct MHD_Connection *c, struct span bytes,
    struct snapshot *snapshot)
{
	return http_answer(c,
	    &(struct http_answer){
		.status = MHD_HTTP_OK,
		.type = "application/octet-stream",
		.body = bytes,
		.snapshot = snapshot,
	    });
}

static enum MHD_Result
get_notes(struct http *h, struct MHD_Connection *c)
{
	struct snapshot *snapshot = http_snapshot_hold(h);

	return get_bytes(c, file_span(&snapshot->served_notes->bytes),
	    snapshot);
}

static enum MHD_Result
board_reply(struct request *r)
{
	struct snapshot *snapshot = http_snapshot_hold(r->http);

	return get_bytes(r->connection, file_span(&snapshot->board), snapshot);
}

static enum MHD_Result
get_asset(struct MHD_Connection *c, const struct asset *a)
{
	return http_answer(c,
	    &(struct http_answer){
		.status = MHD_HTTP_OK,
		.type = a->type,
		.encoding = a->encoding,
		.body = { a->begin, (size_t)(a->end - a->begin) },
	    });
}

static const struct route routes[] = {
	{ .path = "/", .method = "GET", .get = get_page },
	{ .path = "/n", .method = "GET", .get = get_notes },
	{ .path = "/b", .method = "GET", .answer = board_reply },
	{ .path = "/x",
	    .method = "POST",
	    .type = "application/octet-stream",
	    .body_max = ENVELOPE_SIZE,
	    .whole = exchange_whole,
	    .answer = exchange_reply },
	{ .path = "/",
	    .method = "POST",
	    .type = "application/x-www-form-urlencoded",
	    .body_max = FORM_POST_MAX,
	    .drop_max = DROP_MAX,
	    .whole = form_whole,
	    .answer = form_reply },
};

/* Bits of the methods that a path has, and the header Allow of its 405. */
enum { HAS_GET = 1, HAS_POST = 2 };
static const char *const allowed[] = {
	[HAS_GET] = "GET, HEAD",
	[HAS_POST] = "POST",
	[HAS_GET | HAS_POST] = "GET, HEAD, POST",
};

/* Answer ${method} of ${path}, or begin to read its body. */
static enum MHD_Result
request_route(struct request **out, struct http *h, struct MHD_Connection *c,
    const char *path, const char *method)
{
	const struct asset *asset = asset_find(path);
	unsigned has = asset != NULL ? HAS_GET : 0;

	/* libmicrohttpd leaves out the body of an answer to HEAD */
	if (strcmp(method, "HEAD") == 0)
		method = "GET";

	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		const struct route *r = &routes[i];

		if (strcmp(path, r->path) != 0)
			continue;
		has |= strcmp(r->method, "GET") == 0 ? HAS_GET : HAS_POST;
		if (strcmp(method, r->method) != 0)
			continue;
		if (r->get != NULL)
			return r->get(h, c);
		return r->type == NULL ? request_wait(out, h, c, r)
				       : request_begin(out, h, c, r);
	}
	if (asset != NULL && strcmp(method, "GET") == 0)
		return get_asset(c, asset);
	return has != 0
	    ? http_refuse(c, MHD_HTTP_METHOD_NOT_ALLOWED, allowed[has])
	    : http_refuse(c, MHD_HTTP_NOT_FOUND, NULL);
}

/* The state of a request without a body between its first and last callback. */
static struct request no_body;

/* Two Content-Length headers, or an empty one, count as a body: a proxy may
 * have framed the request differently, so the connection is closed after it. */
static bool
has_body(struct MHD_Connection *c)
{
	size_t lengths = http_headers(c, "Content-Length");

	return lengths > 1 || http_headers(c, "Transfer-Encoding") > 0 ||
	    (lengths == 1 &&
		strcmp(http_header(c, "Content-Length"), "0") != 0);
}

/* HTTP/1.1 requires exactly one Host header; HTTP/1.0 may have none. */
static bool
has_host(struct MHD_Connection *c, const char *version)
{
	size_t hosts = http_headers(c, "Host");

	return hosts == 1 || (hosts == 0 && strcmp(version, "HTTP/1.0") == 0);
}

/*
 * libmicrohttpd calls this first after the headers, then for each piece of the
 * body, and last at its end.  An answer in the first call ends the connection,
 * so a request without a body is answered in the last.
 */
static enum MHD_Result
/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd's own shape */
request(void *arg, struct MHD_Connection *c, const char *path,
    const char *method, const char *version, const char *data, size_t *n,
    void **state)
{
	struct request *r = *state;
	enum MHD_Result rc;

	if (r != NULL && r != &no_body)
		return *n > 0 ? request_read(r, data, n) : request_step(r);
	if (*n > 0)
		return MHD_NO;
	if (r == NULL && !has_host(c, version))
		return http_refuse(c, MHD_HTTP_BAD_REQUEST, NULL);
	if (r == NULL && !has_body(c)) {
		*state = &no_body;
		return MHD_YES;
	}
	r = NULL;
	*state = NULL;
	rc = request_route(&r, arg, c, path, method);
	*state = r;
	return rc;
}

static void
request_over(void *arg, struct MHD_Connection *c, void **state,
    enum MHD_RequestTerminationCode why)
{
	const struct http *h = arg;

	(void)why;
	if (*state != &no_body)
		request_end(*state);
	*state = NULL;
	clients_rest(h->parts.clients, http_fd(c));
}

static void
connection_change(void *arg, struct MHD_Connection *c, void **state,
    enum MHD_ConnectionNotificationCode what)
{
	struct http *h = arg;

	if (what == MHD_CONNECTION_NOTIFY_STARTED)
		*state = h;
	else
		clients_leave(h->parts.clients, http_fd(c));
}

static struct MHD_Daemon *
daemon_start(struct http *h, bool tls)
{
	/* without TLS the options end here, before those of TLS */
	const enum MHD_OPTION first =
	    tls ? MHD_OPTION_HTTPS_PRIORITIES : MHD_OPTION_END;

	return MHD_start_daemon(MHD_USE_EPOLL |
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_NO_LISTEN_SOCKET |
		MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC |
		MHD_USE_SUPPRESS_DATE_NO_CLOCK | (tls ? MHD_USE_TLS : 0U),
	    0, NULL, NULL, request, h, MHD_OPTION_NOTIFY_COMPLETED,
	    request_over, h, MHD_OPTION_NOTIFY_CONNECTION, connection_change, h,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_CONNECTION_LIMIT, 2U * CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, first, tls_priorities,
	    MHD_OPTION_HTTPS_CERT_CALLBACK2, certificate_show, MHD_OPTION_END);
}

static enum err
start(struct http *h)
{
	enum err e;

	e = buffers_new(&h->bodies, BODIES, FORM_SHORT, false);
	if (e == OK)
		e = buffers_new(&h->forms, FORMS, sizeof(struct form_work),
		    true);
	if (e == OK)
		e = buffers_new(&h->longs, FORMS_LONG, sizeof(struct form_work),
		    true);
	if (e == OK)
		e = exchange_ready(h);
	if (e == OK)
		e = buffers_new(&h->boards,
		    clients_most(h->parts.clients, HELD_BOARD), sizeof(void *),
		    false);
	if (e != OK)
		return e;
	for (size_t i = 0; i < HTTP_THREADS; i++) {
		h->plain[i] = daemon_start(h, false);
		if (h->parts.tls)
			h->tls[i] = daemon_start(h, true);
		if (h->plain[i] == NULL || (h->parts.tls && h->tls[i] == NULL))
			return ERR_MEMORY;
	}
	return OK;
}

enum start_result
http_new(struct http **out, const struct http_parts *parts,
    struct snapshot *snapshot)
{
	struct http *h = calloc(1, sizeof(*h));
	enum err e;

	*out = NULL;
	if (h == NULL)
		return START_NO_MEMORY;
	if (!mhd_known(MHD_get_version())) {
		free(h);
		return START_UNKNOWN_LIBRARY;
	}
	h->parts = *parts;
	h->snapshot = snapshot;
	snapshot_hold(snapshot);
	if (pthread_mutex_init(&h->lock, NULL) != 0) {
		free(h);
		return START_NO_MEMORY;
	}
	e = start(h);
	if (e == OK)
		*out = h;
	else
		http_free(h);
	return e == OK ? START_OK : START_NO_MEMORY;
}

void
http_snapshot(struct http *h, struct snapshot *snapshot)
{
	struct snapshot *old;

	pthread_mutex_lock(&h->lock);
	old = h->snapshot;
	h->snapshot = snapshot;
	pthread_mutex_unlock(&h->lock);
	snapshot_drop(old);
}

/* Pass no real address: libmicrohttpd would keep it in its heap. */
void
http_add(void *arg, int fd, bool tls)
{
	static const struct sockaddr_in nobody;
	struct http *h = arg;
	const void *p = &nobody;

	if (!clients_enter(h->parts.clients, fd)) {
		close(fd);
		return;
	}
	/* MHD_add_connection() closes the descriptor if it fails */
	if (MHD_add_connection(tls ? h->tls[fd % HTTP_THREADS]
				   : h->plain[fd % HTTP_THREADS],
		fd, p, sizeof(nobody)) == MHD_YES)
		return;
	clients_leave(h->parts.clients, fd);
	LOG("the server closed a new connection: out of memory");
}

bool
http_room(void *arg)
{
	const struct http *h = arg;

	return clients_room(h->parts.clients);
}

void
http_tick(void *arg)
{
	struct http *h = arg;

	clients_tick(h->parts.clients);
}

void
http_quiet(struct http *h)
{
	buffers_stop(h->bodies);
	buffers_stop(h->forms);
	buffers_stop(h->longs);
	buffers_stop(h->boards);
}

void
http_free(struct http *h)
{
	if (h == NULL)
		return;
	for (size_t i = 0; i < HTTP_THREADS; i++) {
		if (h->tls[i] != NULL)
			MHD_stop_daemon(h->tls[i]);
		if (h->plain[i] != NULL)
			MHD_stop_daemon(h->plain[i]);
	}
	exchange_unready(h);
	buffers_free(h->bodies);
	buffers_free(h->forms);
	buffers_free(h->longs);
	buffers_free(h->boards);
	snapshot_drop(h->snapshot);
	pthread_mutex_destroy(&h->lock);
	free(h);
}
