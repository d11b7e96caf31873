/* load.c - runs many visitors of a server at once, and measures their waits.
 *
 * usage: load [-c VISITORS] [-n VISITS] [-f FIRST] [-o FILE] [-r] [-w MS]
 *            KIND PLACE
 *        load -c VISITORS hold-head|hold-body PLACE
 *
 * Prints one line of JSON. -f: the first envelope's number. -o: write to FILE
 * the numbers of envelopes that the server called stored. -r: a visitor that
 * fails tries again with the same envelope, until SIGTERM. -w: rest MS after a
 * visit. hold-...: connect, send a part of a tip, print how many connections
 * are held, and wait for the end of standard input.
 */

#include <sys/epoll.h>
#include <sys/resource.h>

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "client.h"
#include "moment.h"

enum {
	EVENTS = 64,
	ASKS_MAX = 3,
	PAUSE_MS = 20, /* before a sender that failed tries again */
};

/* The kinds of visits, by the requests that they make. */
static const struct kind {
	const char *name;
	size_t asks;
	enum ask ask[ASKS_MAX];
	bool fresh; /* a new connection for each */
} kinds[] = {
	{ "exchange", 1, { ASK_EXCHANGE }, false },
	{ "visit", 2, { ASK_NOTES, ASK_EXCHANGE }, true },
	{ "notes", 1, { ASK_NOTES }, false },
	{ "board", 1, { ASK_BOARD }, false },
	{ "page", 1, { ASK_PAGE }, false },
	{ "form", 1, { ASK_FORM }, true },
};

struct visitor {
	struct client c;
	size_t at; /* index of the request in its visit */
	uint64_t number;
	double begun;
	double again; /* when it continues; 0: now */
	bool busy;
};

static struct {
	const struct kind *kind;
	struct place place;
	size_t visitors;
	uint64_t visits;
	uint64_t first;
	FILE *stored;
	bool retry;
	double rest; /* seconds after a visit */
	int poll;
	struct visitor *visitor;
	uint64_t begun;
	uint64_t done;
	uint64_t failed;
	uint64_t again; /* answers "again": no failures where that is fine */
	double *took;
	uint64_t bytes;
} load;

static volatile sig_atomic_t stop;

static void
on_term(int number)
{
	(void)number;
	stop = 1;
}

/* Have epoll report ${v} when step ${s} can continue. */
static void
want(struct visitor *v, enum step s, int op)
{
	struct epoll_event e = { 0 };

	e.events = s == STEP_WRITE ? EPOLLOUT : EPOLLIN;
	e.data.ptr = v;
	(void)epoll_ctl(load.poll, op, v->c.fd, &e);
}

static bool
connected(struct visitor *v)
{
	if (v->c.fd >= 0)
		return true;
	if (!client_connect(&v->c, &load.place))
		return false;
	want(v, STEP_WRITE, EPOLL_CTL_ADD);
	return true;
}

static void
visit_begin(struct visitor *v)
{
	v->at = 0;
	v->again = 0;
	if (!connected(v)) {
		v->again = now() + (double)PAUSE_MS / 1e3;
		return;
	}
	client_ask(&v->c, load.kind->ask[0], v->number);
}

/* Begin the next visit of ${v}, now or after ${rest} seconds. */
static void
visit_next(struct visitor *v, double rest)
{
	v->busy = load.begun < load.visits && !stop;
	if (!v->busy) {
		client_close(&v->c);
		return;
	}
	v->number = load.first + load.begun++;
	v->begun = now() + rest;
	if (rest > 0)
		v->again = v->begun;
	else
		visit_begin(v);
}

static void
visit_done(struct visitor *v)
{
	load.took[load.done++] = now() - v->begun;
	if (load.stored != NULL)
		fprintf(load.stored, "%" PRIu64 "\n", v->number);
	if (load.kind->fresh)
		client_close(&v->c);
	visit_next(v, load.rest);
}

static void
visit_failed(struct visitor *v, enum step s)
{
	load.failed += s == STEP_FAIL;
	load.again += s == STEP_AGAIN;
	client_close(&v->c);
	if (load.retry && !stop)
		v->again = now() + (double)PAUSE_MS / 1e3;
	else
		visit_next(v, 0);
}

/* Continue with ${v} until it has to wait or has nothing more to do. */
static void
visitor_run(struct visitor *v)
{
	enum step s;

	while (v->busy && v->again <= 0) {
		s = client_step(&v->c);
		if (s == STEP_READ || s == STEP_WRITE) {
			want(v, s, EPOLL_CTL_MOD);
			return;
		}
		load.bytes += v->c.wasted;
		v->c.wasted = 0;
		if (s != STEP_DONE)
			visit_failed(v, s);
		else if (++v->at < load.kind->asks)
			client_ask(&v->c, load.kind->ask[v->at], v->number);
		else
			visit_done(v);
	}
}

