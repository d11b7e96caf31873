/* client.h - one visitor of a server, on a non-blocking connection. */

#ifndef CLIENT_H
#define CLIENT_H

#include <sys/socket.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "label.h"
#include "ready.h"

enum ask {
	ASK_EXCHANGE,
	ASK_NOTES,
	ASK_BOARD,
	ASK_PAGE,
	ASK_FORM,
	ASKS,
};

enum step {
	STEP_READ,  /* continue when there is something to read */
	STEP_WRITE, /* continue when there is room to write */
	STEP_DONE,  /* the server answered as expected */
	STEP_AGAIN, /* the server cannot accept it now */
	STEP_FAIL,  /* the connection failed, or an unexpected answer */
};

/* The address of a server. */
struct place {
	struct sockaddr_storage at;
	socklen_t n;
};

enum {
	CLIENT_HEAD = 4096,
};

struct client {
	int fd; /* -1: not connected */
	enum ask ask;
	uint64_t number;        /* of the envelope */
	char head[CLIENT_HEAD]; /* of the request, then of the answer */
	size_t head_n;
	uint8_t envelope[READY_HEAD];
	size_t sent;
	size_t want;     /* bytes to send in all */
	uint64_t left;   /* bytes of the answer's body still to come */
	uint64_t wasted; /* bytes of bodies received, for figures */
	bool reading;
	bool in_body;
	int status;
	bool stored; /* the body begins with 0 */
};

/* Parse a numeric "host:port", or the path of a socket. */
bool place_parse(struct place *p, const char *text);

/* Begin to connect; false if that failed at once. */
bool client_connect(struct client *c, const struct place *p);
void client_close(struct client *c);

/* Prepare the next request; ${number} makes its envelope unique. */
void client_ask(struct client *c, enum ask ask, uint64_t number);

/* Write and read as much as is possible now. */
enum step client_step(struct client *c);

/* Send only the head and ${body} bytes of the body, never the rest. */
void client_hold(struct client *c, size_t body);

/* Make the bytes that all envelopes share; call it once, first. */
void client_begin(void);

#endif
