/* status.c - how a service stands, in weeks and counts; and expire by hand. */

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "bundle.h"
#include "clock.h"
#include "command.h"
#include "confine.h"
#include "expire.h"
#include "language.h"
#include "limit.h"
#include "notice.h"
#include "say.h"
#include "week.h"

enum {
	WARN_DAYS = 21, /* before a directory or schedule ends */
};

static void
ends_print(const char *what, int32_t expires)
{
	char date[DATE_TEXT];

	date_print(date, expires);
	printf("%s, good until %s%s\n", what, date,
	    expires - clock_day() < WARN_DAYS ? "  RENEW IT" : "");
}

static void
pool_print(struct store *s)
{
	struct pool_week weeks[STORE_WEEKS];
	size_t n = store_weeks(s, weeks);
	uint64_t all = 0;
	char text[WEEK_TEXT];

	for (size_t i = 0; i < n; i++) {
		week_print(text, weeks[i].week);
		printf("pool %s: %" PRIu64 " envelopes\n", text,
		    weeks[i].envelopes);
		all += weeks[i].envelopes;
	}
	printf("pool: %" PRIu64 " of %d envelopes%s\n", all, (int)POOL_CAP,
	    all >= POOL_CAP           ? "  FULL"
		: all >= POOL_CAP / 2 ? "  HALF FULL"
				      : "");
}

static void
holder_print(struct store *s, const struct directory *d, const struct holder *h)
{
	struct schedule schedule;
	struct kept kept;
	struct filed f;
	char what[128];
	bool valid;

	if (kept_load(&kept, s, &h->id) != OK)
		kept = (struct kept){ .seq = 0 };
	snprintf(what, sizeof(what),
	    "%s %s: outbox %" PRIu32 ", inbox %" PRIu32 " opened",
	    h->partner ? "partner" : "desk", h->ik.name, kept.seq,
	    kept.ack_seq);
	if (filed_load(&f, s, &h->id, 0) != OK) {
		printf("%s, NO SCHEDULE\n", what);
		return;
	}
	valid = schedule_verify(&schedule, f.note, d, h, clock_day()) == OK;
	file_free(&f.bytes);
	if (!valid) {
		printf("%s, schedule %" PRIu32 " NOT VALID\n", what, f.version);
		return;
	}
	printf("%s, ", what);
	snprintf(what, sizeof(what), "schedule %" PRIu32, f.version);
	ends_print(what, schedule.expires);
}

static void
languages_print(struct store *s)
{
	uint8_t codes[LANGUAGES_TEXT];
	struct writer w = { codes, sizeof(codes), 0, false };
	struct languages l;

	if (languages_load(&l, s) != OK)
		return;
	languages_put(&w, l);
	printf("languages %.*s\n", (int)w.n, (const char *)codes);
}

/* What the one that serves has written about itself. */
static void
confined_say(struct store *s)
{
	struct file f;

	if (file_read(&f, store_dir(s), "confined", CONFINED_TEXT) == OK)
		printf("confined: %.*s\n", (int)f.n, (const char *)f.p);
	file_free(&f);
}

static void
status_print(struct store *s, const struct notice *n)
{
	const struct directory *d = &n->directory;
	struct closed last;
	char text[WEEK_TEXT];
	char what[64];

	printf("service %s: %s\n", n->root.name,
	    command_served(s) ? "being served" : "not being served");
	if (command_served(s))
		confined_say(s);
	snprintf(what, sizeof(what), "directory %" PRIu32, d->version);
	ends_print(what, d->expires);
	languages_print(s);
	if (closed_last(&last, s) == OK && last.seq > 0) {
		week_print(text, last.week);
		printf("inbox %" PRIu32 ", closed in %s\n", last.seq, text);
	} else {
		puts("no inbox closed yet");
	}
	for (size_t i = 0; i < d->holders; i++)
		holder_print(s, d, &d->holder[i]);
	pool_print(s);
}

int
cmd_status(int argc, char **argv)
{
	static const char doing[] = "looking at";
	struct beginning begin = { .doing = doing, .bare = true, .stick = -1 };
	struct store *s = NULL;
	struct notice *n = NULL;
	enum err e;
	int rc;

	if (argc != 2)
		return USAGE;
	rc = command_begin(&s, &begin, argv[1]);
	if (rc != 0)
		return rc;
	e = notice_new(&n, s, clock_week());
	if (e == OK)
		status_print(s, n);
	else
		rc = command_notice_err(doing, e);
	notice_free(n);
	store_close(s);
	return rc;
}

int
cmd_expire(int argc, char **argv)
{
	static const char doing[] = "expiring weeks in";
	struct beginning begin = { .doing = doing, .stick = -1 };
	struct store *s = NULL;
	struct notice *n = NULL;
	size_t forgotten = 0;
	uint16_t week;
	enum err e;
	int rc;

	if (command_options(&begin, argc, argv) != 0 || argc - optind != 1)
		return USAGE;
	rc = command_begin(&s, &begin, argv[optind]);
	if (rc == 0)
		rc = command_today(&week, s, "expiring", begin.week);
	if (rc == 0)
		rc = command_lock(s, doing);
	if (rc != 0) {
		store_close(s);
		return rc;
	}
	e = notice_new(&n, s, week);
	if (e == OK || e == ERR_EXPIRED)
		e = expire_run(s, e == OK ? &n->directory : NULL, &forgotten);
	if (e == OK)
		printf("weeks forgotten: %zu\n", forgotten);
	else
		rc = command_notice_err(doing, e);
	notice_free(n);
	store_close(s);
	return rc;
}