/* Continue visitors whose pause is over; true if any is still busy. */
static bool
visitors_wake(void)
{
	double t = now();
	bool any = false;

	for (size_t i = 0; i < load.visitors; i++) {
		struct visitor *v = &load.visitor[i];

		if (v->busy && v->again > 0 && stop)
			v->busy = false;
		if (v->busy && v->again > 0 && v->again <= t) {
			visit_begin(v);
			if (v->again <= 0)
				visitor_run(v);
		}
		any = any || v->busy;
	}
	return any;
}

static void
load_run(void)
{
	struct epoll_event e[EVENTS];

	for (size_t i = 0; i < load.visitors; i++) {
		load.visitor[i].c.fd = -1;
		visit_next(&load.visitor[i], 0);
		visitor_run(&load.visitor[i]);
	}
	while (load.done < load.visits) {
		int n = epoll_wait(load.poll, e, EVENTS, PAUSE_MS);

		for (int i = 0; i < n; i++)
			visitor_run(e[i].data.ptr);
		if ((n < EVENTS || stop) && !visitors_wake())
			break;
	}
}

static int
order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
load_print(double seconds)
{
	double *t = load.took;
	size_t n = load.done;

	qsort(t, n, sizeof(*t), order);
	printf("{\"visits\":%zu,\"failed\":%" PRIu64 ",\"again\":%" PRIu64
	       ",\"seconds\":%.3f,\"per_s\":%.1f,\"p50_ms\":%.2f,"
	       "\"p99_ms\":%.2f,\"max_ms\":%.2f,\"bytes\":%" PRIu64 "}\n",
	    n, load.failed, load.again, seconds, (double)n / seconds,
	    n > 0 ? t[n / 2] * 1e3 : 0, n > 0 ? t[n * 99 / 100] * 1e3 : 0,
	    n > 0 ? t[n - 1] * 1e3 : 0, load.bytes);
}

/* Hold all connections, ${body} bytes of a body sent, until input ends. */
static int
hold(size_t body)
{
	struct epoll_event e[EVENTS];
	size_t held = 0;
	double end = now() + 60;
	char c;

	for (size_t i = 0; i < load.visitors; i++) {
		struct visitor *v = &load.visitor[i];

		v->c.fd = -1;
		if (!connected(v))
			return 1;
		client_ask(&v->c, ASK_EXCHANGE, i);
		client_hold(&v->c, body);
		while (client_step(&v->c) == STEP_WRITE && now() < end)
			(void)epoll_wait(load.poll, e, EVENTS, 1);
		held += v->c.reading;
	}
	printf("{\"held\":%zu}\n", held);
	(void)fflush(stdout);
	while (read(STDIN_FILENO, &c, 1) > 0)
		continue;
	return held == load.visitors ? 0 : 1;
}

static const struct kind *
kind_named(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static bool
options(int argc, char **argv)
{
	int c;

	load.visitors = 1;
	load.visits = 1;
	for (c = getopt(argc, argv, "c:n:f:o:rw:"); c != -1;
	     c = getopt(argc, argv, "c:n:f:o:rw:"))
		switch (c) {
		case 'c':
			load.visitors = strtoul(optarg, NULL, 10);
			break;
		case 'n':
			load.visits = strtoull(optarg, NULL, 10);
			break;
		case 'f':
			load.first = strtoull(optarg, NULL, 10);
			break;
		case 'o':
			load.stored = fopen(optarg, "w");
			break;
		case 'r':
			load.retry = true;
			break;
		case 'w':
			load.rest = strtod(optarg, NULL) / 1e3;
			break;
		default:
			return false;
		}
	return argc - optind == 2 && load.visitors > 0 &&
	    place_parse(&load.place, argv[optind + 1]);
}

static bool
begin(void)
{
	struct rlimit files = { 0 };

	if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
		files.rlim_cur = files.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &files);
	}
	client_begin();
	load.poll = epoll_create1(EPOLL_CLOEXEC);
	load.visitor = calloc(load.visitors, sizeof(*load.visitor));
	load.took = calloc(load.visits + 1, sizeof(*load.took));
	return load.poll >= 0 && load.visitor != NULL && load.took != NULL;
}

int
main(int argc, char **argv)
{
	double start;

	if (!options(argc, argv)) {
		fputs("usage: load [-c VISITORS] [-n VISITS] [-f FIRST] "
		      "[-o FILE] [-r] [-w MS] KIND PLACE\n",
		    stderr);
		return 2;
	}
	if (!begin())
		return 1;
	if (strcmp(argv[optind], "hold-head") == 0)
		return hold(0);
	if (strcmp(argv[optind], "hold-body") == 0)
		return hold(ENVELOPE_SIZE / 2);
	load.kind = kind_named(argv[optind]);
	if (load.kind == NULL)
		return 2;
	(void)signal(SIGTERM, on_term);
	start = now();
	load_run();
	load_print(now() - start);
	if (load.stored != NULL && fclose(load.stored) != 0)
		return 1;
	return 0;
}
