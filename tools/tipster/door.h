/* door.h - the service's address, and how to connect to it. */

#ifndef DOOR_H
#define DOOR_H

enum {
	DOOR_MAX = 300,
};

/* Options of the command line; NULL if not given. */
struct door {
	const char *url;
	const char *cacert; /* PEM file of the only CA to trust */
	const char *unix_path;
	const char *socks;   /* HOST:PORT; the proxy resolves names */
	char base[DOOR_MAX]; /* set by door_check(): no slash at its end */
};

/*
 * door_check(d):
 * Check ${d} and set ${d->base}.  Returns NULL, or a static sentence that says
 * what is wrong: an address with more than scheme, host and port, a bad port
 * or ${d->socks}, or an .onion address without ${d->socks}.
 */
const char *door_check(struct door *d);

#endif
