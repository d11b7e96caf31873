/* answer.c - headers of answers and requests, and plain-text refusals. */

#include "http/inside.h"

#include <strings.h>

/* For every answer but a page: nothing may load, not even a style sheet. */
static const char closed_policy[] = "default-src 'none'; form-action 'none'; "
				    "base-uri 'none'; frame-ancestors 'none'";

/* Deny every feature that Chromium and Firefox know. */
static const char permissions[] =
    "accelerometer=(),aria-notify=(),autoplay=(),browsing-topics=(),"
    "camera=(),captured-surface-control=(),ch-device-memory=(),"
    "ch-downlink=(),ch-dpr=(),ch-ect=(),ch-prefers-color-scheme=(),"
    "ch-prefers-reduced-motion=(),ch-prefers-reduced-transparency=(),"
    "ch-rtt=(),ch-save-data=(),ch-ua=(),ch-ua-arch=(),ch-ua-bitness=(),"
    "ch-ua-form-factors=(),ch-ua-full-version=(),"
    "ch-ua-full-version-list=(),ch-ua-high-entropy-values=(),"
    "ch-ua-mobile=(),ch-ua-model=(),ch-ua-platform=(),"
    "ch-ua-platform-version=(),ch-ua-wow64=(),ch-viewport-height=(),"
    "ch-viewport-width=(),ch-width=(),clipboard-read=(),clipboard-write=(),"
    "compute-pressure=(),cross-origin-isolated=(),deferred-fetch=(),"
    "deferred-fetch-minimal=(),digital-credentials-create=(),"
    "digital-credentials-get=(),display-capture=(),document-domain=(),"
    "encrypted-media=(),fullscreen=(),gamepad=(),geolocation=(),"
    "gyroscope=(),hid=(),identity-credentials-get=(),idle-detection=(),"
    "interest-cohort=(),keyboard-map=(),language-detector=(),"
    "language-model=(),local-fonts=(),local-network=(),"
    "local-network-access=(),loopback-network=(),magnetometer=(),"
    "media-playback-while-not-visible=(),microphone=(),midi=(),"
    "on-device-speech-recognition=(),otp-credentials=(),payment=(),"
    "picture-in-picture=(),private-state-token-issuance=(),"
    "private-state-token-redemption=(),publickey-credentials-create=(),"
    "publickey-credentials-get=(),screen-wake-lock=(),serial=(),"
    "speaker-selection=(),storage-access=(),summarizer=(),sync-xhr=(),"
    "translator=(),unload=(),usb=(),vr=(),web-share=(),"
    "window-management=(),xr-spatial-tracking=()";

/* Sent with every answer, whatever its path and status. */
static const struct {
	const char *name;
	const char *value;
} headers[] = {
	{ "Cache-Control", "no-store" },
	{ "Cross-Origin-Embedder-Policy", "require-corp" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy", permissions },
	{ "Referrer-Policy", "no-referrer" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
};

static const struct {
	unsigned status;
	const char *words;
} refusals[] = {
	{ MHD_HTTP_BAD_REQUEST, "The request is empty, or is not HTTP.\n" },
	{ MHD_HTTP_FORBIDDEN,
	    "Another site made your browser send this. Nothing was stored. "
	    "The page is at /\n" },
	{ MHD_HTTP_NOT_FOUND, "There is nothing here. The page is at /\n" },
	{ MHD_HTTP_METHOD_NOT_ALLOWED,
	    "This address does not take such a request.\n" },
	{ MHD_HTTP_LENGTH_REQUIRED,
	    "The request needs a Content-Length header.\n" },
	{ MHD_HTTP_CONTENT_TOO_LARGE, "The request is too long.\n" },
	{ MHD_HTTP_UNSUPPORTED_MEDIA_TYPE,
	    "Send a form as application/x-www-form-urlencoded, an envelope as "
	    "application/octet-stream.\n" },
	{ MHD_HTTP_SERVICE_UNAVAILABLE,
	    "Busy. Nothing was stored. Try again in a minute.\n" },
};

static void
answer_sent(void *arg)
{
	snapshot_drop(arg);
}

static bool
header_add(struct MHD_Response *r, const char *name, const char *value)
{
	return value == NULL ||
	    MHD_add_response_header(r, name, value) == MHD_YES;
}

static bool
headers_add(struct MHD_Response *r, const struct http_answer *a)
{
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		if (!header_add(r, headers[i].name, headers[i].value))
			return false;
	return header_add(r, "Content-Security-Policy",
		   a->policy == NULL ? closed_policy : a->policy) &&
	    header_add(r, "Content-Type", a->type) &&
	    header_add(r, "Content-Encoding", a->encoding) &&
	    (a->header == NULL || header_add(r, a->header, a->value)) &&
	    header_add(r, "Connection", a->close ? "close" : NULL);
}

int
http_fd(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);

	return info == NULL ? -1 : info->connect_fd;
}

/* The socket context is the struct http: see connection_change(). */
static struct clients *
clients_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	const struct http *h = info->socket_context;

	return h->parts.clients;
}

struct MHD_Response *
http_response(const struct http_answer *a)
{
	struct MHD_Response *r;
	union {
		const uint8_t *in;
		void *out; /* libmicrohttpd only reads it, despite its type */
	} body = { a->body.p };

	r = MHD_create_response_from_buffer_with_free_callback_cls(a->body.n,
	    body.out, answer_sent, a->snapshot);
	if (r == NULL) {
		snapshot_drop(a->snapshot);
		return NULL;
	}
	if (headers_add(r, a))
		return r;
	MHD_destroy_response(r);
	return NULL;
}

enum MHD_Result
http_answer(struct MHD_Connection *c, const struct http_answer *a)
{
	struct MHD_Response *r;
	enum MHD_Result rc;

	clients_answer(clients_of(c), http_fd(c), a->body.n);
	r = http_response(a);
	if (r == NULL)
		return MHD_NO;
	rc = MHD_queue_response(c, a->status, r);
	MHD_destroy_response(r); /* libmicrohttpd keeps it until it is sent */
	return rc;
}

enum MHD_Result
http_refuse(struct MHD_Connection *c, unsigned status, const char *allow)
{
	struct http_answer a = {
		.status = status,
		.type = "text/plain; charset=utf-8",
		.header = allow == NULL ? NULL : "Allow",
		.value = allow,
		/* without a length the next request cannot be found */
		.close = status == MHD_HTTP_LENGTH_REQUIRED,
	};

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (refusals[i].status == status)
			a.body = span_str(refusals[i].words);
	return http_answer(c, &a);
}

const char *
http_header(struct MHD_Connection *c, const char *name)
{
	const char *value =
	    MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);

	return value == NULL ? "" : value;
}

struct headers_count {
	const char *name;
	size_t n;
};

static enum MHD_Result
/* NOLINTNEXTLINE(readability-non-const-parameter): libmicrohttpd's shape */
header_see(void *arg, enum MHD_ValueKind kind, const char *name,
    const char *value)
{
	struct headers_count *count = arg;

	(void)kind;
	(void)value;
	count->n += strcasecmp(name, count->name) == 0;
	return MHD_YES;
}

size_t
http_headers(struct MHD_Connection *c, const char *name)
{
	struct headers_count count = { name, 0 };

	(void)MHD_get_connection_values(c, MHD_HEADER_KIND, header_see, &count);
	return count.n;
}

struct snapshot *
http_snapshot_hold(struct http *h)
{
	struct snapshot *snapshot;

	pthread_mutex_lock(&h->lock);
	snapshot = h->snapshot;
	snapshot_hold(snapshot);
	pthread_mutex_unlock(&h->lock);
	return snapshot;
}
