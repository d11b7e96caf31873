/* serve_inside.h - private to serve*.c: the command line and the server. */

#ifndef SERVE_INSIDE_H
#define SERVE_INSIDE_H

#include <signal.h>
#include <stdbool.h>

#include "clockguard.h"
#include "command.h"
#include "form/workers.h"
#include "http/certificate.h"
#include "http/http.h"
#include "http/listener.h"
#include "quota/client.h"
#include "quota/limit.h"
#include "served/snapshot.h"
#include "store/commit.h"
#include "store/store.h"

/* The command line. */
struct serve_options {
	const char *folder;
	const char *where[LISTENERS_MAX]; /* addresses and socket files */
	bool is_socket[LISTENERS_MAX];
	size_t listeners;
	const char *cert;
	const char *key;
	const char *out; /* outgoing bandwidth in Mbit/s */
	struct beginning begin;
};

struct server {
	struct store *store;
	struct clockguard today;
	int32_t day; /* the date of what is served */
	struct guard_looks looks;
	int folder; /* locked: one server per folder */
	struct listener listener[LISTENERS_MAX];
	size_t listeners;
	struct certificate *certificate; /* NULL: no TLS */
	uint32_t mbit;
	struct limits limits;
	struct clients *clients;
	struct snapshot *snapshot; /* NULL once http has it */
	struct committer *committer;
	struct workers *workers;
	struct http *http;
	struct accept_to to;
	struct acceptor *acceptor;
	sigset_t signals; /* blocked; see signal_wait() */
	bool stop;
	bool tidy;     /* do the hourly work now */
	bool renew;    /* look at the certificate now */
	bool fixed;    /* renewed certificates cannot be read; this was said */
	bool refused;  /* deposits refused in the hour before last tidy() */
	bool tight;    /* the last rewriting did not fit on the disk */
	bool disputed; /* the clock is disputed; this was logged */
	bool written;  /* the last write of the week of use succeeded */
};

/* Read the command line; 0 or USAGE. */
int serve_options_parse(struct serve_options *o, int argc, char **argv);

/*
 * Do all that needs privileges, paths or sockets, before the first thread; 0,
 * or 1 after a message.
 */
int server_open(struct server *s, struct serve_options *o);

/* Say why the server did not start, and what to do; returns 1. */
int start_say(enum start_result r);

#endif
