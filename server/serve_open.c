/* serve_open.c - `serve` before its threads: options, folder, listeners. */

#include <sys/file.h>
#include <sys/resource.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "command.h"
#include "confine/confine.h"
#include "failed.h"
#include "os/clock.h"
#include "serve_inside.h"
#include "wire.h"

static const char doing[] = "serving";

enum {
	WAY_OUT_MOST = 100000, /* Mbit/s */
	TAKE_TRIES = 20,       /* to lock the folder, within a second */
};

static const char *
listener_add(void *to, const struct option_row *row, const char *where)
{
	struct serve_options *o = to;

	if (o->listeners == LISTENERS_MAX)
		return "is given too often: a server listens at 8 addresses "
		       "at most";
	o->where[o->listeners] = where;
	o->is_socket[o->listeners++] = row->letter == 'u';
	return NULL;
}

#define AT(member) offsetof(struct serve_options, member)
static const struct option_row rows[] = {
	{ 'a', NULL, "address:port", NULL, 1, OPTION_EACH, 0 },
	{ 'u', NULL, "socket", NULL, 1, OPTION_EACH, 0 },
	{ 'c', NULL, "cert", NULL, 1, OPTION_TEXT, AT(cert) },
	{ 'k', NULL, "key", NULL, 1, OPTION_TEXT, AT(key) },
	{ 'o', NULL, "mbit", NULL, 1, OPTION_TEXT, AT(out) },
	{ 'w', NULL, "week", NULL, 1, OPTION_TEXT, AT(begin.week) },
	{ 'S', NULL, NULL, NULL, 1, OPTION_FLAG, AT(begin.bare) },
};
static const struct option_table table = { rows, sizeof(rows) / sizeof(rows[0]),
	listener_add };

int
serve_options_parse(struct serve_options *o, int argc, char **argv)
{
	int first = command_options(o, &table, argc, argv);

	if (first < 0 || argc - first != 1 ||
	    (o->cert == NULL) != (o->key == NULL))
		return USAGE;
	o->folder = argv[first];
	o->begin.doing = doing;
	o->begin.stick = -1;
	if (o->listeners == 0) {
		o->where[0] = "127.0.0.1:8080";
		o->listeners = 1;
	}
	return 0;
}

/* Too little may be locked: say how much, and where to raise it. */
static int
memory_say(void)
{
	struct rlimit locked = { RLIM_INFINITY, RLIM_INFINITY };
	char why[96];

	if (getrlimit(RLIMIT_MEMLOCK, &locked) != 0 ||
	    locked.rlim_cur >= CONFINE_LOCKED)
		return failed_err(doing, NULL, ERR_MEMORY);
	snprintf(why, sizeof(why),
	    "the server may lock %ju KiB of memory and needs up to %d "
	    "KiB",
	    (uintmax_t)locked.rlim_cur / 1024, CONFINE_LOCKED / 1024);
	return failed(doing, NULL, why,
	    "raise the limit: ulimit -l 65536, LimitMEMLOCK=64M of "
	    "systemd, or --ulimit memlock=67108864 of Docker");
}

int
start_say(enum start_result r)
{
	switch (r) {
	case START_OK:
		return 0;
	case START_NO_MEMORY:
		return memory_say();
	case START_UNCONFINED:
		return failed(doing, NULL,
		    "a thread of the server is not confined",
		    "find out what keeps seccomp or Landlock from threads");
	case START_UNKNOWN_LIBRARY:
		return failed(doing, NULL,
		    "zegeld was never tested with this version of "
		    "libmicrohttpd",
		    "install a version from 0.9.75 to 1.x, such as Debian's");
	case START_REFUSED:
		break;
	}
	return failed_err(doing, NULL, ERR_IO);
}

/* False with errno: EWOULDBLOCK if another holds the lock for a second. */
static bool
folder_lock(int folder)
{
	static const struct timespec rest = { 0, 1000000000 / TAKE_TRIES };
	int tries = 0;

	while (flock(folder, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK || ++tries > TAKE_TRIES)
			return false;
		(void)nanosleep(&rest, NULL);
	}
	return true;
}

/*
 * Allow one server per folder.  The lock is on the folder itself: this process
 * may still be root, and the folder's owner controls every name in it.
 * If a server was killed during start-up, its child may still hold the lock
 * for a moment.
 */
static int
folder_take(struct server *s, const struct serve_options *o)
{
	int rc = command_folder(&s->folder, &o->begin, o->folder);

	if (rc != 0 || folder_lock(s->folder))
		return rc;
	if (errno != EWOULDBLOCK)
		return failed_err(doing, o->folder, ERR_IO);
	return failed(doing, o->folder, "another zegeld serves it already",
	    "stop that one first");
}

