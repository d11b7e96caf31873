/* listener.h - listens on addresses and socket files; accepts connections. */

#ifndef HTTP_LISTENER_H
#define HTTP_LISTENER_H

#include <stdbool.h>
#include <stddef.h>

#include "confine/result.h"

enum {
	LISTENERS_MAX = 8,
	LISTENER_NAME = 160, /* "https://[::1]:8080/" or a socket's path, NUL */
};

/* One listener. */
struct listener {
	int fd;
	bool tls;
	bool loopback; /* or a socket file: plain HTTP stays here */
	char name[LISTENER_NAME];
};

/* What listening came to. */
enum listen_result {
	LISTEN_OK = 0,
	LISTEN_NO_ADDRESS, /* not an address and a port, or an empty path */
	LISTEN_NO_PORT,    /* its port is not from 0 to 65535 */
	LISTEN_TOO_LONG,   /* a path that is no name of a socket file */
	LISTEN_IN_USE,
	LISTEN_ELSEWHERE, /* not an address of this machine */
	LISTEN_FORBIDDEN, /* not to this user */
	LISTEN_REFUSED,   /* by the system, for another reason */
};

MUST_USE enum listen_result listener_tcp(struct listener *l,
    const char *address, bool tls);
MUST_USE enum listen_result listener_unix(struct listener *l, const char *path);
void listener_close(struct listener *l);

struct acceptor;

/* What the acceptor calls. */
struct accept_to {
	void (*add)(void *arg, int fd, bool tls); /* takes over fd */
	bool (*room)(void *arg); /* false: accept none for now */
	void (*tick)(void *arg); /* called once a second */
	void *arg;
};

/* Start the acceptor's thread; as confined_thread(), or START_REFUSED.
 * ${listeners} and ${to} are borrowed until acceptor_free(), which stops it. */
MUST_USE enum start_result acceptor_new(struct acceptor **out,
    const struct listener *listeners, size_t n, const struct accept_to *to);
void acceptor_free(struct acceptor *a);

#endif
