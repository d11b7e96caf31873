/* door.h - where the service is, and the way there. */

#ifndef DOOR_H
#define DOOR_H

enum {
	DOOR_MAX = 300,
};

/* What the person gave; NULL where nothing was. */
struct door {
	const char *url;
	const char *cacert; /* the one authority believed, a PEM file */
	const char *unix_path;
	const char *socks;   /* HOST:PORT; it resolves the name */
	char base[DOOR_MAX]; /* by door_check(): no slash at its end */
};

/*
 * door_check(d):
 * Check ${d} and set ${d->base}.  Returns NULL, or the sentence that says
 * what is wrong: anything but a bare address, or an .onion address without
 * ${d->socks}.
 */
const char *door_check(struct door *d);

#endif
