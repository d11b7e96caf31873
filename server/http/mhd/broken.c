/* broken.c - our answers to requests that libmicrohttpd cannot parse. */

#include "http/inside.h"

#include <string.h>
#include <strings.h>

static const char broken[] = "The request is malformed or too long. "
			     "The page is at /\n";

static struct MHD_Response *
broken_response(void)
{
	return http_response(&(struct http_answer){
	    .type = "text/plain; charset=utf-8",
	    .body = span_str(broken),
	    .close = true,
	});
}

/*
 * libmicrohttpd itself answers a request that it cannot parse, without the
 * headers of our other answers.  It makes that answer with one of these two
 * functions: 0.9.75 with the first, 1.0.1 with the second.  Ours replace them;
 * no other code calls them.  tests/attack/games.mjs checks each answer.
 */
struct MHD_Response *
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
MHD_create_response_from_buffer(size_t size, void *buffer,
    enum MHD_ResponseMemoryMode mode)
{
	(void)size;
	(void)buffer;
	(void)mode;
	return broken_response();
}

#if MHD_VERSION < 0x00097701 /* its header does not declare this yet */
struct MHD_Response *MHD_create_response_from_buffer_static(size_t size,
    const void *buffer);
#endif

struct MHD_Response *
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
MHD_create_response_from_buffer_static(size_t size, const void *buffer)
{
	(void)size;
	(void)buffer;
	return broken_response();
}

struct header_sought {
	const char *name;
	size_t n;
	const char *value; /* NULL: not found */
	size_t value_n;
};

static enum MHD_Result
header_compare(void *arg, enum MHD_ValueKind kind, const char *name, size_t n,
    const char *value, size_t value_n)
{
	struct header_sought *s = arg;

	(void)kind;
	if (n != s->n || value == NULL || strncasecmp(name, s->name, n) != 0)
		return MHD_YES;
	s->value = value;
	s->value_n = value_n;
	return MHD_NO; /* stop at the first */
}

static bool
is_named(const struct header_sought *s, const char *name)
{
	return s->n == strlen(name) && strncasecmp(s->name, name, s->n) == 0;
}

static bool
is_number(const struct header_sought *s)
{
	const struct span value = { (const void *)s->value, s->value_n };
	uint64_t n;

	return span_decimal(&n, value, UINT64_MAX) == OK;
}

/*
 * If Host is missing or Content-Length is malformed, libmicrohttpd sends the
 * head of its answer twice.  It looks up both headers with this function, so
 * report a missing Host as present and a malformed Content-Length as absent.
 * request() then answers, and the connection is closed after that answer.
 */
enum MHD_Result
/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
MHD_lookup_connection_value_n(struct MHD_Connection *c, enum MHD_ValueKind kind,
    const char *key, size_t key_size, const char **value, size_t *value_size)
{
	struct header_sought s = { key, key_size, NULL, 0 };

	(void)MHD_get_connection_values_n(c, kind, header_compare, &s);
	if (s.value == NULL)
		return value == NULL && is_named(&s, "Host") ? MHD_YES : MHD_NO;
	if (is_named(&s, "Content-Length") && !is_number(&s))
		return MHD_NO;
	if (value != NULL)
		*value = s.value;
	if (value_size != NULL)
		*value_size = s.value_n;
	return MHD_YES;
}
