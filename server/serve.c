/* serve.c - the `serve` command: start, main loop, hourly work, stop. */

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clockguard.h"
#include "command.h"
#include "confine/confine.h"
#include "expire.h"
#include "failed.h"
#include "log.h"
#include "os/clock.h"
#include "report.h"
#include "serve_inside.h"
#include "served/served_notes.h"
#include "terminal/screen.h"
#include "week.h"

static const char doing[] = "serving";

enum {
	TOUCH_SECONDS = 60,
	TIDY_FIRST = 60, /* soon after the start, for earlier deposits */
	TIDY_SECONDS = 3600,
};

/* Start the threads, from the store outwards to the listeners. */
static int
server_start(struct server *s)
{
	struct http_parts parts = { .committer = NULL };
	enum start_result r;

	limits_begin(&s->limits);
	if (clients_new(&s->clients, s->mbit, &s->limits) != OK)
		return start_say(START_NO_MEMORY);
	r = committer_new(&s->committer, s->store, week_of_day(s->day));
	if (r == START_OK)
		r = workers_new(&s->workers, s->committer, s->clients);
	if (r != START_OK)
		return start_say(r);
	committer_count(s->committer, &s->limits);
	parts.clients = s->clients;
	parts.committer = s->committer;
	parts.workers = s->workers;
	parts.tls = s->certificate != NULL;
	r = http_new(&s->http, &parts, s->snapshot);
	if (r != START_OK)
		return start_say(r);
	snapshot_drop(s->snapshot);
	s->snapshot = NULL;
	s->to = (struct accept_to){ http_add, http_room, http_tick, s->http };
	r = acceptor_new(&s->acceptor, s->listener, s->listeners, &s->to);
	if (r == START_OK && confine_threads() != CONFINE_OK)
		r = START_REFUSED;
	return r == START_OK ? 0 : start_say(r);
}

/* Stop from the listeners inwards; requests taken in are still answered. */
static void
server_stop(struct server *s)
{
	acceptor_free(s->acceptor);
	if (s->http != NULL)
		http_quiet(s->http);
	if (s->committer != NULL)
		committer_stop(s->committer);
	if (s->workers != NULL)
		workers_stop(s->workers);
	http_free(s->http);
	workers_free(s->workers);
	committer_free(s->committer);
	clients_free(s->clients);
	snapshot_drop(s->snapshot);
	if (s->store != NULL)
		store_touch(s->store);
	for (size_t i = 0; i < s->listeners; i++)
		listener_close(&s->listener[i]);
	certificate_free(s->certificate);
	store_close(s->store);
	if (s->folder >= 0)
		close(s->folder);
}

/* Handle one signal, waiting for it at most ${seconds}. */
static void
signal_wait(struct server *s, time_t seconds)
{
	const struct timespec limit = { seconds, 0 };

	switch (sigtimedwait(&s->signals, NULL, &limit)) {
	case SIGINT:
	case SIGTERM:
		s->stop = true;
		break;
	case SIGHUP:
		s->tidy = true;
		s->renew = true;
		break;
	default: /* time is up */
		break;
	}
}

static void
reload(struct server *s)
{
	struct snapshot *snapshot;

	if (snapshot_new(&snapshot, s->store, s->day) == OK) {
		clockguard_floor(&s->today, &snapshot->served_notes->directory);
		http_snapshot(s->http, snapshot);
	} else {
		LOG("the server cannot load the new directory or board; "
		    "it keeps the old one. See: zegeld status");
	}
}

/* Log once that the clock is not believed, and once that it is again. */
static void
dispute_say(struct server *s)
{
	const struct guard *g = &s->today.guard;

	if (g->disputed == s->disputed)
		return;
	s->disputed = g->disputed;
	if (s->disputed)
		LOG("the clock has jumped; the server uses the time since "
		    "boot instead. Set the clock. If it is right, the server "
		    "accepts it within a day, or at once with -w WEEK. See: "
		    "zegeld status");
	else
		LOG("the server uses the clock again");
}

/* Another date is believed: forget which weeks were found due. */
static void
date_moved(struct server *s)
{
	s->looks = (struct guard_looks){ 0 };
	LOG("the server accepts the new date of the clock");
}

/* Look at the clock; on another day, serve a snapshot for that day. */
static void
date_check(struct server *s)
{
	uint16_t week = week_of_day(s->day);
	int32_t day;
	bool moved = false;
	bool written;

	written = clockguard_look(&s->today, s->store, &moved) == OK;
	if (!written && s->written)
		LOG("the server cannot store the week. Check the disk");
	s->written = written;
	if (moved)
		date_moved(s);
	dispute_say(s);
	day = clockguard_day(&s->today);
	if (day == s->day)
		return;
	s->day = day;
	if (week_of_day(day) != week)
		committer_week(s->committer, week_of_day(day));
	reload(s);
}

/* Reload if the folder changed; a person may have confirmed the clock. */
static void
folder_check(struct server *s)
{
	if (!store_changed(s->store))
		return;
	if (clockguard_said(&s->today, s->store)) {
		date_moved(s);
		date_check(s);
	}
	reload(s);
}

static bool
rewrite_go(void *arg)
{
	struct server *s = arg;

	signal_wait(s, 0);
	return !s->stop;
}

