/* http_answer.c - the headers of every answer, and the plain refusals. */

#include "http_inside.h"

#include "page.h"

/* On every path and every status. */
static const struct {
	const char *name;
	const char *value;
} headers[] = {
	{ "Cache-Control", "no-store" },
	{ "Content-Security-Policy", page_policy },
	{ "Cross-Origin-Embedder-Policy", "require-corp" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy",
	    "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
	{ "Referrer-Policy", "no-referrer" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
};

static const struct {
	unsigned status;
	const char *words;
} refusals[] = {
	{ MHD_HTTP_BAD_REQUEST, "The request is empty.\n" },
	{ MHD_HTTP_NOT_FOUND, "There is nothing here. The page is at /\n" },
	{ MHD_HTTP_METHOD_NOT_ALLOWED, "This cannot be done here.\n" },
	{ MHD_HTTP_LENGTH_REQUIRED, "Say how long it is: Content-Length.\n" },
	{ MHD_HTTP_CONTENT_TOO_LARGE, "This is too long.\n" },
	{ MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "Another Content-Type is due.\n" },
	{ MHD_HTTP_SERVICE_UNAVAILABLE,
	    "Busy. Nothing was stored. Try again in a minute.\n" },
};

static void
answer_sent(void *arg)
{
	world_drop(arg);
}

static bool
header_add(struct MHD_Response *r, const char *name, const char *value)
{
	return value == NULL ||
	    MHD_add_response_header(r, name, value) == MHD_YES;
}

static bool
headers_add(struct MHD_Response *r, const struct answer *a)
{
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		if (!header_add(r, headers[i].name, headers[i].value))
			return false;
	return header_add(r, "Content-Type", a->type) &&
	    header_add(r, "Content-Encoding", a->encoding) &&
	    (a->header == NULL || header_add(r, a->header, a->value)) &&
	    header_add(r, "Connection", a->close ? "close" : NULL);
}

enum MHD_Result
http_answer(struct MHD_Connection *c, const struct answer *a)
{
	enum MHD_Result rc = MHD_NO;
	struct MHD_Response *r;
	union {
		const uint8_t *in;
		void *out; /* it is only read, whatever its type says */
	} body = { a->body.p };

	r = MHD_create_response_from_buffer_with_free_callback_cls(a->body.n,
	    body.out, answer_sent, a->world);
	if (r == NULL) {
		world_drop(a->world);
		return MHD_NO;
	}
	if (headers_add(r, a))
		rc = MHD_queue_response(c, a->status, r);
	MHD_destroy_response(r); /* once more when it was sent */
	return rc;
}

enum MHD_Result
http_refuse(struct MHD_Connection *c, unsigned status, const char *allow)
{
	struct answer a = {
		.status = status,
		.type = "text/plain; charset=utf-8",
		.header = allow == NULL ? NULL : "Allow",
		.value = allow,
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
