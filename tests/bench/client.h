/* client.h - one visitor of a server, never waiting. */

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
	STEP_READ,  /* go on when there is something to read */
	STEP_WRITE, /* go on when there is room to write */
	STEP_DONE,  /* answered as it should be */
	STEP_AGAIN, /* answered: not now */
	STEP_FAIL,  /* the connection, or another answer */
};

/* Where the server is. */
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
	size_t want;     /* to send in all */
	uint64_t left;   /* of the answer's body */
	uint64_t wasted; /* bytes of bodies, for figures */
	bool reading;
	bool in_body;
	int status;
	bool stored; /* the body begins with 0 */
};

/* "host:port" with numbers, or the path of a socket. */
bool place_parse(struct place *p, const char *text);

/* Begin to connect; false if that failed at once. */
bool client_connect(struct client *c, const struct place *p);
void client_close(struct client *c);

/* The next thing to ask; ${number} names an envelope. */
void client_ask(struct client *c, enum ask ask, uint64_t number);

/* Write and read what is possible now. */
enum step client_step(struct client *c);

/* Send only the head and ${body} bytes of it: the rest never comes. */
void client_hold(struct client *c, size_t body);

/* What every envelope holds behind its head; call it once before others. */
void client_begin(void);

#endif
