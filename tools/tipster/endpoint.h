/* endpoint.h - the service's address, and how to connect to it. */

#ifndef TIPSTER_ENDPOINT_H
#define TIPSTER_ENDPOINT_H

enum {
	ENDPOINT_MAX = 300,
};

/* Options of the command line; NULL if not given. */
struct endpoint {
	const char *url;
	const char *cacert; /* PEM file of the only CA to trust */
	const char *unix_path;
	const char *socks; /* HOST:PORT; the proxy resolves names */
	char
	    base[ENDPOINT_MAX]; /* from endpoint_check(): no slash at its end */
};

/*
 * endpoint_check(endpoint):
 * Check ${endpoint} and set ${endpoint->base}.  Returns NULL, or a static
 * sentence that says what is wrong: an address with more than scheme, host and
 * port, a bad port or ${endpoint->socks}, or an .onion address without
 * ${endpoint->socks}.
 */
const char *endpoint_check(struct endpoint *endpoint);

#endif
