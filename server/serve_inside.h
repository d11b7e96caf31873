/* serve_inside.h - what a server being opened and one running share. */

#ifndef SERVE_INSIDE_H
#define SERVE_INSIDE_H

#include <signal.h>
#include <stdbool.h>

#include "accept.h"
#include "certificate.h"
#include "command.h"
#include "commit.h"
#include "guest.h"
#include "http.h"
#include "lane.h"
#include "limit.h"
#include "store.h"
#include "today.h"
#include "world.h"

/* What the command line says. */
struct wish {
	const char *folder;
	const char *where[DOORS_MAX]; /* addresses and socket files */
	bool is_socket[DOORS_MAX];
	size_t doors;
	const char *cert;
	const char *key;
	const char *out; /* the way out, in Mbit a second */
	struct beginning begin;
};

struct server {
	struct store *store;
	struct today today;
	int32_t day; /* of what is served */
	struct guard_looks looks;
	int folder; /* locked: one server a folder */
	struct door door[DOORS_MAX];
	size_t doors;
	struct certificate *certificate; /* NULL: no TLS */
	uint32_t mbit;
	struct limits limits;
	struct guests *guests;
	struct world *world; /* until the HTTP side has it */
	struct committer *committer;
	struct form_lane *lane;
	struct http *http;
	struct accept_to to;
	struct acceptor *acceptor;
	sigset_t signals; /* blocked: waited for */
	bool stop;
	bool tidy;     /* now, not by the hour */
	bool renew;    /* look at the certificate now */
	bool fixed;    /* a renewed certificate is out of reach: it was said */
	bool refused;  /* deposits, in the hour before the last rewriting */
	bool tight;    /* the last rewriting did not fit on the disk */
	bool disputed; /* the clock, and it was said */
	bool written;  /* the week of use, when last tried */
};

/* Read the command line; 0 or USAGE. */
int wish_parse(struct wish *w, int argc, char **argv);

/*
 * All that needs rights, paths or sockets, before the first thread; 0, or 1
 * after a sentence.
 */
int server_open(struct server *s, struct wish *w);

#endif