/* Write down this process's confinement, for "zegeld status". */
static int
confined_write(const struct server *s, const struct serve_options *o)
{
	char text[CONFINED_TEXT];
	int fd = openat(store_dir(s->store), "confined",
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool written;

	confined_print(text, o->begin.confined);
	written = fd >= 0 && dprintf(fd, "%s", text) > 0;
	if (fd >= 0)
		(void)close(fd);
	return written ? 0 : failed_err(doing, o->folder, ERR_IO);
}

static int
listener_open(struct server *s, const struct serve_options *o, size_t i)
{
	static const struct {
		const char *why;
		const char *todo;
	} sentences[] = {
		[LISTEN_NO_ADDRESS] = { "not an address and port",
		    "write it as 127.0.0.1:8080 or [::1]:8080" },
		[LISTEN_NO_PORT] = { "not a valid port",
		    "give a number from 0 to 65535; 0 is any free port" },
		[LISTEN_TOO_LONG] = { "a socket path has at most 107 bytes",
		    "name a shorter path with -u" },
		[LISTEN_IN_USE] = { "in use",
		    "stop the program that uses it, or name another with -a "
		    "or -u" },
		[LISTEN_ELSEWHERE] = { "not an address of this machine",
		    "name an address that this machine has" },
		[LISTEN_FORBIDDEN] = { "this user may not listen there",
		    "name a port of 1024 or higher, or a socket in another "
		    "folder" },
		[LISTEN_REFUSED] = { "the system refuses it",
		    "check the limit on open files, and the folder's owner" },
	};
	struct listener *l = &s->listener[i];
	enum listen_result r;

	r = o->is_socket[i] ? listener_unix(l, o->where[i])
			    : listener_tcp(l, o->where[i], o->cert != NULL);
	if (r != LISTEN_OK)
		return failed("listening on", o->where[i], sentences[r].why,
		    sentences[r].todo);
	s->listeners = i + 1;
	if (!l->loopback && !l->tls)
		fputs("zegeld: plain HTTP beyond this machine: others on the "
		      "network can read it; give -c and -k\n",
		    stderr);
	return 0;
}

static int
certificate_open(struct server *s, const struct serve_options *o)
{
	const char *file;
	enum err e;

	e = certificate_new(&s->certificate, o->cert, o->key, &file);
	if (e == ERR_KEY)
		return failed(doing, NULL,
		    "certificate and key are not a working pair",
		    "name a matching pair of PEM files with -c and -k");
	return e == OK ? 0 : failed_err("reading", file, e);
}

/*
 * Try a renewal now: later the folder's owner must be able to read the renewed
 * files, and Landlock must allow it.
 */
static void
certificate_try(struct server *s, const struct serve_options *o)
{
	if (s->certificate == NULL ||
	    certificate_renew(s->certificate, true, s->day) !=
		CERTIFICATE_UNREAD)
		return;
	s->fixed = true;
	(void)failed("trying to reload", o->cert,
	    "the folder's owner cannot read certificate and key, so the server "
	    "cannot load a renewed pair",
	    "let that user read both, or restart zegeld serve after each "
	    "renewal");
}

/* Enter the folder, confined; the certificate's folders stay readable. */
static int
folder_begin(struct server *s, struct serve_options *o)
{
	int dirs[CERTIFICATE_DIRS] = { -1, -1, -1, -1 };
	int rc;

	if (s->certificate != NULL)
		certificate_dirs(s->certificate, dirs);
	o->begin.read = dirs;
	o->begin.reads = CERTIFICATE_DIRS;
	rc = command_begin_in(&s->store, &o->begin, o->folder, s->folder);
	o->begin.read = NULL;
	o->begin.reads = 0;
	for (size_t i = 0; i < CERTIFICATE_DIRS; i++)
		if (dirs[i] >= 0)
			(void)close(dirs[i]);
	return rc;
}

static int
way_out_read(struct server *s, const char *text)
{
	uint64_t mbit = WAY_OUT_MBIT;

	if (text != NULL &&
	    (span_decimal(&mbit, span_str(text), WAY_OUT_MOST) != OK ||
		mbit == 0))
		return failed("reading -o", text,
		    "not a number from 1 to 100000",
		    "give the outgoing speed of the line in Mbit/s");
	s->mbit = (uint32_t)mbit;
	return 0;
}

/* Start even if the clock does not fit, as it may after a power cut. */
static int
date_begin(struct server *s, const struct serve_options *o)
{
	char why[CLOCKGUARD_TEXT];
	enum err e;
	int rc = 0;

	if (o->begin.week != NULL)
		rc = command_today(&s->day, s->store, doing, o->begin.week);
	if (rc != 0)
		return rc;
	e = clockguard_begin(&s->today, s->store);
	if (e != OK)
		return failed_err(doing, o->folder, e);
	if (o->begin.week != NULL)
		guard_vouch(&s->today.guard, clock_moment());
	s->day = clockguard_day(&s->today);
	if (s->today.guard.proof != GUARD_FOLDER)
		return 0;
	clockguard_print(why, s->store, false);
	fprintf(stderr,
	    "zegeld: %s: the server uses that week. Set the clock (UTC). If "
	    "it is right, confirm it with -w WEEK, or wait: the server accepts "
	    "it within a day if it runs evenly\n",
	    why);
	return 0;
}

int
server_open(struct server *s, struct serve_options *o)
{
	enum err e;
	int rc = way_out_read(s, o->out);

	if (rc == 0 && o->cert != NULL)
		rc = certificate_open(s, o);
	/* first, so that nobody connects to a server that will not start */
	if (rc == 0)
		rc = folder_take(s, o);
	for (size_t i = 0; i < o->listeners && rc == 0; i++)
		rc = listener_open(s, o, i);
	if (rc == 0)
		rc = folder_begin(s, o);
	if (rc == 0)
		rc = confined_write(s, o);
	if (rc == 0)
		rc = date_begin(s, o);
	if (rc != 0)
		return rc;
	certificate_try(s, o);
	e = snapshot_new(&s->snapshot, s->store, s->day);
	if (e != OK)
		return command_served_notes_err(doing, e);
	clockguard_floor(&s->today, &s->snapshot->served_notes->directory);
	return 0;
}
