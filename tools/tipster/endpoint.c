/* endpoint.c - checks the addresses of the service and of its proxy. */

#include "tipster/endpoint.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "wire.h"

/* The characters of a host and port, including the brackets of IPv6. */
static const char host_letters[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789.-:[]";

static const char not_address[] =
    "the address must look like http://HOST, https://HOST or "
    "http://HOST:PORT, with nothing after it";

/* What follows "http://" or "https://"; NULL if neither is there. */
static const char *
after_scheme(const char *url)
{
	static const char *const schemes[] = { "http://", "https://" };
	size_t i;

	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return url + strlen(schemes[i]);
	}
	return NULL;
}

/*
 * True if the ${n} bytes at ${host}, HOST:PORT or [IPV6]:PORT, have a host and
 * a port from 1 to 65535.  Without a port, true unless ${must}.
 */
static bool
port_fits(const char *host, size_t n, bool must)
{
	const char *close = memchr(host, ']', n);
	const char *from = close == NULL ? host : close;
	const char *colon = memchr(from, ':', n - (size_t)(from - host));
	struct span text;
	uint64_t port;

	if (colon == NULL)
		return !must;
	text = (struct span){ (const uint8_t *)colon + 1,
		(size_t)(host + n - (colon + 1)) };
	return colon > host && span_decimal(&port, text, UINT16_MAX) == OK &&
	    port > 0;
}

static bool
is_onion(const char *host, size_t n)
{
	static const char end[] = ".onion";
	const size_t m = sizeof(end) - 1;
	const char *colon = memchr(host, ':', n);

	if (colon != NULL)
		n = (size_t)(colon - host);
	if (n > 0 && host[n - 1] == '.')
		n--;
	return n > m && strncasecmp(host + n - m, end, m) == 0;
}

const char *
endpoint_check(struct endpoint *endpoint)
{
	const char *host = after_scheme(endpoint->url);
	size_t n;

	if (host == NULL)
		return not_address;
	n = strspn(host, host_letters);
	if (n == 0 || (strcmp(host + n, "") != 0 && strcmp(host + n, "/") != 0))
		return not_address;
	if (!port_fits(host, n, false))
		return "the port of the address must be a number from 1 to "
		       "65535";
	n += (size_t)(host - endpoint->url);
	if (n >= ENDPOINT_MAX)
		return not_address;
	memcpy(endpoint->base, endpoint->url, n);
	endpoint->base[n] = '\0';
	if (endpoint->socks != NULL && strpbrk(endpoint->socks, "@/") != NULL)
		return "--socks takes HOST:PORT and nothing else";
	if (endpoint->socks != NULL &&
	    !port_fits(endpoint->socks, strlen(endpoint->socks), true))
		return "--socks takes HOST:PORT, as in 127.0.0.1:9050, with a "
		       "port from 1 to 65535";
	if (is_onion(host, strspn(host, host_letters)) &&
	    endpoint->socks == NULL)
		return "an .onion address needs Tor: "
		       "add --socks 127.0.0.1:9050";
	return NULL;
}
