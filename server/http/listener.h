/* listener.h - listens on addresses and socket files; accepts connections. */

#ifndef HTTP_LISTENER_H
#define HTTP_LISTENER_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

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

/* Listen.  ERR_FORMAT if ${address} or ${path} is malformed, ERR_CHECK if the
 * port is; ERR_TOO_LONG for ${path}; ERR_AGAIN if the address is in use,
 * ERR_MISSING if it is not of this machine; ERR_KEY without permission; ERR_IO.
 */
MUST_USE enum err listener_tcp(struct listener *d, const char *address,
    bool tls);
MUST_USE enum err listener_unix(struct listener *d, const char *path);
void listener_close(struct listener *d);

struct acceptor;

/* What the acceptor calls. */
struct accept_to {
	void (*add)(void *arg, int fd, bool tls); /* takes over fd */
	bool (*room)(void *arg); /* false: accept none for now */
	void (*tick)(void *arg); /* called once a second */
	void *arg;
};

/* Start the acceptor's thread.  Errors of confined_thread(), or ERR_IO.
 * ${listeners} and ${to} are borrowed until acceptor_free(), which stops it. */
MUST_USE enum err acceptor_new(struct acceptor **out,
    const struct listener *listeners, size_t n, const struct accept_to *to);
void acceptor_free(struct acceptor *a);

#endif