static enum err
expire(struct server *s)
{
	struct moment now = clock_moment();
	const struct guard *g = &s->today.guard;
	struct expire_by by = { .day = guard_day(g, now.boot),
		.clock = DAY_NEVER,
		.boot = now.boot,
		.looks = &s->looks };
	struct expired expired;
	struct served_notes *n;
	enum err e;

	if (g->proof == GUARD_FIRM)
		by.clock = day_of_time(now.wall);
	e = served_notes_new(&n, s->store, by.day);
	if (e == ERR_CLOCK)
		return OK;
	/* a directory past its last day does not keep tips longer */
	e = expire_run(&expired, s->store, e == OK ? &n->directory : NULL, &by);
	served_notes_free(n);
	if (expired.forgotten > 0)
		LOG_COUNT("weeks deleted", expired.forgotten);
	if (expired.due > 0)
		LOG_COUNT("weeks past their last day, kept until a second "
			  "check",
		    expired.due);
	if (expired.unread > 0)
		LOG_COUNT("envelopes deleted before every desk and partner "
			  "had read them (see zegeld status)",
		    expired.unread);
	return e;
}

/* Write the report for "zegeld status"; see report.h for when. */
static void
report(struct server *s)
{
	struct report r = { .renewed = true,
		.refused = s->refused,
		.tight = s->tight };

	(void)store_free(&r.tenths, s->store);
	if (s->certificate != NULL) {
		r.expires = certificate_expires(s->certificate);
		r.renewed = s->fixed ||
		    certificate_state(s->certificate) == CERTIFICATE_SAME;
	}
	if (report_write(store_dir(s->store), &r) != OK)
		LOG("the server cannot write its report for zegeld status. "
		    "Check the disk");
}

/* The hourly work.  False if another process holds the folder's lock. */
static bool
tidy(struct server *s)
{
	size_t refused;
	enum err e, r;

	if (store_lock(s->store, false) != OK)
		return false;
	e = expire(s);
	r = store_rewrite(s->store, REWRITE_HOURLY, rewrite_go, s);
	store_unlock(s->store);
	committer_count(s->committer, &s->limits); /* weeks may be gone */
	refused = committer_refused(s->committer);
	if (refused > 0)
		LOG_COUNT("deposits refused, because the pool or disk was full "
			  "or the disk failed",
		    refused);
	if (e != OK || (r != OK && r != ERR_AGAIN))
		LOG("the server cannot rewrite or delete weeks. Check the "
		    "disk");
	s->refused = refused > 0;
	s->tight = r == ERR_FULL;
	report(s);
	reload(s);
	return true;
}

/* Take up a renewed certificate, without a restart; log each change once. */
static void
certificate_look(struct server *s)
{
	enum certificate_news before, news;

	if (s->certificate == NULL)
		return;
	before = certificate_state(s->certificate);
	news = certificate_renew(s->certificate, s->renew, s->day);
	if (news == before && !s->renew)
		return;
	if (news == CERTIFICATE_TAKEN)
		s->fixed = false;
	report(s);
	if (news == CERTIFICATE_TAKEN)
		LOG("the server uses the renewed certificate");
	if (news == CERTIFICATE_UNREAD)
		LOG("the renewed certificate or key cannot be read; the server "
		    "keeps the old pair. Let the folder's owner read both");
	if (news == CERTIFICATE_BROKEN)
		LOG("the renewed certificate and key are not a working pair; "
		    "the server keeps the old pair. Put a matching pair of PEM "
		    "files there");
	if (news == CERTIFICATE_EXPIRED)
		LOG("the renewed certificate has expired; the server keeps the "
		    "old pair. Renew it again");
}

static void
server_run(struct server *s)
{
	unsigned to_touch = TOUCH_SECONDS;
	unsigned to_tidy = TIDY_FIRST;

	while (!s->stop) {
		signal_wait(s, 1);
		date_check(s);
		folder_check(s);
		if (--to_touch == 0) {
			store_touch(s->store);
			(void)malloc_trim(0); /* memory left by a flood */
			certificate_look(s);
			to_touch = TOUCH_SECONDS;
		}
		if (s->renew)
			certificate_look(s);
		s->renew = false;
		if (--to_tidy > 0 && !s->tidy)
			continue;
		s->tidy = false;
		to_tidy = tidy(s) ? TIDY_SECONDS : 1;
	}
}

static void
signals_block(struct server *s)
{
	sigemptyset(&s->signals);
	sigaddset(&s->signals, SIGINT);
	sigaddset(&s->signals, SIGTERM);
	sigaddset(&s->signals, SIGHUP);
	(void)pthread_sigmask(SIG_BLOCK, &s->signals, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

static int
listeners_print(const struct server *s)
{
	for (size_t i = 0; i < s->listeners; i++)
		printf("zegeld: serving at %s\n", s->listener[i].name);
	return screen_sent()
	    ? 0
	    : failed(doing, NULL, "standard output cannot be written to",
		  "redirect it to a disk with room, or to /dev/null");
}

int
cmd_serve(int argc, char **argv)
{
	struct serve_options options = { .folder = NULL };
	struct server *s;
	int rc;

	if (serve_options_parse(&options, argc, argv) != 0)
		return USAGE;
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		return failed_err(doing, options.folder, ERR_MEMORY);
	s->folder = -1;
	s->written = true;
	signals_block(s);
	rc = server_open(s, &options);
	if (rc == 0)
		rc = server_start(s);
	if (rc == 0) {
		report(s);
		rc = listeners_print(s);
	}
	if (rc == 0)
		server_run(s);
	server_stop(s);
	free(s);
	return rc;
}
