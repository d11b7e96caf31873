/* accept.h - the listeners: the only code that sees a network address. */

#ifndef ACCEPT_H
#define ACCEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "share.h"

enum {
	DOORS_MAX = 8,
	DOOR_NAME = 160, /* "https://[::1]:8080/" or a socket's path, NUL */
	PEER_KEY = 16,
};

/* One listener. */
struct door {
	int fd;
	bool tls;
	bool loopback; /* or a socket file: nobody listens on the way */
	char name[DOOR_NAME];
};

/* ERR_FORMAT for no address, ERR_CHECK for no port, ERR_TOO_LONG for the name
 * of a socket file, ERR_AGAIN if it is in use, ERR_MISSING if it is
 * not of this machine, ERR_KEY without the right to it, ERR_IO. */
MUST_USE enum err door_tcp(struct door *d, const char *address, bool tls);
MUST_USE enum err door_unix(struct door *d, const char *path);
void door_close(struct door *d);

/*
 * peer_marks(mark, fd, key):
 * Hash the network that ${fd} comes from, and its address in it, under ${key};
 * nothing else of the address is left.  False, and no ${mark}, for a front,
 * behind which anybody may be: a socket file, 127.0.0.1 or ::1; or where nobody
 * is.
 */
bool peer_marks(uint64_t mark[static LEVELS], int fd,
    const uint8_t key[static PEER_KEY]);

struct acceptor;

/* What becomes of a connection, and who is told of each second. */
struct accept_to {
	void (*add)(void *arg, int fd, bool tls); /* takes the descriptor */
	bool (*room)(void *arg); /* false: leave them waiting */
	void (*tick)(void *arg);
	void *arg;
};

/* Start the thread; as confined_thread() fails, or ERR_IO.  ${doors} and ${to}
 * are borrowed until it is stopped. */
MUST_USE enum err acceptor_new(struct acceptor **out, const struct door *doors,
    size_t n, const struct accept_to *to);
void acceptor_free(struct acceptor *a);

#endif
